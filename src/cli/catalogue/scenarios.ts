/** The scenarios that come with the program: read to be shown, copied by `init`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { home } from '../home.js';
import type { Item, Kind } from './kind.js';

const firstValue = (text: string, key: string): string =>
  new RegExp(`^${key}:[ \\t]*(.+)$`, 'm')
    .exec(text)?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2') ?? '';

export interface ShippedScenario {
  readonly name: string;
  readonly text: string;
}

export const shippedScenarios = (): readonly ShippedScenario[] => {
  const folder = join(home(), 'scenarios');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ name: basename(file, '.yaml'), text: readFileSync(join(folder, file), 'utf8') }));
};

export const scenarioKind: Kind = {
  many: 'scenarios',
  one: 'scenario',
  doc: 'Scenarios that come with the program; init copies one to start from.',
  items: async () =>
    shippedScenarios().map(({ name, text }): Item => {
      const question = firstValue(text, 'question');
      return {
        name,
        aliases: [],
        doc: `${firstValue(text, 'title')}.`,
        columns: { question },
        rows: [
          { label: 'question', value: question },
          { label: 'to start from it', value: `token-factory init ${name}` },
        ],
        data: { name, text },
      };
    }),
};
