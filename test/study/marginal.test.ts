/** The next token: differences under common draws, the bill against its own price, and a full fleet told as one. */
import { sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Loaded, loadScenario } from '../../src/scenario/load.js';
import { performAll } from '../../src/study/crew.js';
import { type Marginals, marginal } from '../../src/study/marginal.js';
import { openWindow } from '../cli/window.js';

const text = (rate: number): string => `
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 1}]
demand:
  - {name: chat, model: llama-3.1-8b, rate: ${rate} request/s, lengths: azure-conversation-2023}
horizon: 2 minute
warmUp: 1 minute
`;
const factory = (rate: number): Loaded =>
  loadScenario('one.yaml', openWindow({ texts: { 'one.yaml': text(rate) } }).files, []);
const options = { threads: 1, replications: 3 };

describe('a fleet with room', () => {
  let found: Marginals;
  beforeAll(async () => {
    found = await marginal(factory(10), options);
  });

  test('one more token costs electricity, far below the average, dearer to write than to read', () => {
    const [output, input, requests] = found.site;
    expect(output!.energy!.interval![0]).toBeGreaterThan(0);
    expect(output!.energy!.value).toBeLessThan(found.average.full!.value / 10);
    expect(input!.energy!.value).toBeLessThan(output!.energy!.value);
    expect(requests!.energy!.value).toBeGreaterThan(100 * output!.energy!.value);
    expect(found.site.every(({ displaced }) => displaced === null)).toBe(true);
  });

  test('a longer answer makes others wait', () => {
    expect(found.site[0]!.congestion!.value).toBeGreaterThan(0);
  });

  test('dCost/dprice is the energy at the meter to 1e-9', () => {
    expect(found.selfTest!.metered).toBeGreaterThan(0);
    expect(found.selfTest!.distance).toBeLessThan(1e-9);
  });

  test('what is not scarce has no price', () => {
    for (const { isBinding, price } of found.shadow) {
      expect(isBinding).toBe(false);
      expect(price.value).toBe(0);
    }
  });

  test('joint cost sums to the bill, and an idle site is on its own line', () => {
    const { shares, common, total } = found.supply.joint!;
    expect(common.value).toBeGreaterThan(0);
    const sum = shares.reduce((dollars, { dollars: own }) => dollars + own.value, common.value);
    expect(sum / total.value).toBeCloseTo(1, 12);
    expect(shares.map(({ of }) => of)).toEqual(['output', 'input']);
    expect(shares[0]!.dollars.value).toBeGreaterThan(shares[1]!.dollars.value);
  });

  test('the supply curve ends where the fleet is full, and a pod carries what its promise allows', () => {
    const { points, expansions, highestKept } = found.supply;
    expect(points[0]!.rate.value).toBe(0);
    for (const [row, { rate, verdict, marginal: next }] of points.entries())
      if (row > 0 && verdict === 'STABLE') {
        expect(rate.value).toBeGreaterThan(points[row - 1]!.rate.value);
        expect(next!.value).toBeGreaterThan(0);
      }
    expect(highestKept).toBeGreaterThanOrEqual(1);
    expect(expansions[0]!.isCheapest).toBe(true);
    expect(expansions[0]!.perToken).toBeGreaterThan(found.site[0]!.energy!.value);
  });

  test('a single stream is the site', () => {
    expect(found.streams[0]!.costs).toEqual(found.site);
    expect(found.blocks[0]!.output!.value).toBeCloseTo(found.site[0]!.energy!.value, 15);
  });
});

test('a full fleet says so, and a token costs what it displaces', async () => {
  const { verdict, site, streams, shadow, remarks, average } = await marginal(factory(60), {
    ...options,
    replications: 2,
  });
  expect(verdict).not.toBe('STABLE');
  expect(remarks.join()).toContain('has no meaning');
  expect(site.every(({ energy }) => energy === null)).toBe(true);
  expect(streams[0]!.costs.every(({ energy }) => energy === null)).toBe(true);
  const [output, input] = site;
  expect(output!.displaced!.value).toBeGreaterThan(0);
  expect(output!.displaced!.value).toBeLessThan(average.full!.value);
  expect(input!.displaced!.value).toBeLessThan(output!.displaced!.value);
  const [chips, power] = shadow;
  expect(chips!.isBinding).toBe(true);
  expect(chips!.price.value).toBeGreaterThan(0);
  expect(power!.price.value).toBe(0);
});

test('common random numbers cut the variance of a difference at least five-fold against independent seeds', async () => {
  const { scenario: stated, traces, series } = factory(10);
  const count = 8;
  const scenario = { ...stated, sampling: { ...stated.sampling, replications: 2 * count } };
  const numbers = Array.from({ length: count }, (_, row) => row);
  const day = (output: number, replications: readonly number[]) => ({
    scenario,
    recorded: { traces, series },
    pricings: [scenario],
    told: [],
    replications,
    tallied: true,
    demand: { streams: [{ stream: 0, output }] },
  });
  const [more, less, other] = await performAll(
    [
      day(1.025, numbers),
      day(0.975, numbers),
      day(
        0.975,
        numbers.map((row) => row + count),
      ),
    ],
    { threads: 1 },
  );
  const spread = (against: typeof more): number =>
    sampleVariance(
      more!.map(({ tallies }, row) => tallies[0]!.total.dollars - against![row]!.tallies[0]!.total.dollars),
    );
  expect(spread(other) / spread(less)).toBeGreaterThan(5);
});
