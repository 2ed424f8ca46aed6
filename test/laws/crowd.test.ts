/** Callers who wait for answers: a crowd never grows, and Little's law holds for everyone inside. */
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { COUNTERS, type Counter, counterIndex } from '../../src/serving/pool/spec.js';
import type { PieceResult } from '../../src/study/piece.js';
import { dissected, house, value } from './house.js';

const total = (pieces: readonly PieceResult[], counter: Counter, from: number): number =>
  pieces
    .filter(({ piece }) => piece.world === 0)
    .reduce((sum, { windows }) => {
      for (let at = from * COUNTERS.length + counterIndex[counter]; at < windows.length; at += COUNTERS.length)
        sum += windows[at]!;
      return sum;
    }, 0);

const LONG = ['horizon=30 minute', 'warmUp=5 minute'];
const LENGTHS =
  'lengths: {kind: separate, prompt: {kind: lognormal, mean: 600, cv: 1}, output: {kind: lognormal, mean: 200, cv: 1}}';
const streams = {
  users: `{name: chat, model: llama-3.1-8b, callers: {kind: users, count: 60, think: {kind: exponential, mean: 4 s}}, ${LENGTHS}}`,
  sessions: `{name: chat, model: llama-3.1-8b, rate: 6 request/s, callers: {kind: sessions, turns: {mean: 3}, think: 5 s}, ${LENGTHS}}`,
  agents: `{name: chat, model: llama-3.1-8b, rate: 6 request/s, callers: {kind: agents, calls: 4, toolOutput: 100, toolWait: {kind: lognormal, median: 2 s}}, ${LENGTHS}}`,
  strangers: `{name: chat, model: llama-3.1-8b, rate: 6 request/s, ${LENGTHS}}`,
};

describe.each(Object.entries(streams))('%s', (kind, stream) => {
  test('inside are as many as arrive times the time they stay (Little)', async () => {
    const { blueprint, pieces, result } = await dissected(house(`demand=[${stream}]`, ...LONG));
    const { warmUpWindows, windows, window } = blueprint;
    const time = (windows - warmUpWindows) * window;
    const inside =
      (total(pieces, 'batchTicks', warmUpWindows) + total(pieces, 'waitingTicks', warmUpWindows)) /
      TICKS_PER_SECOND /
      time;
    const rate = total(pieces, 'finished', warmUpWindows) / time;
    const stay = value(result, 'chat.e2e.mean');
    expect(rate).toBeGreaterThan(3);
    expect(Math.abs((rate * stay) / inside - 1), `${kind}: ${rate}/s × ${stay} s against ${inside}`).toBeLessThan(0.03);
  });
});

describe('a fixed crowd', () => {
  test('never has more requests inside than people, and each asks once per answer and thought', async () => {
    const { pieces, result, blueprint } = await dissected(house(`demand=[${streams.users}]`, ...LONG));
    const groups = pieces.filter(({ piece }) => piece.world === 0);
    for (let at = 0; at < blueprint.windows; at++)
      expect(groups.reduce((sum, { outstanding }) => sum + outstanding[at]!, 0)).toBeLessThanOrEqual(60);
    const rate = value(result, 'requests.finished') / result.horizon;
    expect(Math.abs((rate * (value(result, 'chat.e2e.mean') + 4)) / 60 - 1)).toBeLessThan(0.03);
  });

  test('of slow answers asks less often', async () => {
    const quick = await dissected(house(`demand=[${streams.users}]`));
    const slow = await dissected(house(`demand=[${streams.users}]`, 'fleet.pool.scheduler.maxBatch=2'));
    expect(value(slow.result, 'requests.finished')).toBeLessThan(value(quick.result, 'requests.finished') / 1.3);
  });
});

describe.each(['sessions', 'agents'] as const)('%s', (kind) => {
  test('ask at the stated rate, and each prompt repeats what went before', async () => {
    const { result } = await dissected(house(`demand=[${streams[kind]}]`, ...LONG));
    const plain = await dissected(house(`demand=[${streams.strangers}]`, ...LONG));
    const [rate, alone] = [
      value(result, 'requests.finished') / result.horizon,
      value(plain.result, 'requests.finished') / plain.result.horizon,
    ];
    // Tasks of four calls, 1,800 s of 1.5 or 2 a second: a standard deviation of a rate is some 4%.
    expect(Math.abs(rate / 6 - 1)).toBeLessThan(0.12);
    const perRequest = value(result, 'tokens.prompt') / rate;
    expect(perRequest).toBeGreaterThan(1.4 * (value(plain.result, 'tokens.prompt') / alone));
  });
});
