/** A small scenario in memory, and what is said about it when something in it is wrong. */
import { loadScenario } from '../../src/scenario/load.js';
import { ScenarioWrong } from '../../src/schema/issue.js';
import { explainIssues } from '../../src/schema/issue-text.js';

export const RIGHT = `title: A small hall
horizon: 5 minute
warmUp: 0 s
site: {region: us-tx}
power: {tariff: texas-flat}
fleet:
  - name: pool
    chip: h100
    model: llama-3.1-8b
    replicas: 2
demand:
  - name: chat
    model: llama-3.1-8b
    rate: 2 request/s
    lengths: azure-conversation-2023
sampling: {sample: all}
`;
/** A folder of files in memory. */
const filesOf = (texts: Readonly<Record<string, string>>) => {
  const text = (path: string): string => {
    const found = texts[path];
    if (found === undefined) throw new Error(`${path} cannot be read: there is no such file`);
    return found;
  };
  return { text, bytes: (path: string) => [new TextEncoder().encode(text(path))] };
};
export const load = (texts: Readonly<Record<string, string>>, sets: readonly string[] = []) =>
  loadScenario('hall.yaml', filesOf(texts), sets);

/** What is said about these files. */
export const said = (texts: string | Readonly<Record<string, string>>, sets: readonly string[] = []): string => {
  try {
    load(typeof texts === 'string' ? { 'hall.yaml': texts } : texts, sets);
  } catch (reason) {
    if (reason instanceof ScenarioWrong) return explainIssues(reason.issues);
    throw reason;
  }
  throw new Error('nothing was found wrong');
};
