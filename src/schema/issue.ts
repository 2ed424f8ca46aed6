/** What is wrong with a user's file, one mistake at a time, collected and shown together. */

export interface Issue {
  /** Where in the scenario, for example `['fleet', 0, 'chip']`. */
  readonly path: readonly (string | number)[];
  /** What was found, as the user wrote it. */
  readonly found?: string;
  /** What would have been accepted, with an example. */
  readonly expected: string;
  /** The nearest valid name or unit, when there is one. */
  readonly hint?: string;
  /** Filled in when the path is located in a file. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** `fleet[0].chip` */
export const pathText = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

/** Thrown by loading and checking, with every mistake at once; the doors turn it into exit code 65. */
export class ScenarioWrong extends Error {
  override readonly name = 'ScenarioWrong';
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map((issue) => `${pathText(issue.path)}: expected ${issue.expected}`).join('\n'));
  }
}
