/** Beginnings of prompts that stay in memory: one story in every mode, and no token counted twice or lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Prefixes } from '../../../src/demand/prefixes.js';
import { type Demand, TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { Service } from '../../../src/serving/pool/fleet.js';
import { Group } from '../../../src/serving/pool/group.js';
import {
  COUNTERS,
  counterIndex,
  type GroupSpec,
  type RouterKind,
  type SchedulerSpec,
} from '../../../src/serving/pool/spec.js';
import type { EngineOptions } from '../../../src/serving/pool/state.js';
import { type Ask, listed } from '../demands.js';
import { PlainReference } from '../plain-reference.js';
import { syntheticStep } from '../synthetic-step.js';

const SECOND = TICKS_PER_SECOND;
const WINDOW = 10 * SECOND;
const WINDOWS = 8;

/** Prompts of four documents, each read up to a point of its own: runs of 32 tokens in stream 0, of 48 in stream 1. */
const documents = (points: readonly number[]): Prefixes => ({
  runs: (stream, _, prompt) => Math.floor(prompt / (stream === 0 ? 32 : 48)),
  tokens: (stream) => (stream === 0 ? 32 : 48),
  key: (stream, id, run) => 2 * (run < points[id]! ? 1000 * (id % 4) + run : 1000 * (10 + id) + run) + stream,
});

interface Case {
  readonly spec: GroupSpec;
  readonly asks: readonly Ask[];
  readonly points: readonly number[];
}

const demandOf = ({ asks, points }: Case): Demand => ({ ...listed(asks), prefixes: documents(points) });

const run = (scene: Case, options: EngineOptions = {}) => {
  const group = new Group(scene.spec, demandOf(scene), options);
  const rows: string[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    group.advance(window);
    group.checkLaws((holds, statement) => {
      if (!holds) throw new Error(statement());
    });
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++)
      rows.push(
        [done.id, done.replica, done.firstToken, done.lastToken, done.preemptions, done.refused]
          .map((column) => column[row])
          .join(' '),
      );
  }
  return { group, rows };
};

const total = (group: Group, counter: keyof typeof counterIndex): number => {
  let sum = 0;
  for (let at = counterIndex[counter]; at < group.totals.length; at += COUNTERS.length) sum += group.totals[at]!;
  return sum;
};

const scene = (batching: SchedulerSpec['batching'], prefill: SchedulerSpec['prefill']) =>
  fc
    .record({
      replicas: fc.integer({ min: 1, max: 2 }),
      router: fc.constantFrom<RouterKind>('round-robin', 'affinity', 'power-of-two'),
      windows: fc.constantFrom<readonly number[]>([], [64]),
      speculation: fc.constantFrom(undefined, undefined, { drafts: 1, acceptance: 0.7 }),
      maxBatch: fc.integer({ min: 1, max: 10 }),
      tokenBudget: fc.integer({ min: 8, max: 300 }),
      blocks: fc.integer({ min: 20, max: 90 }),
      fixedBlocks: fc.integer({ min: 0, max: 1 }),
      limit: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 12 })),
      seed: fc.integer({ min: 0, max: 1000 }),
      asks: fc.array(
        fc.record({
          window: fc.integer({ min: 0, max: 3 }),
          time: fc.oneof(
            fc.integer({ min: 0, max: 9 }).map((tenth) => Math.floor((tenth * SECOND) / 10)),
            fc.integer({ min: 0, max: WINDOW - 1 }),
          ),
          prompt: fc.integer({ min: 1, max: 250 }),
          output: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 30, max: 200 })),
          stream: fc.integer({ min: 0, max: 1 }),
          point: fc.integer({ min: 0, max: 8 }),
        }),
        { minLength: 20, maxLength: 60, size: 'max' },
      ),
    })
    .map(
      (draw): Case => ({
        spec: {
          replicas: draw.replicas,
          step: syntheticStep({
            windows: draw.windows,
            ...(draw.speculation === undefined ? {} : { speculation: draw.speculation }),
          }),
          memory: { blocks: draw.blocks, fixedBlocks: draw.fixedBlocks, maxContext: 600 },
          scheduler: {
            batching,
            prefill,
            order: 'first-come',
            maxBatch: draw.maxBatch,
            tokenBudget: draw.tokenBudget,
            maxWait: SECOND,
          },
          router: draw.router,
          windowTicks: WINDOW,
          seed: draw.seed,
          firstReplica: 0,
          prefixCache: { blocks: draw.limit },
        },
        asks: draw.asks.map((ask, id) => ({ ...ask, id })),
        points: draw.asks.map(({ point }) => point),
      }),
    );

const seen = { cacheHits: 0, evictions: 0, preemptions: 0 };

describe.each(['continuous', 'request', 'static'] as const)('%s batching', (batching) => {
  test.each(['first', 'chunked'] as const)('prompts %s: one story in every mode', (prefill) => {
    fc.assert(
      fc.property(scene(batching, prefill), (drawn) => {
        const fast = run(drawn);
        expect(run(drawn, { stepLimit: 1 }).rows).toEqual(fast.rows);
        expect(run(drawn, { coupled: true }).rows).toEqual(fast.rows);
        expect(run(drawn, { rebaseAfter: 32 }).rows).toEqual(fast.rows);
        const plain = new PlainReference(drawn.spec, demandOf(drawn)).run(WINDOWS);
        expect(fast.rows.slice().sort()).toEqual(
          plain.ended_
            .map(({ request, replica }) =>
              [
                request.id,
                replica,
                request.refused ? 0 : request.first,
                request.refused ? 0 : request.last,
                request.preemptions,
                request.refused ? 1 : 0,
              ].join(' '),
            )
            .sort(),
        );
        for (const [counter, kind] of [
          ['promptTokens', 'prompt'],
          ['cachedTokens', 'cached'],
          ['recomputedTokens', 'recomputed'],
        ] as const)
          expect(total(fast.group, counter), counter).toBe(
            plain.replicas.reduce((sum, { tokens }) => sum + tokens[kind], 0),
          );
        for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] += fast.group.occurrences[name];
      }),
      { numRuns: 25, seed: 11 },
    );
  });
});

