/** Break-even values against closed forms, narrowed under the same draws; a world against itself; whole numbers; none in the range. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import type { Loaded } from '../../src/scenario/load.js';
import { type Axis, parseAxis } from '../../src/study/axis.js';
import { breakEven, type Pair } from '../../src/study/break-even.js';
import { dayOf, outcomeOf } from '../../src/study/outcome.js';
import { load } from '../scenarios/shipped.js';

const QUICK = [
  'horizon=10 minute',
  'warmUp=1 minute',
  'sampling.sample=2',
  'power.tariff=[{kind: flat, price: 0.05 USD/kWh}]',
];
const world = (...sets: readonly string[]): Loaded => load('01-first-factory.yaml', [...QUICK, ...sets]);
const axis = (text: string): Axis => parseAxis(text) as Axis;
const options = { threads: 1, replications: 2, budget: 10 };
const COST = 'cost.fullTco.perOutputToken';

describe('a break-even', () => {
  test('of the price of electricity is where a line crosses: the difference in capital divided by the energy', async () => {
    const base = world('economy.capitalCost=8%');
    const other = (text: string): Pair => [base, world('economy.capitalCost=9%', `power.tariff[0].price=${text}`)];
    const found = await breakEven(axis('power.tariff[0].price=-0.2..0.1 USD/kWh in 3'), 'cost.fullTco.total', other, {
      ...options,
      replications: 1,
    });
    const told = ({ scenario, traces, series }: Loaded) =>
      outcomeOf(dayOf(blueprintOf(scenario, traces, series, 'day'), 0)).values;
    const [plain, dear] = [told(base), told(world('economy.capitalCost=9%'))];
    const kilowattHours = plain['energy.site']! / 3.6e6;
    const price = 0.05 - (dear['cost.fullTco.total']! - plain['cost.fullTco.total']!) / kilowattHours;
    expect(found.crossings).toHaveLength(1);
    expect(found.crossings[0]!.at!.value).toBeCloseTo(price, 8);
    expect(found.crossings[0]!.at!.interval).toBeNull();
    expect(found.crossings[0]!.otherIsLessBelow).toBe(true);
  });

  test('is refined on a curved cost until the difference is within its own doubt, which the interval carries', async () => {
    const base = world('fleet[0].replicas=230');
    const pairAt = (text: string): Pair => [base, world('fleet[0].replicas=240', `economy.capitalCost=${text}`)];
    const found = await breakEven(axis('economy.capitalCost=1%..30% in 3'), COST, pairAt, options);
    const [{ at }] = found.crossings as [(typeof found.crossings)[0]];
    const [low, high] = at!.interval!;
    expect(low).toBeLessThan(at!.value);
    expect(high).toBeGreaterThan(at!.value);
    const again = await breakEven(axis(`economy.capitalCost=${at!.value}%, 29%`), COST, pairAt, options);
    const { value, interval } = again.points[0]!.told!.difference;
    expect(Math.abs(value)).toBeLessThanOrEqual(0.02 * (interval![1] - interval![0]));
  });

  test('of a world with itself is nowhere, since the difference is exactly nothing', async () => {
    const same = (text: string): Pair => [world(`economy.capitalCost=${text}`), world(`economy.capitalCost=${text}`)];
    const found = await breakEven(axis('economy.capitalCost=4%, 8%'), COST, same, options);
    expect(found.crossings).toEqual([]);
    expect(found.points.map(({ told }) => told!.difference.value)).toEqual([0, 0]);
  });

  test('of whole numbers lies between neighbours', async () => {
    const base = world();
    const replicas = base.scenario.fleet[0]!.replicas;
    const pairAt = (text: string): Pair | null =>
      Number.isInteger(Number(text)) ? [base, world(`fleet[0].replicas=${text}`)] : null;
    const values = `fleet[0].replicas=${replicas - 1}, ${replicas + 2}`;
    const found = await breakEven(axis(values), COST, (text) => pairAt(text), options);
    expect(found.crossings).toMatchObject([
      { between: [`${replicas - 1}`, `${replicas + 2}`], otherIsLessBelow: true },
    ]);
  });
});
