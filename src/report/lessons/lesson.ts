/** A lesson: shipped scenarios, what they teach in one sentence, one picture for a slide, two questions that the program answers itself. */
import type { RunResult } from '../../measure/result.js';
import type { Loaded } from '../../scenario/load.js';
import type { CrewOptions } from '../../study/crew.js';
import type { Figure } from '../figure.js';
import type { Markup } from '../markup.js';

/** A question for a class, and the answer as it was computed. */
export interface Question {
  readonly ask: string;
  readonly answer: string;
}

/** Something on the page that answers while it is moved: marks, the data they start from, and the script between them. */
export interface Bench {
  readonly title: string;
  readonly markup: Markup;
  readonly style: string;
  readonly script: string;
  readonly data: unknown;
}

/** What the scenarios said. */
export interface Taught {
  /** Bold words, then the rest: the finding with its numbers. */
  readonly verdict: string;
  readonly rest: string;
  /** What stands behind it, in a sentence or two. */
  readonly lede: string;
  readonly figure: Figure;
  readonly bench: Bench | null;
  readonly questions: readonly [Question, Question];
  /** Facts the finding rests on; the page names those that are assumed. */
  readonly facts: RunResult['facts'];
  /** How much was simulated. */
  readonly sampling: string;
}

export interface Lesson {
  readonly name: string;
  readonly title: string;
  /** Scenario files, relative to the folder of scenarios. */
  readonly files: readonly string[];
  /** @param worlds what the files hold, in their order */
  readonly teach: (worlds: readonly Loaded[], crew: CrewOptions) => Promise<Taught>;
}
