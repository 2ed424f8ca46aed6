/** A grid of worlds: axes read as written, prices priced as a rerun would, a cost that is linear in the tariff, work that is kept. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import type { Loaded } from '../../src/scenario/load.js';
import { type Axis, parseAxis } from '../../src/study/axis.js';
import type { Shelf } from '../../src/study/crew.js';
import type { JobResult } from '../../src/study/job.js';
import { dayOf, outcomeOf } from '../../src/study/outcome.js';
import { grid, sweep } from '../../src/study/sweep.js';
import { load } from '../scenarios/shipped.js';

const QUICK = ['horizon=10 minute', 'warmUp=1 minute', 'sampling.sample=2'];
const FLAT = 'power.tariff=[{kind: flat, price: 0.05 USD/kWh}]';
const axis = (text: string): Axis => {
  const found = parseAxis(text);
  if ('expected' in found) throw new Error(found.expected);
  return found;
};
const worldsOf = (axes: readonly Axis[]): readonly Loaded[] =>
  grid(axes).map((at) =>
    load('01-first-factory.yaml', [
      ...QUICK,
      FLAT,
      ...at.map((value, row) => `${axes[row]!.path}=${axes[row]!.values[value]}`),
    ]),
  );
const options = { threads: 1, replications: 2, budget: 10 };

describe('an axis', () => {
  test.each([
    ['a=1, 2, 4', ['1', '2', '4']],
    ['a=5%..10% in 3', ['5%', '7.5%', '10%']],
    ['a=0.01..1 USD/kWh in 3 log', ['0.01 USD/kWh', '0.1 USD/kWh', '1 USD/kWh']],
    ['a=10..20', ['10', '12.5', '15', '17.5', '20']],
    ['a={tensor: 8, data: 2}, {tensor: 4, data: 4}', ['{tensor: 8, data: 2}', '{tensor: 4, data: 4}']],
    ['a=h20, ascend-910c', ['h20', 'ascend-910c']],
  ])('%s', (text, values) => expect(axis(text).values).toEqual(values));

  test.each([
    ['a=7', /2 to 1,000 values on an axis, not 1$/],
    ['a=1..2 in 1000000', /not 1,000,000/],
    ['a=1..2 in 1', /2 to 1,000/],
    ['a=0..2 in 4 log', /above zero/],
    ['a=1 kW..2 MW in 4', /one unit/],
    ['nonsense', /path=values/],
  ])('%s is refused', (text, why) => expect(parseAxis(text)).toEqual({ expected: expect.stringMatching(why) }));
});

describe('a sweep', () => {
  const prices = [axis('power.tariff[0].price=0..0.2 USD/kWh in 3'), axis('economy.capitalCost=4%, 12%')];

  test('over prices simulates one world, and cost is linear in the tariff with the energy as its slope', async () => {
    const found = await sweep(prices, worldsOf(prices), options);
    expect(found.simulations).toBe(1);
    expect(found.points.map(({ at }) => at)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ]);
    const cost = (row: number) => found.points[row]!.measures['cost.fullTco.total']!.value;
    const kilowattHours = found.points[0]!.measures['energy.site']!.value / 3.6e6;
    expect((cost(2) - cost(0)) / (0.1 * kilowattHours)).toBeCloseTo(1, 9);
    expect((cost(4) - cost(0)) / (0.2 * kilowattHours)).toBeCloseTo(1, 9);
    expect(cost(1)).toBeGreaterThan(cost(0));
  });

  test('what is priced is what a rerun gives', async () => {
    const worlds = worldsOf(prices);
    const found = await sweep(prices, worlds, { ...options, replications: 1 });
    const { scenario, traces, series } = worlds[5]!;
    const again = outcomeOf(dayOf(blueprintOf(scenario, traces, series, 'day'), 0)).values;
    for (const [name, { value }] of Object.entries(found.points[5]!.measures)) expect(value, name).toBe(again[name]);
  });

  test('an axis that moves requests is simulated value by value; a stopped sweep goes on from what is kept', async () => {
    const axes = [axis('fleet[0].replicas=200, 240'), axis('economy.margin=0, 1')];
    const worlds = worldsOf(axes);
    const kept = new Map<string, JobResult>();
    const stop = new AbortController();
    const shelf: Shelf = {
      take: (key) => kept.get(key) ?? null,
      put: (key, result) => {
        kept.set(key, result);
        if (kept.size === 2) stop.abort(new Error('stopped'));
      },
    };
    await expect(sweep(axes, worlds, { ...options, shelf, signal: stop.signal })).rejects.toThrow('stopped');
    expect(kept.size).toBe(2);
    const resumed = await sweep(axes, worlds, { ...options, shelf });
    expect(kept.size).toBe(4);
    expect(resumed.simulations).toBe(2);
    expect(resumed).toEqual(await sweep(axes, worlds, options));
  });
});
