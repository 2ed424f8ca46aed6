/** What fails, how long, and how often: every entry of the shelf, and the renewal process against its closed form. */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { failures, failuresField, outagesOf } from '../../../src/serving/failures/index.js';
import { downtimes } from '../../../src/serving/failures/renewal.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const context = {
  seed: 3,
  replication: 0,
  pool: 'pool',
  simulated: 40,
  replicas: 400,
  chips: 16,
  horizon: 365 * DAY,
};

const PLAIN: Readonly<Record<string, object>> = {
  listed: { times: [{ at: '1 hour', lasting: '30 min', share: '25%' }] },
};

describe.each(failures.map(({ kind }) => kind))('%s', (kind) => {
  const values = failuresField.parse([{ kind, ...PLAIN[kind] }]);
  const outages = outagesOf(values, context);

  test('strikes replicas that there are, before the horizon, for longer than nothing, in order of time', () => {
    expect(outages.length).toBeGreaterThan(0);
    for (const { replica, from, to } of outages) {
      expect(replica).toBeGreaterThanOrEqual(0);
      expect(replica).toBeLessThan(context.simulated);
      expect(from).toBeLessThan(context.horizon);
      expect(to).toBeGreaterThan(from);
    }
    expect(outages.map(({ from }) => from)).toEqual(outages.map(({ from }) => from).toSorted((a, b) => a - b));
  });

  test('is the same for the same seed, and leaves other pools alone where it names its own', () => {
    expect(outagesOf(failuresField.parse([{ kind, ...PLAIN[kind] }]), context)).toEqual(outages);
    const named = failuresField.parse([{ kind, ...PLAIN[kind], pools: ['other'] }]);
    expect(outagesOf(named, context)).toEqual([]);
  });
});

describe('known counts in 40 replicas of 16 chips over a year', () => {
  const count = (block: object) => outagesOf(failuresField.parse([block]), context).length;
  /** Poisson counts within three standard deviations of their means; repairs take a percent. */
  test.each([
    ['chip', 640 / 9],
    ['node', 80 / 6.6],
    ['link', 80 / 7.2],
  ] as const)('%s: about %d', (kind, expected) => {
    expect(Math.abs(count({ kind }) - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });

  test('a replica inside one server needs no links', () => {
    expect(outagesOf(failuresField.parse([{ kind: 'link' }]), { ...context, chips: 8 })).toEqual([]);
  });

  test('every replica is worked on four times in rounds of ninety days', () => {
    expect(count({ kind: 'maintenance' })).toBe(40 * 4 + 2);
  });

  test('a hall strikes all its replicas at the same instants, in every pool', () => {
    const values = failuresField.parse([{ kind: 'hall', mtbf: '30 day', share: '50%' }]);
    const [one, other] = [outagesOf(values, context), outagesOf(values, { ...context, pool: 'other', simulated: 10 })];
    const instants = new Set(one.map(({ from }) => from));
    expect(one.length).toBe(20 * instants.size);
    expect(new Set(other.map(({ from }) => from))).toEqual(instants);
  });

  test('spares shorten repairs to a swap while the stock lasts', () => {
    const lost = (spares: number) =>
      outagesOf(failuresField.parse([{ kind: 'chip', mtbf: '60 day', spares }]), context).reduce(
        (sum, { from, to }) => sum + to - from,
        0,
      );
    expect(lost(10_000)).toBeLessThan(0.05 * lost(0));
    expect(lost(20)).toBeLessThan(lost(0));
    expect(lost(20)).toBeGreaterThan(lost(10_000));
  });
});

describe('up and down by turns', () => {
  const HORIZON = 1000 * HOUR;
  const uptime = (mtbf: number, mttr: number, cv: number) => {
    const shares = Array.from({ length: 3000 }, (_, unit) => {
      const down = downtimes({ mtbf, mttr, cv }, 17, unit, HORIZON);
      return 1 - down.reduce((sum, { from, to }) => sum + Math.min(to, HORIZON) - from, 0) / HORIZON;
    });
    return { value: mean(shares), error: sampleStandardDeviation(shares) / Math.sqrt(shares.length) };
  };

  test.each([
    [100 * HOUR, 10 * HOUR, 1],
    [100 * HOUR, 100 * HOUR, 0.5],
    [2000 * HOUR, 50 * HOUR, 2],
  ])('MTBF %d s, MTTR %d s, cv %d: availability is MTBF / (MTBF + MTTR) within its interval', (mtbf, mttr, cv) => {
    const { value, error } = uptime(mtbf, mttr, cv);
    expect(Math.abs(value - mtbf / (mtbf + mttr))).toBeLessThan(3 * error);
    expect(error).toBeLessThan(0.01);
  });

  test('is as often down at the start as at any later instant', () => {
    const spec = { mtbf: 100 * HOUR, mttr: 40 * HOUR, cv: 1 };
    const downAt = (time: number) =>
      Array.from({ length: 3000 }, (_, unit) => downtimes(spec, 5, unit, HORIZON)).filter((down) =>
        down.some(({ from, to }) => from <= time && time < to),
      ).length / 3000;
    for (const time of [0, HOUR, 500 * HOUR]) expect(Math.abs(downAt(time) - 40 / 140)).toBeLessThan(0.025);
  });
});
