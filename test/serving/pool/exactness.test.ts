/** Fast mode, iteration mode, coupled mode and the plain reference tell one story, tick for tick. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { Group } from '../../../src/serving/pool/group.js';
import {
  COUNTERS,
  type Finished,
  type GroupSpec,
  type RouterKind,
  type SchedulerSpec,
} from '../../../src/serving/pool/spec.js';
import type { EngineOptions } from '../../../src/serving/pool/state.js';
import { type Ask, listed } from '../demands.js';
import { type CapChange, PlainReference } from '../plain-reference.js';
import { fourStages, hiddenExchange, syntheticStep } from '../synthetic-step.js';

const SECOND = TICKS_PER_SECOND;
const WINDOW = 10 * SECOND;
const WINDOWS = 6;

interface Case {
  spec: GroupSpec;
  asks: Ask[];
  caps: CapChange[];
}

const runGroup = (scene: Case, options: EngineOptions = {}) => {
  const group = new Group(scene.spec, listed(scene.asks), options);
  const rows: string[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    for (const cap of scene.caps) if (cap.window === window) group.setCap(cap.watts, cap.time);
    group.advance(window);
    group.checkLaws((holds, statement) => {
      if (!holds) throw new Error(statement());
    });
    rows.push(...lines(group.drainFinished()));
  }
  return { group, rows };
};

/** The same, stopping within each window at every cap, which is told only then, and at other instants besides. */
const runStopping = (scene: Case, others: readonly number[]) => {
  const group = new Group(scene.spec, listed(scene.asks));
  const rows: string[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    const caps = scene.caps.filter((cap) => cap.window === window);
    group.begin(window);
    let at = 0;
    for (const stop of [...new Set([...others, ...caps.map(({ time }) => time)])].sort((a, b) => a - b)) {
      if (stop > at) group.runTo(stop);
      at = stop;
      for (const cap of caps) if (cap.time === stop) group.setCap(cap.watts, cap.time);
    }
    group.runTo(WINDOW);
    group.checkLaws((holds, statement) => {
      if (!holds) throw new Error(statement());
    });
    rows.push(...lines(group.drainFinished()));
  }
  return { group, rows };
};

/** Counters that are whole numbers, whatever the stretches they are summed over: all but joules, which are rounded to a double once per stretch, and the mean of blocks over a segment. */
const counted = (group: Group): number[] => [...group.totals].filter((_, at) => COUNTERS_EXACT[at % COUNTERS.length]);
const COUNTERS_EXACT = COUNTERS.map((name) => !name.endsWith('Joules') && name !== 'blockTicks');

const lines = (done: Finished): string[] =>
  Array.from({ length: done.count }, (_, row) =>
    [done.id, done.replica, done.firstToken, done.lastToken, done.preemptions, done.refused]
      .map((column) => column[row])
      .join(' '),
  );

const plainRows = (reference: PlainReference): string[] =>
  reference.ended_.map(({ request, replica }) =>
    [
      request.id,
      replica,
      request.refused ? 0 : request.first,
      request.refused ? 0 : request.last,
      request.preemptions,
      request.refused ? 1 : 0,
    ].join(' '),
  );

/** What ran side by side in the steps that were priced. */
const met = { exchangeLonger: 0, restLonger: 0, bubbles: 0, fullPipelines: 0, drains: 0 };

