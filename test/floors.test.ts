/** The floor plan holds: imports point down, and each outside package has one home. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const FLOORS: Record<string, number> = {
  kernel: 0, schema: 0, units: 0, optimise: 0,
  demand: 1, power: 1, compute: 1, serving: 1, economy: 1,
  scenario: 2, factory: 3, measure: 4, study: 4, validation: 4, report: 5, cli: 6, index: 6,
}; // biome-ignore format: one floor a line
/** Neighbours that may look at each other on one floor. */
const ALLOWED_SIBLINGS: Record<string, readonly string[]> = {
  serving: ['compute', 'demand'],
  study: ['measure'],
  kernel: ['units'],
  schema: ['units'],
  cli: ['index'],
};
const HOMES: Record<string, readonly string[]> = {
  mathjs: ['units/parse.ts'],
  seedrandom: ['kernel/chance.ts'],
  'simple-statistics': ['measure/', 'power/weather/', 'study/', 'validation/'],
  vega: ['report/chart.ts'],
  'vega-lite': ['report/chart.ts'],
  yargs: ['cli.ts', 'cli/'],
  zod: ['schema/'],
  yaml: ['schema/'],
  piscina: ['study/'],
  highs: ['optimise/'],
  'csv-parse': ['validation/'],
  hyparquet: ['report/'],
  'hyparquet-writer': ['report/'],
  listr2: ['cli/'],
  picocolors: ['report/', 'cli/'],
  'cli-table3': ['cli/', 'report/'],
  '@resvg/resvg-js': ['cli/raster.ts'],
};
/** Built-in modules stay in the doors, so that the same factory runs in a browser; the thread pool's worker is a door too. */
const NODE_HOMES = ['cli.ts', 'cli/', 'study/shard-worker.ts'];

const source = join(import.meta.dirname, '../src');
const files = (readdirSync(source, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts') && statSync(join(source, file)).isFile())
  .map((file) => file.replaceAll('\\', '/'));
const importsOf = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(
    (match) => match[1] ?? match[2]!,
  );
const roomOf = (file: string): string => file.split('/')[0]!.replace(/\.ts$/, '');

describe.each(files)('src/%s', (file) => {
  test('imports from its own floor or below, and packages only where they live', () => {
    const wrong: string[] = [];
    for (const target of importsOf(file)) {
      if (target.endsWith('package.json')) continue; // its version is part of every answer
      if (target.startsWith('.')) {
        const from = roomOf(file);
        const to = roomOf(
          relative(source, join(source, file, '..', target))
            .replaceAll('\\', '/')
            .replace(/\.js$/, '.ts'),
        );
        if (from === to) continue;
        const higher = (FLOORS[to] ?? 99) > FLOORS[from]!;
        const sibling = FLOORS[to] === FLOORS[from] && !(ALLOWED_SIBLINGS[from] ?? []).includes(to);
        if (higher || sibling) wrong.push(`${from} imports ${to}: ${target}`);
      } else if (target.startsWith('node:')) {
        if (!NODE_HOMES.some((home) => file.startsWith(home))) wrong.push(`${target} outside the doors`);
      } else {
        const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!;
        if (!(HOMES[name] ?? []).some((home) => file.startsWith(home))) wrong.push(`${name} away from its home`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
