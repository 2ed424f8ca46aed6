/** Prompts read by some replicas and answers written by others: no request lost, no token twice, one story in every mode. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { Group } from '../../src/serving/pool/group.js';
import { COUNTERS, counterIndex, type Finished, type GroupSpec } from '../../src/serving/pool/spec.js';
import type { EngineOptions } from '../../src/serving/pool/state.js';
import { Relay } from '../../src/serving/relay.js';
import { type Ask, listed } from './demands.js';
import { PlainReference } from './plain-reference.js';
import { constantStep, syntheticStep } from './synthetic-step.js';

const SECOND = TICKS_PER_SECOND;
const WINDOW = 10 * SECOND;
const WINDOWS = 10;

interface Case {
  readonly reading: GroupSpec;
  readonly writing: GroupSpec;
  readonly asks: readonly Ask[];
  readonly transfer: (tokens: number) => number;
}

const rowsOf = (done: Finished): string[] =>
  Array.from({ length: done.count }, (_, row) => row)
    .filter((row) => done.refused[row] === 1 || done.lastToken[row]! > 0)
    .map((row) =>
      [
        done.id,
        done.replica,
        done.window,
        done.arrival,
        done.firstToken,
        done.lastToken,
        done.preemptions,
        done.refused,
      ]
        .map((column) => column[row])
        .join(' '),
    );

const total = (group: Group, counter: keyof typeof counterIndex): number => {
  let sum = 0;
  for (let at = counterIndex[counter]; at < group.totals.length; at += COUNTERS.length) sum += group.totals[at]!;
  return sum;
};

const run = (scene: Case, options: EngineOptions = {}) => {
  const relay = new Relay(WINDOW, scene.transfer);
  const reading = new Group(scene.reading, listed(scene.asks), options);
  const writing = new Group(scene.writing, relay, options);
  const read: string[] = [];
  const written: string[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    reading.advance(window);
    const done = reading.drainFinished();
    read.push(...rowsOf(done));
    relay.take(done);
    writing.advance(window);
    written.push(...rowsOf(writing.drainFinished()));
    for (const group of [reading, writing])
      group.checkLaws((holds, statement) => {
        if (!holds) throw new Error(statement());
      });
  }
  return { reading, writing, relay, read, written };
};

const plainRows = (reference: PlainReference): string[] =>
  reference.ended_.map(({ request, replica }) =>
    [
      request.id,
      replica,
      request.window,
      request.arrival,
      request.refused ? 0 : request.first,
      request.refused ? 0 : request.last,
      request.preemptions,
      request.refused ? 1 : 0,
    ].join(' '),
  );

/** The same by the plain reference: first all reading, then what was read in its own way. */
const plain = (scene: Case) => {
  const reading = new PlainReference(scene.reading, listed(scene.asks)).run(WINDOWS);
  const relay = new Relay(WINDOW, scene.transfer);
  const column = <T>(of: (one: (typeof reading.ended_)[number]['request']) => T) =>
    reading.ended_.map(({ request }) => of(request));
  relay.take({
    count: reading.ended_.length,
    id: Float64Array.from(column(({ id }) => id)),
    stream: Uint8Array.from(column(({ stream }) => stream)),
    replica: new Int32Array(reading.ended_.length),
    prompt: Int32Array.from(column(({ prompt }) => prompt)),
    output: Int32Array.from(column(({ output }) => output)),
    window: Int32Array.from(column(({ window }) => window)),
    arrival: Float64Array.from(column(({ arrival }) => arrival)),
    firstToken: Float64Array.from(column(({ first }) => first)),
    lastToken: Float64Array.from(column(({ last }) => last)),
    preemptions: new Uint8Array(reading.ended_.length),
    refused: Uint8Array.from(column(({ refused }) => (refused ? 1 : 0))),
  });
  return { reading, writing: new PlainReference(scene.writing, relay).run(WINDOWS) };
};

