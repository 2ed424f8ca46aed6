/** Series of prices, carbon and weather that a scenario names: what is read, and what is said when the file does not fit. */
import { describe, expect, test } from 'vitest';
import { tableKey } from '../../src/power/series/aligned.js';
import { load, RIGHT, said } from './hall.js';

const BLOCK = '{file: prices.csv, column: DE-LU, unit: EUR/MWh, past: wrap}';
const scenario = (block = BLOCK, more = '') =>
  RIGHT.replace(
    '{tariff: texas-flat}',
    `\n  tariff:\n    - kind: series\n      price: ${block}\n${more}economy: {exchange: {EUR: 0.9}}\n`,
  );
const rows = (values: readonly string[]) =>
  `# day-ahead\nhour_utc,DE-LU,FR\n${values.map((value, hour) => `${hour},${value},1`).join('\n')}\n`;
const DAY = rows(Array.from({ length: 24 }, (_, hour) => String(hour)));
const told = (block: string, file = DAY) => said({ 'hall.yaml': scenario(block), 'prices.csv': file });

test('a series is read beside traces, each file once', () => {
  const grid =
    '  sources: [{kind: grid, carbon: {file: prices.csv, column: FR, unit: gCO2/kWh, past: wrap, year: 2023}}]\n';
  const text = scenario(BLOCK.replace('wrap}', 'wrap, year: 2023}'), grid);
  const { series } = load({ 'hall.yaml': text, 'prices.csv': DAY });
  expect([...series.keys()]).toEqual([tableKey({ file: 'prices.csv' })]);
  expect([...series.values()][0]!.columns.get('DE-LU')).toHaveLength(24);
  expect([...series.values()][0]!.columns.get('FR')).toHaveLength(24);
});

test('the year of counted hours may be in the name of the file', () => {
  const text = scenario(BLOCK.replace('prices.csv', 'price_2023_usd.csv'));
  expect(load({ 'hall.yaml': text, 'price_2023_usd.csv': DAY }).series.size).toBe(1);
});

describe('a series', () => {
  test('that is not there, or outside the folder', () => {
    expect(said(scenario())).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:21  power.tariff[0].price.file
        found     prices.csv
        expected  a series that can be read (prices.csv cannot be read: there is no such file)"
    `);
    expect(said(scenario(BLOCK.replace('prices.csv', '../prices.csv')))).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:21  power.tariff[0].price.file
        found     ../prices.csv
        expected  a path inside the folder of the scenario, without leaving it"
    `);
  });
  test('of a column that the file has under another name, in a year that nobody told', () => {
    expect(told('{file: prices.csv, column: DE, unit: USD/MWh, past: wrap}')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:41  power.tariff[0].price.column
        found     DE
        expected  a column of prices.csv: DE-LU, FR; did you mean DE-LU?"
    `);
    expect(told(BLOCK)).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:14  power.tariff[0].price.year
        expected  the year of prices.csv, which counts hours, such as 2023 (missing)"
    `);
  });
  test('in a unit of another kind, or none', () => {
    expect(told('{file: prices.csv, column: DE-LU, unit: gCO2/kWh, past: warp}')).toMatchInlineSnapshot(`
      "2 mistakes in hall.yaml; nothing was run

      hall.yaml:8:54  power.tariff[0].price.unit
        found     gCO2/kWh
        expected  the unit of a price of energy, such as CNY/kWh; "gCO2/kWh" is carbon per energy

      hall.yaml:8:70  power.tariff[0].price.past
        found     warp
        expected  one of refuse, wrap; did you mean wrap?"
    `);
    expect(told('{file: prices.csv, column: DE-LU}')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:14  power.tariff[0].price.unit
        expected  the unit of a price of energy, such as CNY/kWh (missing)"
    `);
    expect(told('{file: prices.csv, column: DE-LU, unit: USD/Mwh, past: wrap}')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:54  power.tariff[0].price.unit
        found     USD/Mwh
        expected  the unit of a price of energy, such as CNY/kWh; did you mean USD/MWh?"
    `);
  });
  test('that ends before the run does', () => {
    expect(told('{file: prices.csv, column: DE-LU, unit: USD/MWh, year: 2025}')).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:14  power.tariff[0].price.past
        found     a series from 2025-01-01T00:00Z to 2025-01-02T00:00Z
        expected  a series that holds the whole run, 2025-03-12T06:00Z to 2025-03-12T06:05Z, or past: wrap"
    `);
  });
  test('that wraps in the middle of a day', () => {
    expect(
      told('{file: prices.csv, column: DE-LU, unit: USD/MWh, year: 2025, past: wrap}', rows(['1', '2', '3'])),
    ).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:8:81  power.tariff[0].price.past
        found     a series of 3 rows
        expected  whole days of 24 rows, so that hours stay in their place when it begins again"
    `);
  });
  test('with gaps, repeated hours and no numbers, told with what else is wrong in the scenario', () => {
    const file = 'hour_utc,DE-LU\n0,1\n1,NaN\n1,2\n5,3\n6,4\n7,4\n';
    const text = scenario(BLOCK.replace('wrap}', 'wrap, year: 2023}')).replace(
      'model: llama-3.1-8b\n    rate',
      'model: llama-3.1-9b\n    rate',
    );
    expect(said({ 'hall.yaml': text, 'prices.csv': file })).toMatchInlineSnapshot(`
      "5 mistakes in hall.yaml, prices.csv; nothing was run

      hall.yaml:14:12  fleet[0].model
        found     llama-3.1-8b
        expected  a model that some stream of the demand asks for: llama-3.1-9b

      hall.yaml:18:12  demand[0].model
        found     llama-3.1-9b
        expected  a model that some pool of the fleet serves: llama-3.1-8b; did you mean llama-3.1-8b?

      prices.csv:3:1  power.tariff[0].price.file
        found     DE-LU NaN
        expected  a finite number in every row; its unit is stated in the scenario

      prices.csv:4:1  power.tariff[0].price.file
        found     hour 1 for the second time
        expected  each time once; a series is in UTC, where no hour repeats in autumn

      prices.csv:5:1  power.tariff[0].price.file
        found     a gap of 3 hours after hour 1
        expected  a row every hour; a series is in UTC, where no hour is left out in spring"
    `);
  });
  test('of carbon below zero', () => {
    const text = RIGHT.replace(
      '{tariff: texas-flat}',
      '\n  sources: [{kind: grid, carbon: {file: c_2023.csv, column: DE-LU, unit: gCO2/kWh, past: wrap}}]',
    );
    expect(
      said({ 'hall.yaml': text, 'c_2023.csv': rows(Array.from({ length: 24 }, (_, hour) => String(4 - hour))) }),
    ).toMatchInlineSnapshot(`
      "1 mistake in hall.yaml; nothing was run

      hall.yaml:6:61  power.sources[0].carbon.column
        found     -1 on line 8
        expected  values of at least 0 in the unit of the column"
    `);
  });
  test('of prices in a currency without a rate', () => {
    expect(
      said({ 'hall.yaml': scenario().replace('economy: {exchange: {EUR: 0.9}}\n', ''), 'prices.csv': DAY }),
    ).toMatchInlineSnapshot(`
      "2 mistakes in hall.yaml; nothing was run

      hall.yaml:8:54  power.tariff[0].price.unit
        found     a price in EUR
        expected  an exchange rate for EUR: exchange: {EUR: units per USD}

      hall.yaml:8:14  power.tariff[0].price.year
        expected  the year of prices.csv, which counts hours, such as 2023 (missing)"
    `);
  });
});
