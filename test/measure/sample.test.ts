import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BYTES_PER_REQUEST, RequestSample } from '../../src/measure/sample.js';
import { finishedOf, type Row } from './finished.js';

const request = (id: number, stream = 0): Row => ({
  id,
  stream,
  replica: id % 64,
  prompt: 7 + (id % 1000),
  output: 1 + (id % 300),
  window: Math.floor(id / 100),
  arrival: (id % 100) / 4,
  first: 0.5,
  last: 2.5,
  preemptions: id % 3,
  refused: id % 50 === 0,
});
const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at);
const sampled = (rows: readonly Row[], capacity: number, seed = 1, streams = 1): RequestSample => {
  const sample = new RequestSample(seed, streams, 60, capacity);
  sample.absorb(finishedOf(rows), 0);
  return sample;
};

describe('a sample of requests', () => {
  test('keeps everything while there is room, exactly as it was', () => {
    const rows = sampled([request(3), request(1), request(250)], 10).rows();
    expect([...rows.id]).toEqual([1, 3, 250]);
    expect([...rows.arrival_s]).toEqual([0.25, 0.75, 132.5]);
    expect([...rows.replica]).toEqual([1, 3, 58]);
    expect([...rows.prompt_tokens]).toEqual([8, 10, 257]);
    expect([...rows.output_tokens]).toEqual([2, 4, 251]);
    expect([...rows.ttft_s]).toEqual([0.5, 0.5, 0.5]);
    expect([...rows.e2e_s]).toEqual([2.5, 2.5, 2.5]);
    expect([...rows.preemptions]).toEqual([1, 0, 1]);
    expect([...rows.refused]).toEqual([0, 0, 1]);
    expect([...rows.stream]).toEqual([0, 0, 0]);
  });

  test('takes at most 40 bytes a request', () => {
    expect(BYTES_PER_REQUEST).toBe(39);
  });

  test('without a limit keeps all of a hundred thousand', () => {
    const sample = sampled(
      range(100_000).map((id) => request(id)),
      Number.POSITIVE_INFINITY,
    );
    expect(sample.rows().count).toBe(100_000);
    expect(sample.stride(0)).toBe(1);
  });

  test('over capacity is at least about half full, and its stride says how many each record stands for', () => {
    const sample = sampled(
      range(100_000).map((id) => request(id)),
      4000,
    );
    const { count } = sample.rows();
    expect(count).toBeLessThanOrEqual(4000);
    expect(count).toBeGreaterThan(1850);
    expect((count * sample.stride(0)) / 100_000).toBeCloseTo(1, 0.8);
  });

  test('is spread evenly over time and over the replicas of a round-robin router', () => {
    const sample = sampled(
      range(200_000).map((id) => request(id)),
      30_000,
    );
    const { id, replica, count } = sample.rows();
    const chiSquared = (bins: number, binOf: (row: number) => number) => {
      const counts = new Float64Array(bins);
      for (let row = 0; row < count; row++) counts[binOf(row)]!++;
      return counts.reduce((sum, seen) => sum + (seen - count / bins) ** 2 / (count / bins), 0);
    };
    // 99.9% of the chi-squared distribution with 63 degrees of freedom lies below 103.4 (NIST e-Handbook 1.3.6.7.4).
    expect(chiSquared(64, (row) => replica[row]!)).toBeLessThan(103.4);
    expect(chiSquared(64, (row) => Math.floor(id[row]! / 3125))).toBeLessThan(103.4);
  });

  test('is the same for any order and any sharding of the requests', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 1e6 }), { maxLength: 200 }),
        fc.nat({ max: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (ids, cut, capacity) => {
          const whole = sampled(
            ids.map((id) => request(id)),
            capacity,
          ).rows();
          expect(
            sampled(
              ids.toReversed().map((id) => request(id)),
              capacity,
            ).rows(),
          ).toEqual(whole);
          const shard = sampled(
            ids.slice(0, cut).map((id) => request(id)),
            capacity,
          );
          shard.merge(
            sampled(
              ids.slice(cut).map((id) => request(id)),
              capacity,
            ).pack(),
          );
          expect(shard.rows()).toEqual(whole);
        },
      ),
    );
  });

  test('of one stream does not depend on the others', () => {
    const chat = range(500).map((id) => request(id, 0));
    const coding = range(5000).map((id) => request(id, 1));
    const ofChat = (sample: RequestSample) => [...sample.pack()[0]!.columns.id];
    expect(ofChat(sampled([...coding, ...chat], 300, 1, 2))).toEqual(ofChat(sampled(chat, 300, 1, 2)));
  });

  test('changes with the seed, and tells apart requests that differ only beyond 32 bits', () => {
    const ids = (seed: number, from: number) =>
      [
        ...sampled(
          range(1000, from).map((id) => request(id)),
          100,
          seed,
        ).rows().id,
      ].map((id) => id - from);
    expect(ids(1, 0)).not.toEqual(ids(2, 0));
    expect(ids(1, 2 ** 33)).not.toEqual(ids(1, 0));
  });
});
