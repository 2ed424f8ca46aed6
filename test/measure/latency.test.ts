import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LatencyPlan, LatencyRecorder } from '../../src/measure/latency.js';
import { RecordedLatencies } from '../../src/measure/recorded.js';
import { sections } from '../../src/measure/section.js';
import { type Part, percentileSeries, promiseFigure, streamFigures } from '../../src/measure/stream.js';
import { finishedOf, type Row } from './finished.js';

const plan: LatencyPlan = {
  stream: 1,
  window: 60,
  from: 60,
  until: 660,
  interval: 300,
  sections: sections(4),
  promises: [
    { measure: 'ttft', limit: 1 },
    { measure: 'tpot', limit: 0.1 },
  ],
};
const recorded = (rows: readonly Row[], of: LatencyPlan = plan): LatencyRecorder => {
  const recorder = new LatencyRecorder(of);
  recorder.absorb(finishedOf(rows));
  return recorder;
};
const row = (more: Partial<Row>): Row => ({
  id: 0,
  stream: 1,
  window: 2,
  arrival: 5,
  prompt: 100,
  output: 11,
  first: 0.5,
  last: 1.5,
  ...more,
});
const part = (recorder: LatencyRecorder, scale: number): Part => ({
  latencies: new RecordedLatencies(recorder.plan, recorder.pack()),
  scale,
});
const figures = (recorder: LatencyRecorder) => streamFigures([part(recorder, 1)]);

describe('a latency recorder', () => {
  test('counts time to first token, time per further token, and whole answers', () => {
    const found = figures(recorded([row({})]));
    expect(found.ttft!.mean.value).toBe(0.5);
    expect(found.tpot!.mean.value).toBeCloseTo(0.1, 11);
    expect(found.e2e!.p99.value).toBe(1.5);
    expect(found).toMatchObject({ requests: { value: 1 }, refused: 0, promptTokens: 100, outputTokens: 11 });
  });

  test('an answer of one token has no time per output token, and keeps that promise', () => {
    const found = figures(recorded([row({ output: 1, last: 0.5 })]));
    expect(found.tpot).toBeNull();
    expect(found.goodput!.value).toBe(1);
  });

  test('leaves out other streams, the warm-up, and what arrives after the end', () => {
    const found = figures(
      recorded([
        row({ stream: 0 }),
        row({ window: 0, arrival: 59.9 }),
        row({ window: 1, arrival: 0 }),
        row({ window: 10, arrival: 59 }),
        row({ window: 11, arrival: 0 }),
      ]),
    );
    expect(found.requests.value).toBe(2);
  });

  test('goodput asks for every promise at once, and a refused request keeps none', () => {
    const found = figures(
      recorded([
        row({ last: 1.4 }),
        row({ first: 1.25, last: 1.5 }),
        row({ last: 4 }),
        row({ refused: true, output: 0 }),
      ]),
    );
    expect(found.goodput!.value).toBe(0.25);
    expect(found.refused).toBe(1);
    expect(found.requests.value).toBe(4);
    expect(found.outputTokens).toBe(33);
  });

  test('a stream without promises has no goodput, one without requests no times', () => {
    expect(figures(recorded([row({})], { ...plan, promises: [] })).goodput).toBeNull();
    expect(figures(recorded([]))).toEqual({
      requests: { value: 0, interval: null },
      refused: 0,
      promptTokens: 0,
      outputTokens: 0,
      ttft: null,
      tpot: null,
      e2e: null,
      goodput: null,
    });
  });

  test('a request belongs to the interval in which it arrived', () => {
    const recorder = recorded([
      row({ window: 1, arrival: 0, first: 1, last: 9 }),
      row({ window: 5, arrival: 59, first: 2, last: 9 }),
      row({ window: 6, arrival: 0, first: 4, last: 9 }),
    ]);
    const parts = [part(recorder, 3)];
    expect(parts[0]!.latencies.intervals).toBe(2);
    const [early, late] = percentileSeries(parts, 'ttft', 1);
    expect(early).toBe(2);
    expect(late).toBe(4);
    expect(percentileSeries([part(recorded([row({ window: 1 })]), 3)], 'ttft', 0.5)[1]).toBeNull();
  });

  test('a promise is kept when its percentile is within the limit', () => {
    const recorder = recorded(
      Array.from({ length: 100 }, (_, id) => row({ id, replica: id % 4, first: (id + 1) / 100 })),
    );
    const parts = [part(recorder, 10)];
    const median = promiseFigure(parts, 'ttft', 0.5, 0.51);
    expect(median.reached!.value).toBeCloseTo(0.5, 2);
    expect(median.reached!.interval![0]).toBeLessThan(0.5);
    expect(median.kept).toBe(true);
    expect(promiseFigure(parts, 'ttft', 0.99, 0.51).kept).toBe(false);
    expect(promiseFigure([part(recorded([]), 1)], 'ttft', 0.99, 1)).toEqual({
      reached: null,
      kept: null,
    });
  });

  test('pools count for the replicas they stand for', () => {
    const quick = recorded([row({ first: 1, last: 9 })]);
    const slow = recorded([row({ first: 3, last: 9 })]);
    const found = streamFigures([part(quick, 3), part(slow, 1)]);
    expect(found.ttft!.mean.value).toBe(1.5);
    expect(found.requests.value).toBe(4);
    expect(found.outputTokens).toBe(44);
  });

  test('is the same however the requests are split over recorders, also through packing', () => {
    const anyRow = fc.record({
      id: fc.nat(),
      stream: fc.constantFrom(0, 1),
      replica: fc.nat({ max: 3 }),
      window: fc.nat({ max: 12 }),
      arrival: fc.integer({ min: 0, max: 59 }),
      output: fc.integer({ min: 1, max: 50 }),
      first: fc.integer({ min: 1, max: 4000 }).map((thousandths) => thousandths / 1024),
      last: fc.integer({ min: 4000, max: 90_000 }).map((thousandths) => thousandths / 1024),
      refused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), fc.nat({ max: 60 }), (rows, cut) => {
        const whole = recorded(rows);
        const later = recorded(rows.slice(cut));
        later.merge(recorded(rows.slice(0, cut)).pack());
        expect(
          Buffer.from(later.pack().histograms.counts.buffer).equals(Buffer.from(whole.pack().histograms.counts.buffer)),
        ).toBe(true);
        expect(later.pack().tallies).toEqual(whole.pack().tallies);
        expect(figures(later)).toEqual(figures(whole));
      }),
      { numRuns: 40 },
    );
  });

  test('refuses a replica that nobody sampled, and a recorder of another plan', () => {
    expect(() => recorded([row({ replica: 4 })])).toThrow('replica 4 belongs to no section');
    expect(() => recorded([]).merge(recorded([], { ...plan, interval: 60 }).pack())).toThrow('different plans');
  });
});

describe('sections', () => {
  test.each([
    [5, 5],
    [32, 32],
    [64, 32],
    [100, 25],
    [128, 32],
    [96, 32],
    [127, 32],
  ])('%i replicas make %i sections, as equal as can be', (replicas, count) => {
    const found = sections(replicas);
    expect(found.count).toBe(count);
    const sizes = Array.from({ length: count }, (_, section) => found.of.filter((of) => of === section).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(replicas);
  });
});