const scene = (
  batching: SchedulerSpec['batching'],
  prefill: SchedulerSpec['prefill'],
  order: SchedulerSpec['order'],
  router: RouterKind,
) =>
  fc
    .record({
      replicas: fc.integer({ min: 1, max: 3 }),
      windows: fc.constantFrom<readonly number[]>([], [64], [128, 40]),
      speculation: fc.constantFrom(
        undefined,
        undefined,
        { drafts: 1, acceptance: 0.7 },
        { drafts: 3, acceptance: 0.5 },
      ),
      beside: fc.constantFrom(undefined, hiddenExchange(met), fourStages(met)),
      maxBatch: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 6, max: 16 })),
      tokenBudget: fc.integer({ min: 8, max: 300 }),
      blocks: fc.integer({ min: 12, max: 40 }),
      fixedBlocks: fc.integer({ min: 0, max: 2 }),
      maxWait: fc.integer({ min: 0, max: 3 * SECOND }),
      seed: fc.integer({ min: 0, max: 1000 }),
      asks: fc.array(
        fc.record({
          window: fc.integer({ min: 0, max: 2 }),
          // Whole tenths of a second make many things fall on one instant.
          time: fc.oneof(
            fc.integer({ min: 0, max: 9 }).map((tenth) => Math.floor((tenth * SECOND) / 10)),
            fc.integer({ min: 0, max: WINDOW - 1 }),
          ),
          prompt: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 250 })),
          output: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 30, max: 250 })),
          predicted: fc.integer({ min: 1, max: 50 }),
          priority: fc.integer({ min: 0, max: 3 }),
        }),
        { minLength: 10, maxLength: 60, size: 'max' },
      ),
      caps: fc.array(
        fc.record({
          window: fc.integer({ min: 0, max: 3 }),
          time: fc.integer({ min: 0, max: WINDOW - 1 }),
          watts: fc.oneof(fc.integer({ min: 1800, max: 5600 }), fc.constant(Number.POSITIVE_INFINITY)),
        }),
        { maxLength: 4 },
      ),
    })
    .map(
      (draw): Case => ({
        spec: {
          replicas: draw.replicas,
          step: syntheticStep({
            windows: draw.windows,
            ...(draw.beside === undefined ? {} : { concurrent: draw.beside }),
            ...(draw.speculation === undefined ? {} : { speculation: draw.speculation }),
          }),
          memory: { blocks: draw.blocks, fixedBlocks: draw.fixedBlocks, maxContext: 600 },
          scheduler: {
            batching,
            prefill,
            order,
            maxBatch: draw.maxBatch,
            tokenBudget: draw.tokenBudget,
            maxWait: draw.maxWait,
          },
          router,
          windowTicks: WINDOW,
          seed: draw.seed,
          firstReplica: 0,
        },
        asks: draw.asks,
        caps: draw.caps.sort((a, b) => a.window - b.window || a.time - b.time),
      }),
    );

const seen = { preemptions: 0, capChanges: 0, pieceCuts: 0, windowCrossings: 0, rebases: 0 };

/** The same among groups that verify drafts. */
const drafted = { preemptions: 0, windowCrossings: 0, rebases: 0 };

const BATCHING = ['continuous', 'request', 'static'] as const;
const PREFILL = ['first', 'chunked'] as const;
const ORDERS = ['first-come', 'priority', 'shortest-predicted'] as const;
const ROUTERS = ['round-robin', 'random', 'least-outstanding', 'power-of-two'] as const;

describe.each(BATCHING)('%s batching', (batching) => {
  describe.each(PREFILL)('prompts %s', (prefill) => {
    describe.each(ORDERS)('%s', (order) => {
      test.each(ROUTERS)('%s: one story in every mode', (router) => {
        fc.assert(
          fc.property(scene(batching, prefill, order, router), (drawn) => {
            const fast = runGroup(drawn);
            const iterated = runGroup(drawn, { stepLimit: 1 });
            const coupled = runGroup(drawn, { coupled: true });
            const rebased = runGroup(drawn, { rebaseAfter: 32 });
            const stopped = runStopping(drawn, [SECOND, 3 * SECOND + 7, WINDOW - 1]);
            const plain = new PlainReference(drawn.spec, listed(drawn.asks), drawn.caps).run(WINDOWS);
            expect(iterated.rows).toEqual(fast.rows);
            expect(coupled.rows).toEqual(fast.rows);
            expect(rebased.rows).toEqual(fast.rows);
            expect(stopped.rows).toEqual(fast.rows);
            expect(counted(stopped.group)).toEqual(counted(fast.group));
            expect(fast.rows.slice().sort()).toEqual(plainRows(plain).sort());
            for (const name of Object.keys(seen) as (keyof typeof seen)[])
              seen[name] += rebased.group.occurrences[name];
            if (drawn.spec.step.speculation !== undefined)
              for (const name of ['preemptions', 'windowCrossings', 'rebases'] as const)
                drafted[name] += rebased.group.occurrences[name];
          }),
          { numRuns: 12, seed: 7 },
        );
      });
    });
  });
});

test('preemptions, cap changes, table cuts, window crossings, rebases, and both sides of everything that runs side by side were met', () => {
  for (const [name, count] of [seen, drafted, met].flatMap((each) => Object.entries(each)))
    expect(count, name).toBeGreaterThan(0);
});
