/** The electricity-share table from scenario files, Epoch's gigawatt, and the simulated ledger against the closed form. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shareUnder } from '../../src/economy/boundary.js';
import { electricityShares, siteYearParts, yearlyRent } from '../../src/economy/electricity-share.js';
import { fullCost } from '../../src/economy/parts.js';
import { blueprintOf } from '../../src/factory/blueprint.js';
import { moneyOf } from '../../src/study/money.js';
import { simulateAll } from '../../src/study/simulate.js';
import { measuredDraw, siteYear, statedDraw } from '../../src/study/site-year.js';
import { worldOf } from '../../src/study/world.js';
import { cases } from '../economy/electricity-share.js';
import { load, root } from '../scenarios/shipped.js';

const FOLDER = 'electricity-share';
const files = readdirSync(join(root, 'scenarios', FOLDER)).filter((file) => /^\d\d-/.test(file));

const yearOf = (file: string, sets: readonly string[] = []) => {
  const { scenario, traces, series } = load(`${FOLDER}/${file}`, sets);
  const blueprint = blueprintOf(scenario, traces, series);
  return siteYear(blueprint, statedDraw(blueprint)!);
};

/** Whether a value prints as published, half digits either way. */
const prints = (value: number, published: number, digits: number) =>
  expect(Math.abs(value - published), `${value} against ${published}`).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);

test('every row of the table has a scenario file', () => {
  expect(files.map((file) => Number(file.slice(0, 2)))).toEqual(cases.map((_, row) => row + 1));
});

describe.each(files.map((file, row) => ({ file, published: cases[row]!.published })))(
  '$file',
  ({ file, published }) => {
    const year = yearOf(file);
    const accelerators = year.holdings[0]!.accelerators;
    const rows = electricityShares(year);
    const of = (code: string) => rows.find((row) => row.code === code)!;

    test('costs and draws per hour as printed', () => {
      prints(fullCost(siteYearParts(year)) / 8760 / accelerators, published.perHour, 3);
      prints(year.joules / 3.6e6 / 8760 / accelerators, published.kilowattHours, 3);
    });

    test.each(published.shares)('%s: %d%% central, %d–%d%% over the ranges', (code, central, low, high) => {
      prints(100 * of(code).share, central, 1);
      prints(100 * of(code).range[0], low, 0);
      prints(100 * of(code).range[1], high, 0);
    });

    test('electricity and chips together, as printed', () => {
      prints(100 * of('energyAndChips').share, published.energyAndChips, 0);
    });

    test('the price at which electricity would be 65% of the full cost, as printed, makes it so', () => {
      const price = of('fullTco').priceFor![1]!;
      prints(price * 3.6e6, published.priceFor65, 2);
      expect(shareUnder('fullTco', siteYearParts({ ...year, price }))).toBeCloseTo(0.65, 12);
    });
  },
);

test('a rented H100 at 2.35 USD an hour spends 4.1% of its rent on electricity; an A100 5.7%, a 4090 46%', () => {
  const rented = (row: number) => {
    const year = yearOf(files[row]!);
    return 100 * shareUnder('marketRental', siteYearParts(year), yearlyRent(year))!;
  };
  prints(rented(1), 4.1, 1);
  prints(rented(7), 5.7, 1);
  prints(rented(10), 46, 0);
});

describe('Epoch’s gigawatt, one file', () => {
  const perYear = (life: number) =>
    fullCost(siteYearParts(yearOf('epoch-gigawatt.yaml', [`economy.itLife=${life} years`])));

  test.each([
    [3, 12],
    [5, 8.5],
    [7, 7],
  ])('machines that live %d years: %d billion USD a year within 1%', (life, billions) => {
    expect(Math.abs(perYear(life) / (billions * 1e9) - 1)).toBeLessThanOrEqual(0.01);
  });

  test('66.7% of operating cash and 7.06% of the full cost', () => {
    const rows = electricityShares(yearOf('epoch-gigawatt.yaml'));
    prints(100 * rows.find(({ code }) => code === 'operatorCash')!.share, 66.7, 1);
    prints(100 * rows.find(({ code }) => code === 'fullTco')!.share, 7.06, 2);
  });
});

test('the simulated ledger, with its measured draw put in the closed form, gives the same shares to 1e-6', async () => {
  const loaded = load('01-first-factory.yaml', ['horizon=15 minute', 'warmUp=2 minute', 'sampling.sample=4']);
  const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
  const world = worldOf(blueprint, await simulateAll(loaded, blueprint, { threads: 1, records: 0 }), 0);
  const simulated = moneyOf(blueprint, world).boundaries;
  const closed = electricityShares(siteYear(blueprint, measuredDraw(blueprint, world)));
  expect(closed.map(({ code }) => code)).toEqual(simulated.map(({ code }) => code));
  for (const [row, { share }] of closed.entries())
    expect(Math.abs(share / simulated[row]!.electricityShare - 1)).toBeLessThanOrEqual(1e-6);
});
