import { describe, expect, test } from 'vitest';
import { GROUP_SPAN } from '../../src/demand/numbering.js';
import { collect, demandOf, mean, type Seen, stream } from './streams.js';

const chat = stream({ lengths: 'azure-conversation-2023' });
const code = stream({ name: 'code', lengths: 'azure-code-2023', arrivals: { kind: 'gamma' }, priority: 3 });
const only = (seen: Seen, row: number) =>
  seen.id.flatMap((id, i) =>
    seen.stream[i] === row
      ? [[id, seen.window[i], seen.ticks[i], seen.prompt[i], seen.output[i], seen.predicted[i]]]
      : [],
  );

describe('common random numbers', () => {
  test('a second stream moves nothing in the first', () => {
    const alone = collect(demandOf([chat]), 10);
    const beside = collect(demandOf([code, chat]), 10);
    expect(only(beside, 1)).toEqual(only(alone, 0));
  });

  test('5 % more demand brings the same requests sooner, with the same lengths', () => {
    const base = collect(demandOf([chat]), 10);
    const more = collect(demandOf([chat], { scale: 1.05 }), 10);
    expect(more.prompt.slice(0, base.prompt.length)).toEqual(base.prompt);
    expect(more.output.slice(0, base.output.length)).toEqual(base.output);
    expect(base.time.every((time, i) => Math.abs(time / 1.05 - more.time[i]!) < 1e-9)).toBe(true);
  });

  test('a group keeps its numbers apart from other groups', () => {
    const { id } = collect(demandOf([chat], { group: 5, share: 0.1 }), 5);
    expect(id.every((value, i) => value === 5 * GROUP_SPAN + i)).toBe(true);
  });

  test('a group that only some streams reach sees those as it would among all', () => {
    const all = collect(demandOf([chat, code]), 5);
    const part = collect(demandOf([chat, code], { rows: [1] }), 5);
    expect(new Set(part.stream)).toEqual(new Set([1]));
    expect(only(part, 1)).toEqual(only(all, 1));
  });

  test('another replication draws anew', () => {
    expect(collect(demandOf([chat], { replication: 1 }), 2).prompt).not.toEqual(collect(demandOf([chat]), 2).prompt);
  });
});

describe('merging', () => {
  const seen = collect(demandOf([chat, code], { rates: [10, 30] }), 50);

  test('requests of all streams come in order of time', () => {
    expect(seen.time.every((time, i) => i === 0 || time >= seen.time[i - 1]!)).toBe(true);
    expect(mean(seen.stream)).toBeGreaterThan(0.7);
  });

  test('requests at the same instant are ordered by the row of their stream', () => {
    const steady = { arrivals: { kind: 'constant' } };
    const { stream: rows } = collect(demandOf([stream(steady), stream({ ...steady, name: 'other' })]), 1);
    expect(rows.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
  });

  test('priorities are those of the streams', () => {
    const batch = demandOf([chat, code]).window(0);
    for (let row = 0; row < batch.count; row++) expect(batch.priority[row]).toBe(batch.stream[row] === 0 ? 100 : 3);
  });
});

describe('round robin by stride', () => {
  test('each of three replicas receives exactly what the group would hand it', () => {
    const all = collect(demandOf([chat, code]), 20);
    for (const offset of [0, 1, 2]) {
      const part = collect(demandOf([chat, code], { replicaStride: { of: 3, offset } }), 20);
      for (const name of ['id', 'stream', 'window', 'ticks', 'prompt', 'output', 'predicted'] as const)
        expect(part[name]).toEqual(all[name].filter((_, i) => i % 3 === offset));
    }
  });

  test('streams that wait for answers cannot be split', () => {
    const users = stream({ rate: undefined, callers: { kind: 'users', count: 3, think: '1 s' } });
    expect(() => demandOf([users], { replicaStride: { of: 2, offset: 0 } })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: users, sessions and agents wait for answers, so a replica cannot be simulated without its group]`,
    );
  });
});

describe('guesses', () => {
  // ln(predicted/true) is normal with standard deviation 0.5; the sampling error of it at n = 60,000 is 0.0015, rounding of long answers adds little.
  test('are unbiased in the median and as wrong as stated', () => {
    const long = stream({ lengths: { kind: 'separate', prompt: 1, output: 10_000 } });
    const errors = collect(demandOf([long]), 100).predicted.map((guess) => Math.log(guess / 10_000));
    expect(Math.abs(mean(errors))).toBeLessThan(0.01);
    expect(Math.sqrt(mean(errors.map((error) => error ** 2)))).toBeCloseTo(0.5, 2);
  });

  test('are the truth where no policy reads them, and leaving them out moves nothing else', () => {
    const [read, unread] = [collect(demandOf([chat]), 5), collect(demandOf([chat], { guesses: false }), 5)];
    expect(unread.predicted).toEqual(unread.output);
    expect({ ...read, predicted: [] }).toEqual({ ...unread, predicted: [] });
  });

  test('of a prophet are true', () => {
    const seen = collect(demandOf([stream({ lengths: 'azure-code-2023', predictor: { error: 0 } })]), 5);
    expect(seen.predicted).toEqual(seen.output);
  });
});

test('requests do not depend on the window they are asked in, but for the last tick', () => {
  const minute = collect(demandOf([chat]), 10);
  const half = collect(demandOf([chat], { windowTicks: 30 * 2 ** 42 }), 20, 30 * 2 ** 42);
  expect(half.id).toEqual(minute.id);
  expect(half.time.every((time, i) => Math.abs(time - minute.time[i]!) < 1e-9)).toBe(true);
});

test('a share outside (0, 1] is refused', () => {
  expect(() => demandOf([chat], { share: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: share 0 is not in (0, 1]]`,
  );
});
