import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { chipJoules, joulesPerOutputToken } from '../../src/measure/energy.js';
import {
  busyShare,
  counted,
  meanBatch,
  meanWaiting,
  outputTokensOf,
  promptTokensOf,
  requestsOf,
} from '../../src/measure/throughput.js';
import { COUNTERS, type Counter } from '../../src/serving/pool/spec.js';

const unit = (known: Partial<Record<Counter, number>>): Float64Array =>
  Float64Array.from(COUNTERS, (name) => known[name] ?? 0);
/** A replica over 100 s: 60 s of decoding, 20 s of reading, 20 s idle. */
const one = unit({
  finished: 10,
  preempted: 1,
  promptTokens: 4000,
  outputTokens: 2000,
  decodeTicks: 60 * TICKS_PER_SECOND,
  prefillTicks: 20 * TICKS_PER_SECOND,
  idleTicks: 20 * TICKS_PER_SECOND,
  decodeJoules: 6000,
  prefillJoules: 4000,
  idleJoules: 1000,
  batchTicks: 320 * TICKS_PER_SECOND,
  waitingTicks: 50 * TICKS_PER_SECOND,
});
const half = one.map((value) => value / 2);
const pool = [{ units: [one, one], population: 8 }];
const close = (value: number) => expect.closeTo(value, 9);

describe('throughput', () => {
  test('totals are scaled from the simulated units to all', () => {
    expect(outputTokensOf(pool).value).toBe(16_000);
    expect(promptTokensOf(pool).value).toBe(32_000);
    expect(requestsOf(pool).value).toBe(80);
    expect(counted(pool, 'preempted').value).toBe(8);
  });

  test('pools add up', () => {
    expect(outputTokensOf([...pool, { units: [half], population: 1 }]).value).toBe(17_000);
  });

  test('shares and means do not depend on how many units there are', () => {
    for (const population of [2, 8, 1000]) {
      const counters = [{ units: [one, one], population }];
      expect(busyShare(counters)!.value).toEqual(close(0.8));
      expect(meanBatch(counters)!.value).toEqual(close(4));
      expect(meanWaiting(counters)!.value).toEqual(close(0.5));
    }
  });

  test('units that differ give an interval around the value, units alike one without width', () => {
    const different = outputTokensOf([{ units: [one, half], population: 8 }]);
    expect(different.interval![0]).toBeLessThan(different.value);
    expect(different.interval![1]).toBeGreaterThan(different.value);
    expect(outputTokensOf(pool).interval).toEqual([16_000, 16_000]);
  });

  test('nothing done has totals of zero and no ratios', () => {
    const nothing = [{ units: [unit({}), unit({})], population: 4 }];
    expect(outputTokensOf(nothing).value).toBe(0);
    for (const ratio of [busyShare, meanBatch, meanWaiting, joulesPerOutputToken]) {
      expect(ratio(nothing)).toBeNull();
    }
    expect(chipJoules([]).value).toBe(0);
  });
});

describe('energy', () => {
  test('the phases add up to the chips', () => {
    expect(chipJoules(pool).value).toBe(88_000);
  });

  test('joules per token count every phase', () => {
    expect(joulesPerOutputToken(pool)!.value).toEqual(close(5.5));
  });
});