const scenes = fc
  .record({
    readers: fc.integer({ min: 1, max: 2 }),
    writers: fc.integer({ min: 1, max: 3 }),
    prefills: fc.tuple(fc.constantFrom('first', 'chunked'), fc.constantFrom('first', 'chunked')),
    batching: fc.constantFrom('continuous', 'continuous', 'request', 'static'),
    windows: fc.constantFrom<readonly number[]>([], [64]),
    speculation: fc.constantFrom(undefined, { drafts: 1, acceptance: 0.7 }),
    maxBatch: fc.integer({ min: 1, max: 10 }),
    tokenBudget: fc.integer({ min: 8, max: 200 }),
    blocks: fc.integer({ min: 12, max: 50 }),
    fixedBlocks: fc.integer({ min: 0, max: 1 }),
    latency: fc.integer({ min: 0, max: 2 * SECOND }),
    perToken: fc.integer({ min: 0, max: Math.floor(SECOND / 100) }),
    seed: fc.integer({ min: 0, max: 1000 }),
    asks: fc.array(
      fc.record({
        window: fc.integer({ min: 0, max: 3 }),
        time: fc.oneof(
          fc.integer({ min: 0, max: 9 }).map((tenth) => Math.floor((tenth * SECOND) / 10)),
          fc.integer({ min: 0, max: WINDOW - 1 }),
        ),
        prompt: fc.integer({ min: 1, max: 250 }),
        output: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 30, max: 200 })),
      }),
      { minLength: 20, maxLength: 60, size: 'max' },
    ),
  })
  .map((draw): Case => {
    const spec: Omit<GroupSpec, 'step' | 'replicas' | 'scheduler'> = {
      memory: { blocks: draw.blocks, fixedBlocks: draw.fixedBlocks, maxContext: 600 },
      router: 'power-of-two',
      windowTicks: WINDOW,
      seed: draw.seed,
      firstReplica: 0,
    };
    const scheduler = {
      batching: 'continuous',
      order: 'first-come',
      maxBatch: draw.maxBatch,
      tokenBudget: draw.tokenBudget,
      maxWait: SECOND,
    } as const;
    return {
      reading: {
        ...spec,
        replicas: draw.readers,
        step: syntheticStep({ windows: draw.windows }),
        scheduler: { ...scheduler, prefill: draw.prefills[0] },
        handsOver: true,
      },
      writing: {
        ...spec,
        replicas: draw.writers,
        step: syntheticStep({
          windows: draw.windows,
          ...(draw.speculation === undefined ? {} : { speculation: draw.speculation }),
        }),
        scheduler: { ...scheduler, batching: draw.batching, prefill: draw.prefills[1] },
      },
      asks: draw.asks,
      transfer: (tokens) => draw.latency + tokens * draw.perToken,
    };
  });

describe('prompts read here, answers written there', () => {
  const seen = { preemptions: 0, handed: 0, kept: 0 };

  test('one story in the engine, step by step, and in the plain reference', () => {
    fc.assert(
      fc.property(scenes, (drawn) => {
        const fast = run(drawn);
        for (const options of [{ stepLimit: 1 }, { coupled: true }, { rebaseAfter: 32 }]) {
          const other = run(drawn, options);
          expect(other.read).toEqual(fast.read);
          expect(other.written).toEqual(fast.written);
        }
        const reference = plain(drawn);
        expect(fast.read.sort()).toEqual(plainRows(reference.reading).sort());
        expect(fast.written.sort()).toEqual(plainRows(reference.writing).sort());
        seen.preemptions += fast.writing.occurrences.preemptions;
        seen.handed += total(fast.reading, 'handedOver');
        seen.kept += total(fast.reading, 'finished');
      }),
      { numRuns: 120, seed: 4 },
    );
    for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(0);
  });

  test('no request is lost and no token is written twice', () => {
    fc.assert(
      fc.property(scenes, (drawn) => {
        const { reading, writing, relay } = run(drawn);
        expect(relay.inside + reading.outstanding + writing.outstanding).toBe(0);
        expect(total(reading, 'arrived')).toBe(drawn.asks.length);
        expect(total(reading, 'finished') + total(reading, 'refused') + total(reading, 'handedOver')).toBe(
          drawn.asks.length,
        );
        expect(total(writing, 'arrived')).toBe(total(reading, 'handedOver'));
        expect(total(writing, 'finished') + total(writing, 'refused')).toBe(total(writing, 'arrived'));
        if (total(reading, 'refused') + total(writing, 'refused') > 0) return;
        expect(total(reading, 'outputTokens') + total(writing, 'outputTokens')).toBe(
          drawn.asks.reduce((sum, { output }) => sum + output, 0),
        );
        expect(total(reading, 'promptTokens')).toBe(drawn.asks.reduce((sum, { prompt }) => sum + prompt, 0));
        expect(total(writing, 'promptTokens')).toBe(0);
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  test('one request by hand: reading, moving, then a step for each further token', () => {
    const spec = {
      replicas: 1,
      memory: { blocks: 100, fixedBlocks: 0, maxContext: 600 },
      scheduler: {
        batching: 'continuous',
        prefill: 'chunked',
        order: 'first-come',
        maxBatch: 4,
        tokenBudget: 50,
        maxWait: 0,
      },
      router: 'round-robin',
      windowTicks: WINDOW,
      seed: 0,
      firstReplica: 0,
    } as const;
    const { written } = run({
      reading: { ...spec, step: constantStep(0.5), handsOver: true },
      writing: { ...spec, step: constantStep(0.125) },
      asks: [{ window: 0, time: SECOND, prompt: 120, output: 5 }],
      transfer: (tokens) => (tokens * SECOND) / 64,
    });
    /** 120 tokens are three steps of 50; 120/64 s on the link; four more tokens. */
    const first = 1.5 + 120 / 64;
    expect(written).toEqual([`0 0 0 ${SECOND} ${first * SECOND} ${(first + 4 * 0.125) * SECOND} 0 0`]);
  });
});
