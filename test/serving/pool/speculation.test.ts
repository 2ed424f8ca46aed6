/** Drafts that steps verify: the draw of steps against its distribution, and what a group of such replicas must keep. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { Group } from '../../../src/serving/pool/group.js';
import { counterIndex, type GroupSpec } from '../../../src/serving/pool/spec.js';
import { meanWritten, Speculation } from '../../../src/serving/pool/speculation.js';
import { type Ask, listed } from '../demands.js';
import { syntheticStep } from '../synthetic-step.js';

test('a step writes (1 − a^(γ+1))/(1 − a) tokens on average, to 1/64', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.double({ min: 0, max: 0.99, noNaN: true }), (drafts, acceptance) => {
      const closed = (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
      expect(Math.abs(meanWritten(drafts, acceptance) - closed)).toBeLessThanOrEqual(1 / 128 + 1e-9);
      expect(Number.isInteger(64 * meanWritten(drafts, acceptance))).toBe(true);
    }),
  );
  expect(meanWritten(1, 0.7)).toBeCloseTo(1.7, 2);
});

describe.each([
  [1, 0.7],
  [3, 0.5],
  [4, 0.9],
] as const)('%i drafts, each right with a chance of %d', (drafts, acceptance) => {
  const drawn = new Speculation({ drafts, acceptance }, 5);

  test('an answer takes between ⌈(out − 1)/(γ + 1)⌉ and out − 1 steps after its first token, the same wherever it is asked', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(1e6), fc.integer({ min: 1, max: 3000 }), (stream, id, output) => {
        const steps = drawn.stepsOf(stream, id, output) - 1;
        expect(steps).toBeGreaterThanOrEqual(Math.ceil((output - 1) / (drafts + 1)));
        expect(steps).toBeLessThanOrEqual(output - 1);
        expect(new Speculation({ drafts, acceptance }, 5).stepsOf(stream, id, output)).toBe(steps + 1);
      }),
    );
  });

  test('on average (out − 1)/mean steps, within four standard errors', () => {
    const output = 801;
    const counts = Array.from({ length: 2000 }, (_, id) => drawn.stepsOf(0, id, output) - 1);
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length);
    const written = (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
    /** The last step may write more than is asked for: up to one step's worth of overshoot, half of it on average. */
    const expected = (output - 1) / written;
    expect(Math.abs(mean - expected)).toBeLessThan((4 * deviation) / Math.sqrt(counts.length) + drafts / 2 / written);
    expect(deviation).toBeGreaterThan(1);
  });
});

const SECOND = TICKS_PER_SECOND;
const WINDOW = 60 * SECOND;
const groupOf = (speculation: { drafts: number; acceptance: number } | undefined, blocks: number): GroupSpec => ({
  replicas: 2,
  step: syntheticStep(speculation === undefined ? {} : { speculation }),
  memory: { blocks, fixedBlocks: 1, maxContext: 4000 },
  scheduler: {
    batching: 'continuous',
    prefill: 'chunked',
    order: 'first-come',
    maxBatch: 48,
    tokenBudget: 512,
    maxWait: 0,
  },
  router: 'round-robin',
  windowTicks: WINDOW,
  seed: 3,
  firstReplica: 0,
});
const asks: Ask[] = Array.from({ length: 300 }, (_, id) => ({
  window: 0,
  time: Math.floor((id * SECOND) / 40),
  prompt: 20 + ((id * 37) % 400),
  output: 1 + ((id * 53) % 300),
}));
const runAll = (spec: GroupSpec) => {
  const group = new Group(spec, listed(asks));
  let tokens = 0;
  const tpot: number[] = [];
  for (let window = 0; window < 8; window++) {
    group.advance(window);
    group.checkLaws((holds, statement) => {
      if (!holds) throw new Error(statement());
    });
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++) {
      if (done.refused[row] === 1) continue;
      tokens += done.output[row]!;
      if (done.output[row]! > 100)
        tpot.push((done.lastToken[row]! - done.firstToken[row]!) / (done.output[row]! - 1) / SECOND);
    }
  }
  const total = (counter: keyof typeof counterIndex) =>
    group.totals.filter((_, at) => at % (group.totals.length / 2) === counterIndex[counter]).reduce((a, b) => a + b);
  return { group, tokens, tpot: tpot.reduce((a, b) => a + b) / tpot.length, total };
};

test.each([400, 140])('every token asked for is counted once, at the drain to the token, in %i blocks', (blocks) => {
  const { group, tokens, total } = runAll(groupOf({ drafts: 2, acceptance: 0.6 }, blocks));
  expect(group.outstanding).toBe(0);
  expect(total('outputTokens')).toBe(tokens);
  expect(total('finished') + total('refused')).toBe(asks.length);
  if (blocks === 140) expect(group.occurrences.preemptions).toBeGreaterThan(0);
});

test('fewer, longer steps write the same answers: tokens come faster by the mean written over how much longer a step takes', () => {
  const plain = runAll(groupOf(undefined, 2000));
  const drafted = runAll(groupOf({ drafts: 1, acceptance: 0.7 }, 2000));
  expect(drafted.tokens).toBe(plain.tokens);
  expect(drafted.total('steps')).toBeLessThan(plain.total('steps'));
  expect(drafted.tpot).toBeLessThan(plain.tpot / 1.3);
  expect(drafted.tpot).toBeGreaterThan(plain.tpot / 1.75);
  expect(drafted.total('decodeJoules')).toBeLessThan(plain.total('decodeJoules'));
});
