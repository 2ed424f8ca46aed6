import { expect, test } from 'vitest';
import type { RackResult } from '../../src/measure/result.js';
import { rackFigure } from '../../src/report/charts/rack.js';
import { reportMarkdown } from '../../src/report/markdown.js';
import { reportPage } from '../../src/report/page.js';
import { hourTable, rackFinding, rackTable, unitTable } from '../../src/report/rack.js';
import { sample } from './sample.js';

const CENT = 0.01 / 3.6e6;
const rack: RackResult = {
  average: 7.4 * CENT,
  energy: 5.1 * CENT,
  full: 9.8 * CENT,
  worth: 310 * CENT,
  units: [
    { unit: 'grid', share: 0.8, energy: 6 * CENT },
    { unit: 'curtailed solar', share: 0.15, energy: 0 },
    { unit: 'scarcity', share: 0.05, energy: null },
  ],
  hours: [
    { hour: 3, energy: 5 * CENT, full: 5 * CENT, unit: 'grid' },
    { hour: 14, energy: null, full: null, unit: 'scarcity' },
  ],
  regret: { dollars: 123, share: 0.08 },
  carbon: { average: 2e-4 / 3600, marginal: 4e-4 / 3600, contractual: 1e-4 / 3600 },
};
const count = sample.series.columns[0]!.values.length;
const column = (name: string, unit: string, value: (at: number) => number | null) => ({
  name,
  unit,
  label: name,
  values: Array.from({ length: count }, (_, at) => value(at)),
});
const priced = {
  ...sample,
  rack,
  series: {
    ...sample.series,
    columns: [
      ...sample.series.columns,
      column('rackEnergy', 'USD/J', (at) => (at > 150 && at < 180 ? null : 5 * CENT)),
      column('rackFull', 'USD/J', (at) => (at > 150 && at < 180 ? null : (at === 200 ? 400 : 5) * CENT)),
      column('next:grid', '1', (at) => (at < 200 ? 1 : 0)),
      column('next:curtailed solar', '1', (at) => (at < 200 ? 0 : 1)),
    ],
  },
};
const written = (table: { readonly rows: readonly (readonly string[])[] }) =>
  table.rows.map((row) => row.join(' | ').replaceAll('\u202f', ' '));

test('the finding names both costs and the unit that sets the price most of the time', () => {
  expect(rackFinding(priced)!.replaceAll('\u202f', ' ')).toBe(
    'The next kilowatt-hour costs 9.80 c, the average one 7.40 c; it comes from grid 80% of the time',
  );
  expect(rackFinding({ ...priced, rack: { ...rack, average: null, energy: null, full: null } })).toContain(
    'Nothing was drawn',
  );
  expect(rackFinding(sample)).toBeNull();
});

test('three costs and three carbons stand side by side, in cents and grams a kilowatt-hour', () => {
  expect(written(rackTable(rack))).toMatchInlineSnapshot(`
    [
      "Average: the whole bill | 7.40 | cents a kWh",
      "Next one, its energy alone | 5.10 | cents a kWh",
      "Next one, with what it adds to charges for peaks | 9.80 | cents a kWh",
      "Worth in tokens, which prices scarcity | 310 | cents a kWh",
      "The battery’s policy, dearer than perfect foresight | $123 | 8.0% of what foresight pays",
      "Carbon, average | 200 | g CO₂e a kWh",
      "Carbon of the next one | 400 | g CO₂e a kWh",
      "Carbon by contract | 100 | g CO₂e a kWh",
    ]
  `);
  expect(written(unitTable(rack))).toMatchInlineSnapshot(`
    [
      "grid | 80% | 6.00",
      "curtailed solar | 15% | 0",
      "scarcity | 5.0% | —",
    ]
  `);
  expect(written(hourTable(rack))).toMatchInlineSnapshot(`
    [
      "03:00 | 5.00 | 5.00 | grid",
      "14:00 | — | — | scarcity",
    ]
  `);
});

test('page, text and picture have it; a site with one meter and one price has none', async () => {
  expect(rackFigure(priced)!.code).toBe('rack');
  expect(reportMarkdown(priced)).toContain('Next one, with what it adds to charges for peaks');
  expect(await reportPage(priced)).toContain('id="rack"');
  expect([rackFigure(sample), reportMarkdown(sample).includes('At the rack')]).toEqual([null, false]);
  const priceless = { ...priced, rack: { ...rack, average: null, energy: null, full: null, carbon: null, hours: [] } };
  expect(rackFigure(priceless)).toBeNull();
  expect(await reportPage(priceless)).not.toContain('id="rack"');
});
