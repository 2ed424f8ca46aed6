import { expect, test } from 'vitest';
import type { RunResult } from '../../src/measure/result.js';
import { durationFigure } from '../../src/report/charts/duration.js';
import { supplyFigure } from '../../src/report/charts/supply.js';
import { reportMarkdown } from '../../src/report/markdown.js';
import { reportPage } from '../../src/report/page.js';
import { sample } from './sample.js';

const count = sample.series.columns[0]!.values.length;
const column = (name: string, unit: string, value: (at: number) => number | null) => ({
  name,
  unit,
  label: name,
  values: Array.from({ length: count }, (_, at) => value(at)),
});
const supplied: RunResult = {
  ...sample,
  rack: {
    average: 2e-8,
    energy: 2e-8,
    full: 2e-8,
    worth: null,
    units: [{ unit: 'grid', share: 1, energy: 2e-8 }],
    hours: [{ hour: 0, energy: 2e-8, full: 2e-8, unit: 'grid' }],
    regret: null,
    carbon: null,
  },
  series: {
    ...sample.series,
    columns: [
      ...sample.series.columns.filter(({ name }) => name !== 'sitePower' && name !== 'price'),
      column('sitePower', 'W', (at) => (at < count / 2 ? 6e6 : 2e6)),
      column('price', 'USD/J', (at) => (at % 2 === 0 ? 1e-8 : -1e-8)),
      column('given:solar', 'W', (at) => (at < count / 2 ? 3e6 : 0)),
      column('given:grid', 'W', () => 2e6),
      column('given:spare', 'W', () => 0),
      column('discharged', 'W', (at) => (at < count / 2 ? 1e6 : 0)),
      column('stored:battery', 'J', (at) => 1e10 - at),
    ],
  },
};
const rows = (table: { readonly rows: readonly (readonly string[])[] }) =>
  table.rows.map((row) => row.join(' | ').replaceAll('\u202f', ' '));

test('the supply names who gives most; grid lies at the bottom, the sun on top, and what gave nothing is left out', () => {
  const figure = supplyFigure(supplied)!;
  expect(figure.finding).toBe('Grid gives 50% of the electricity, the most of all');
  expect(rows(figure.table)).toEqual([
    'grid | 48.0 MWh | 50% | 2.00 MW',
    'out of storage | 12.0 MWh | 13% | 1.00 MW',
    'solar | 36.0 MWh | 38% | 3.00 MW',
  ]);
});

test('duration curves sort load and price each on its own', () => {
  const figure = durationFigure(supplied)!;
  expect(figure.finding).toBe(
    'The site draws 67% of its peak on average; a tenth of the time it pays 3.60 cents or more',
  );
  const table = rows(figure.table);
  expect(table[0]).toBe('0% | 6.00 MW | 3.60');
  expect(table.at(-1)).toBe('100% | 2.00 MW | −3.60');
});

test('page and text have both; a site with one source has neither', async () => {
  const page = await reportPage(supplied);
  expect([page.includes('id="supply"'), page.includes('id="duration"')]).toEqual([true, true]);
  expect(reportMarkdown(supplied)).toContain('the most of all');
  expect([supplyFigure(sample), durationFigure(sample)]).toEqual([null, null]);
  const still = { ...supplied, series: { ...supplied.series, columns: [column('given:grid', 'W', () => 0)] } };
  expect([supplyFigure(still), durationFigure(still)]).toEqual([null, null]);
});
