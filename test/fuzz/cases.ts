/** Numbered fuzz cases: files by name, the one that is loaded, and `--set`s. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../src/scenario/files.js';
import { Dice } from './dice.js';
import { assignment, changed, torn, tornTrace } from './mutations.js';
import { wished } from './wishes.js';

export interface FuzzCase {
  readonly number: number;
  readonly file: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly sets: readonly string[];
}

const folder = join(import.meta.dirname, '../../scenarios');
const shipped = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

const rows = (line: (row: number) => string): string =>
  Array.from({ length: 120 }, (_, row) => `${line(row)}\n`).join('');
const two = (value: number): string => String(value).padStart(2, '0');

const TRACES: Readonly<Record<string, string>> = {
  'hour.csv': `arrival_s,prompt_tokens,output_tokens,stream,priority\n${rows((row) => `${row / 2},${((row * 37) % 900) + 1},${((row * 53) % 300) + 1},${row % 3 ? 'a' : 'b'},${row % 9}`)}`,
  'azure.csv': `TIMESTAMP,ContextTokens,GeneratedTokens\n${rows((row) => `2023-11-16 18:${two(Math.floor(row / 30))}:${two((row * 2) % 60)}.1234567,${row * 11 + 4},${((row * 7) % 200) + 1}`)}`,
  'mooncake.jsonl': rows(
    (row) =>
      `{"timestamp": ${row * 900}, "input_length": ${row * 20 + 1}, "output_length": ${(row % 50) + 1}, "hash_ids": [${row % 4}, ${row}]}`,
  ),
};

/** Keeps a shipped scenario as it is in everything but its length, so that it runs in no time. */
const SHORT = ['horizon=2 minute', 'warmUp=0 s', 'sampling.sample=1'];

/** Of ten cases one is as wished, four have other numbers, two have something wrong put in, one is a shipped file, one is torn text, one extends another. */
export const caseOf = (number: number): FuzzCase => {
  const dice = new Dice('case', number);
  const texts = new Map(Object.entries(TRACES));
  const sets: string[] = [];
  const text = (value: unknown): string => JSON.stringify(value, null, 1);
  const scenario = wished(dice);
  const kind = number % 10;
  if (kind < 5) texts.set('case.yaml', text(changed(scenario, [0, 1, 1, 1, 2][kind]!, 'gentle', dice)));
  else if (kind < 7) texts.set('case.yaml', text(changed(scenario, 1 + dice.whole(2), 'rough', dice)));
  else if (kind === 7) {
    texts.set('case.yaml', dice.happens(0.4) ? dice.one(shipped) : torn(dice.one(shipped), 1 + dice.whole(2), dice));
    sets.push(...SHORT);
  } else if (kind === 8) texts.set('case.yaml', torn(text(scenario), 1 + dice.whole(3), dice));
  else {
    const { title, seed, ...rest } = scenario;
    texts.set(
      'base.yaml',
      text(dice.happens(0.3) ? { ...rest, extends: dice.one(['case.yaml', 'base.yaml', '../up.yaml']) } : rest),
    );
    texts.set('case.yaml', text({ extends: dice.one(['base.yaml', './base.yaml', 'x/../base.yaml']), title, seed }));
  }
  if (dice.happens(0.08)) {
    const name = dice.one(Object.keys(TRACES));
    texts.set(name, tornTrace(TRACES[name]!, dice));
  }
  if (dice.happens(0.1)) sets.push(assignment(dice));
  return {
    number,
    file: 'site/case.yaml',
    texts: new Map([...texts].map(([name, body]) => [`site/${name}`, body])),
    sets,
  };
};

export const filesOf = ({ texts }: FuzzCase): Files => {
  const find = (path: string): string => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`${path} cannot be read: there is no such file`);
    return text;
  };
  return { text: find, bytes: (path) => [new TextEncoder().encode(find(path))] };
};
