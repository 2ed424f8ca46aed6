/** `init`: a commented scenario to start from, written where nothing is yet. */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../schema/suggest.js';
import { shippedScenarios } from './catalogue/scenarios.js';
import { EXIT, type ExitCode, Unwritable, Usage } from './exit.js';
import { printJson } from './json.js';
import { MY_FACTORY } from './my-factory.js';
import type { Terminal } from './terminal.js';

export interface InitRequest {
  readonly template: string;
  readonly out: string;
  readonly json: boolean;
}

/** A shipped scenario points to the schema beside it; a copy points to one that `schema` writes. */
const copied = (text: string): string => text.replace(/(\$schema=)\S+/, '$1scenario.schema.json');

const templates = (): ReadonlyMap<string, string> =>
  new Map([['my-factory', MY_FACTORY], ...shippedScenarios().map(({ name, text }) => [name, copied(text)] as const)]);

const writeNew = (path: string, folder: string, text: string): void => {
  let file: number | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    file = openSync(path, 'wx');
    writeSync(file, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && file === undefined)
      throw new Usage(`${path} exists and stays as it is; choose another folder with --out`);
    if (file !== undefined) rmSync(path, { force: true });
    throw new Unwritable(`${path} cannot be written: ${message}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
};

export const init = async ({ template, out, json }: InitRequest, terminal: Terminal): Promise<ExitCode> => {
  const known = templates();
  const text = known.get(template);
  if (text === undefined) {
    const near = nearest(template, [...known.keys()]);
    throw new Usage(
      `There is no template "${template}".${near === undefined ? '' : ` Did you mean ${near}?`} Templates: ${[...known.keys()].join(', ')}.`,
    );
  }
  const path = join(out, `${template}.yaml`);
  writeNew(path, out, text);
  if (json) printJson(terminal, { file: path });
  else terminal.print(path);
  terminal.note(`Next: token-factory run ${path}`);
  return EXIT.fine;
};
