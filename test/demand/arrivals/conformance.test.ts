import { describe, expect, test } from 'vitest';
import { arrivalProcesses, makeArrivals } from '../../../src/demand/arrivals/index.js';
import { chance } from '../../../src/kernel/chance.js';
import { collect, demandOf, dispersion, gapVariation, mean, stream, WINDOW } from '../streams.js';

/** One row per entry: fields, coefficient of variation of gaps at share 1, and variance over mean of counts per minute (null: not renewal or not asymptotic). */
const known = [
  { arrivals: { kind: 'constant' }, gap: 0, counts: 0 },
  { arrivals: { kind: 'poisson' }, gap: 1, counts: 1 },
  { arrivals: { kind: 'gamma', cv: 2 }, gap: 2, counts: 4 },
  { arrivals: { kind: 'gamma', cv: 0.5 }, gap: 0.5, counts: 0.25 },
  { arrivals: { kind: 'weibull', cv: 2 }, gap: 2, counts: 4 },
  { arrivals: { kind: 'weibull', cv: 0.5 }, gap: 0.5, counts: 0.25 },
  {
    arrivals: {
      kind: 'markov-modulated',
      states: [
        { rate: 1, lasting: '20 s' },
        { rate: 4, lasting: '5 s' },
      ],
    },
    gap: null,
    counts: null,
  },
] as const;

test('the table below knows every process on the shelf', () => {
  expect([...new Set(known.map((row) => row.arrivals.kind))]).toEqual(arrivalProcesses.map((entry) => entry.kind));
});

describe.each(known)('$arrivals', ({ arrivals, gap, counts }) => {
  const windows = 400;
  const spec = stream({ arrivals });
  const seen = collect(demandOf([spec]), windows);

  test('times do not fall and lie inside their window', () => {
    for (let i = 0; i < seen.ticks.length; i++) {
      const tick = seen.ticks[i]!;
      if (!(Number.isInteger(tick) && tick >= 0 && tick < WINDOW)) expect.fail(`tick ${tick} at row ${i}`);
      if (i > 0 && seen.time[i]! < seen.time[i - 1]!) expect.fail(`row ${i} comes before row ${i - 1}`);
    }
  });

  test('request numbers count up from zero', () => {
    expect(seen.id.every((id, i) => id === i)).toBe(true);
  });

  test('the same seed gives the same bytes, another seed does not', () => {
    const again = collect(demandOf([spec]), 20);
    expect(again.ticks).toEqual(seen.ticks.slice(0, again.ticks.length));
    if (arrivals.kind !== 'constant') expect(collect(demandOf([spec], { seed: 8 }), 20).ticks).not.toEqual(again.ticks);
  });

  // The relative standard error of a count of n renewals is cv/√n; for the modulated process √(1 + 2·variance·stay·rate).
  test('the mean rate is as stated', () => {
    const spread = gap ?? 6;
    expect(Math.abs(seen.id.length / (windows * 600) - 1)).toBeLessThanOrEqual(
      (4 * spread + 0.01) / Math.sqrt(windows * 600),
    );
  });

  if (gap !== null) {
    test('gaps vary as stated', () => {
      expect(gapVariation(seen)).toBeCloseTo(gap, gap === 0 ? 6 : 1);
    });

    // The standard error of a sample variance of W counts is √(2/W) of it, 7 % here; tested at four of them.
    test('counts per minute are dispersed as the gaps say', () => {
      expect(Math.abs(dispersion(seen, windows) - counts)).toBeLessThanOrEqual(0.28 * counts + 0.01);
    });
  } else {
    // Two states, Q leaving rates 1/20 and 1/5: a Poisson excess of 2·rate·σ²·τ·(1 − τ/T·(1 − e^(−T/τ))), τ = 4 s, rates 0.625 and 2.5 times the mean.
    test('counts per minute are more dispersed than Poisson by the excess of its moods', () => {
      const [tau, variance, minute] = [4, 0.5625, 60];
      const excess = 2 * 10 * variance * tau * (1 - (tau / minute) * (1 - Math.exp(-minute / tau)));
      expect(Math.abs(dispersion(seen, windows) / (1 + excess) - 1)).toBeLessThan(0.28);
    });
  }

  test('a group with a share sees that share of the rate, thinned at random', () => {
    const share = 0.1;
    const thin = collect(demandOf([spec], { share, group: 3, rates: [100] }), windows);
    const spread = gap ?? 6;
    expect(Math.abs(thin.id.length / (windows * 600) - 1)).toBeLessThan(
      (4 * Math.max(1, spread)) / Math.sqrt(windows * 600),
    );
    // Random thinning of a renewal stream: squared variation of gaps becomes 1 − p + p·cv².
    if (gap !== null) expect(gapVariation(thin)).toBeCloseTo(Math.sqrt(1 - share + share * gap * gap), 1);
  });

  test('at twice the rate the same draws arrive in half the time', () => {
    const path = makeArrivals(spec.arrivals).path !== undefined;
    const slow = collect(demandOf([spec]), 4);
    const fast = collect(demandOf([spec], { scale: 2 }), 2);
    const shared = Math.min(slow.time.length, fast.time.length);
    expect(shared).toBeGreaterThan(500);
    for (let i = 0; i < shared; i++) {
      if (path) expect(fast.time[i]!).toBeLessThan(slow.time[i]!);
      else expect(Math.abs(fast.time[i]! * 2 - slow.time[i]!)).toBeLessThan(1e-9);
    }
  });
});

test('every group sees the same moods of the crowd', () => {
  const spec = stream({
    arrivals: {
      kind: 'markov-modulated',
      states: [
        { rate: 0, lasting: '300 s' },
        { rate: 1, lasting: '300 s' },
      ],
    },
  });
  const silent = (group: number) => {
    const { window } = collect(demandOf([spec], { share: 0.1, group, rates: [100] }), 60);
    return Array.from({ length: 60 }, (_, index) => !window.includes(index));
  };
  expect(silent(1)).toEqual(silent(2));
  expect(silent(1).filter(Boolean).length).toBeGreaterThan(5);
});

test('a Weibull exponent below one is a heavy tail: cv 2 needs k = 0.5427', async () => {
  const { weibullExponent } = await import('../../../src/demand/arrivals/weibull.js');
  expect(weibullExponent(2)).toBeCloseTo(0.5427, 4);
  expect(weibullExponent(1)).toBeCloseTo(1, 9);
});

test('gamma draws have the moments of the gamma distribution on both sides of one', async () => {
  const { gammaDraw } = await import('../../../src/demand/arrivals/gamma.js');
  const draw = chance(1, 0, 'gamma');
  for (const a of [0.25, 1, 7.5]) {
    const values = Array.from({ length: 100_000 }, () => gammaDraw(a, draw));
    expect(Math.abs(mean(values) - a)).toBeLessThan(4 * Math.sqrt(a / 1e5));
    expect(Math.abs(mean(values.map((value) => (value - a) ** 2)) / a - 1)).toBeLessThan(0.06);
  }
});

test('ln Γ matches factorials and Γ(½) = √π', async () => {
  const { logGamma } = await import('../../../src/demand/arrivals/log-gamma.js');
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 10);
  expect(logGamma(6)).toBeCloseTo(Math.log(120), 9);
  expect(logGamma(30)).toBeCloseTo(71.25703896716801, 9);
});