test('hits, evictions and preemptions were met', () => {
  for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(0);
});

test('what was read and what was in memory add up to the prompts', () => {
  fc.assert(
    fc.property(scene('continuous', 'chunked'), (drawn) => {
      const { group, rows } = run(drawn);
      expect(group.outstanding).toBe(0);
      const served = rows.filter((row) => row.endsWith(' 0')).map((row) => drawn.asks[Number(row.split(' ')[0])]!);
      expect(total(group, 'promptTokens') + total(group, 'cachedTokens')).toBe(
        served.reduce((sum, { prompt }) => sum + prompt, 0),
      );
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('a cache of no blocks changes nothing, to the bit', () => {
  fc.assert(
    fc.property(scene('continuous', 'chunked'), (drawn) => {
      const { prefixCache: _, ...without } = drawn.spec;
      const off = run({ ...drawn, spec: without });
      const none = run({ ...drawn, spec: { ...without, prefixCache: { blocks: 0 } } });
      expect(none.rows).toEqual(off.rows);
      expect([...none.group.totals]).toEqual([...off.group.totals]);
    }),
    { numRuns: 30, seed: 5 },
  );
});

test('memory that never runs short finds what the prompts have in common, counted by hand', () => {
  fc.assert(
    fc.property(scene('continuous', 'chunked'), (drawn) => {
      const spec: GroupSpec = {
        ...drawn.spec,
        replicas: 1,
        step: syntheticStep(),
        memory: { blocks: 100_000, fixedBlocks: 0, maxContext: 600 },
        prefixCache: { blocks: Number.POSITIVE_INFINITY },
      };
      /** One after the other, so that each finds all that came before. */
      const asks = drawn.asks.map((ask, id) => ({
        ...ask,
        id,
        stream: 0,
        window: Math.floor(id / 10),
        time: (id % 10) * SECOND,
      }));
      const { group } = run({ spec, asks: asks.map((ask) => ({ ...ask, output: 1 })), points: drawn.points });
      const prefixes = documents(drawn.points);
      const known = new Set<number>();
      let common = 0;
      for (const { id, prompt } of asks) {
        const keys = Array.from({ length: prefixes.runs(0, id, prompt) }, (_, at) => prefixes.key(0, id, at));
        const fresh = keys.findIndex((key) => !known.has(key));
        const found = 32 * (fresh < 0 ? keys.length : fresh);
        /** The last token is always read, and with it the block that it lies in. */
        common += Math.min(found, Math.floor((prompt - 1) / 16) * 16);
        for (const key of keys) known.add(key);
      }
      expect(total(group, 'cachedTokens')).toBe(common);
    }),
    { numRuns: 20, seed: 9 },
  );
});

test('a replica that goes dark forgets, and nobody is lost', () => {
  fc.assert(
    fc.property(scene('continuous', 'chunked'), fc.integer({ min: 1, max: WINDOW - 1 }), (drawn, time) => {
      const spec: GroupSpec = { ...drawn.spec, replicas: 2, router: 'power-of-two' };
      const rows = [{}, { stepLimit: 1 }].map((options) => {
        const group = new Group(spec, demandOf(drawn), { ...options, coupled: true });
        const ends: string[] = [];
        for (let window = 0; window < WINDOWS; window++) {
          group.begin(window);
          if (window === 1 || window === 3) {
            group.runTo(time);
            group.setService(0, window === 1 ? Service.dark : Service.open);
          }
          group.runTo(WINDOW);
          group.checkLaws((holds, statement) => {
            if (!holds) throw new Error(statement());
          });
          const done = group.drainFinished();
          for (let row = 0; row < done.count; row++) ends.push(`${done.id[row]} ${done.lastToken[row]}`);
        }
        return ends;
      });
      expect(rows[1]).toEqual(rows[0]);
      expect(rows[0]!.length).toBe(drawn.asks.length);
    }),
    { numRuns: 60, seed: 13 },
  );
});

test('tokens found cost the attention that what is read spends on them: pairs and pairs per length, by hand', () => {
  const given: Case = {
    spec: {
      replicas: 1,
      step: syntheticStep(),
      memory: { blocks: 100, fixedBlocks: 0, maxContext: 600 },
      scheduler: {
        batching: 'continuous',
        prefill: 'first',
        order: 'first-come',
        maxBatch: 4,
        tokenBudget: 300,
        maxWait: 0,
      },
      router: 'round-robin',
      windowTicks: WINDOW,
      seed: 0,
      firstReplica: 0,
      prefixCache: { blocks: Number.POSITIVE_INFINITY },
    },
    asks: [0, 4].map((id) => ({ id, window: 0, time: id * SECOND, prompt: 160, output: 2, stream: 0 })),
    points: [9, 9, 9, 9, 9],
  };
  const { group } = run(given);
  /** Nine of ten blocks are found; the last one is read, and each of its 16 tokens attends to 144. */
  expect(total(group, 'cachedTokens')).toBe(144);
  expect(total(group, 'cachedTicks')).toBe(Math.round(16 * 144 * (0.05e-9 + 8e-9 / 160) * TICKS_PER_SECOND));
  expect(total(group, 'cachedTicks')).toBeLessThan(total(group, 'prefillTicks'));
});
