/** What an answer becomes on paper: the text of each file in its folder, and the summary for the terminal. */
import type { Loaded } from '../scenario/load.js';
import type { Answer } from '../study/answer.js';
import type { Content, OutputFile } from './output.js';
import type { Terminal } from './terminal.js';

const json = (body: unknown): string => `${JSON.stringify(body, null, 2)}\n`;

export const contentsOf = async (
  loaded: Loaded,
  answer: Answer,
): Promise<Readonly<Partial<Record<OutputFile, Content>>>> => ({
  'measures.json': json(answer.result),
  'runtime.json': json({ schemaVersion: 1, ...answer.runtime }),
  'run.json': json({
    schemaVersion: 1,
    file: loaded.file,
    name: loaded.name,
    hash: loaded.hash,
    scenario: loaded.effective,
  }),
});

export const resultJson = (answer: Answer): Readonly<Record<string, unknown>> => ({ ...answer.result });

export const summaryOf = (answer: Answer, folder: string, _terminal: Terminal): string =>
  `${answer.result.title}\nreport   ${folder}/report.html`;
