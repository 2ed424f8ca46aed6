/** Replicas leave service and come back, and the front door lets in a share: nobody is lost, and every mode tells one story. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { Service } from '../../../src/serving/pool/fleet.js';
import { Group } from '../../../src/serving/pool/group.js';
import { COUNTERS, counterIndex, type GroupSpec } from '../../../src/serving/pool/spec.js';
import type { EngineOptions } from '../../../src/serving/pool/state.js';
import { type Ask, listed } from '../demands.js';
import { syntheticStep } from '../synthetic-step.js';

const SECOND = TICKS_PER_SECOND;
const WINDOW = 10 * SECOND;
const WINDOWS = 8;

interface Change {
  readonly window: number;
  readonly time: number;
  readonly act: (group: Group) => void;
}

const spec = (over: Partial<GroupSpec> = {}): GroupSpec => ({
  replicas: 3,
  step: syntheticStep(),
  memory: { blocks: 60, fixedBlocks: 0, maxContext: 600 },
  scheduler: {
    batching: 'continuous',
    prefill: 'first',
    order: 'first-come',
    maxBatch: 8,
    tokenBudget: 300,
    maxWait: SECOND,
  },
  router: 'power-of-two',
  windowTicks: WINDOW,
  seed: 5,
  firstReplica: 0,
  ...over,
});

/** Runs with changes at their instants; rows of the finished in order, and the group. */
const run = (
  asks: readonly Ask[],
  changes: readonly Change[],
  over: Partial<GroupSpec>,
  options: EngineOptions = {},
) => {
  const group = new Group(spec(over), listed(asks), { coupled: true, metered: true, ...options });
  const rows: string[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    group.begin(window);
    let at = 0;
    for (const change of changes.filter((one) => one.window === window)) {
      if (change.time > at) group.runTo(change.time);
      at = change.time;
      change.act(group);
    }
    group.runTo(WINDOW);
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

const asks = fc.array(
  fc.record({
    window: fc.integer({ min: 0, max: 3 }),
    time: fc.integer({ min: 0, max: WINDOW - 1 }),
    prompt: fc.integer({ min: 1, max: 250 }),
    output: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 30, max: 250 })),
    stream: fc.integer({ min: 0, max: 1 }),
    priority: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
);

const changes = fc
  .array(
    fc.record({
      window: fc.integer({ min: 0, max: 5 }),
      time: fc.integer({ min: 0, max: WINDOW - 1 }),
      act: fc.oneof(
        fc.record({ replica: fc.integer({ min: 0, max: 2 }), service: fc.constantFrom(...Object.values(Service)) }).map(
          ({ replica, service }) =>
            (group: Group) =>
              group.setService(replica, service),
        ),
        fc.record({ stream: fc.integer({ min: 0, max: 1 }), share: fc.constantFrom(0, 0.3, 1) }).map(
          ({ stream, share }) =>
            (group: Group) =>
              group.admit(stream, share),
        ),
      ),
    }),
    { minLength: 2, maxLength: 10, size: 'max' },
  )
  .chain((list) =>
    fc
      .array(fc.integer({ min: 1800, max: 5600 }), { minLength: list.length, maxLength: list.length })
      .map((caps) =>
        list
          .flatMap((change, at): Change[] => [
            change,
            { ...change, act: (group) => group.setCap(caps[at]!, change.time) },
          ])
          .sort((a, b) => a.window - b.window || a.time - b.time),
      ),
  );

const seen = { retries: 0, draftsRetried: 0, capChanges: 0, shed: 0, dark: 0, preemptions: 0 };

describe.each(['continuous', 'request', 'static'] as const)('%s batching', (batching) => {
  describe.each(['first', 'chunked'] as const)('prompts %s', (prefill) => {
    test.each(['first-come', 'priority'] as const)('%s: one story in every mode, and nobody is lost', (order) => {
      fc.assert(
        fc.property(asks, changes, fc.boolean(), (drawn, moves, drafts) => {
          const step = syntheticStep(drafts ? { speculation: { drafts: 2, acceptance: 0.6 } } : {});
          const over = { scheduler: { ...spec().scheduler, batching, prefill, order }, step };
          const fast = run(drawn, moves, over);
          const iterated = run(drawn, moves, over, { stepLimit: 1 });
          const rebased = run(drawn, moves, over, { rebaseAfter: 32 });
          expect(iterated.rows).toEqual(fast.rows);
          expect(rebased.rows).toEqual(fast.rows);
          for (const name of [
            'decodeTicks',
            'idleTicks',
            'darkTicks',
            'outputTokens',
            'recomputedTokens',
            'retried',
          ] as const)
            expect(total(iterated.group, name), name).toBe(total(fast.group, name));
          expect(total(iterated.group, 'decodeJoules')).toBeCloseTo(total(fast.group, 'decodeJoules'), 3);
          const { group } = fast;
          expect(total(group, 'arrived')).toBe(drawn.length);
          expect(total(group, 'finished') + total(group, 'refused') + group.outstanding).toBe(drawn.length);
          const lived = ['decodeTicks', 'prefillTicks', 'idleTicks', 'darkTicks'] as const;
          const ticks = lived.reduce((sum, name) => sum + total(group, name), 0);
          expect(ticks).toBeLessThanOrEqual(3 * WINDOWS * WINDOW);
          seen.retries += group.occurrences.retries;
          if (drafts) seen.draftsRetried += group.occurrences.retries;
          seen.capChanges += group.occurrences.capChanges;
          seen.preemptions += group.occurrences.preemptions;
          seen.shed += total(group, 'shed');
          seen.dark += total(group, 'darkTicks');
        }),
        { numRuns: 25, seed: 11 },
      );
    });
  });
});

test('retries, cap changes, requests turned away, dark replicas and preemptions were all met', () => {
  for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(0);
});

const steady = (count: number): Ask[] =>
  Array.from({ length: count }, (_, at) => ({
    window: Math.floor(at / 20),
    time: Math.floor(((at % 20) * WINDOW) / 20),
    prompt: 100,
    output: 100,
  }));
const at = (window: number, seconds: number, act: Change['act']): Change => ({ window, time: seconds * SECOND, act });

test('a failed replica draws nothing, its requests end elsewhere with the tokens they had', () => {
  let failed = -1;
  const fail = (group: Group) => {
    failed = [0, 1, 2].find((replica) => !group.isEmpty(replica))!;
    group.setService(failed, Service.dark);
  };
  const { group } = run(steady(60), [at(1, 0.3, fail)], {});
  expect(total(group, 'finished')).toBe(60);
  expect(total(group, 'retried')).toBeGreaterThan(0);
  expect(total(group, 'outputTokens')).toBe(6000);
  expect(total(group, 'promptTokens')).toBe(6000);
  expect(total(group, 'recomputedTokens')).toBeGreaterThan(100);
  const row = group.totals.subarray(failed * COUNTERS.length, (failed + 1) * COUNTERS.length);
  expect(row[counterIndex.darkTicks]).toBe((WINDOWS - 1) * WINDOW - 0.3 * SECOND);
  expect(row[counterIndex.idleJoules]).toBeLessThan(560 * 11);
});

test('a draining replica ends what it serves and takes nothing new', () => {
  const { group } = run(steady(60), [at(1, 0.3, (one) => one.setService(0, Service.draining))], {});
  expect(total(group, 'finished')).toBe(60);
  expect(total(group, 'retried')).toBe(0);
  expect(group.isEmpty(0)).toBe(true);
});

test('where nobody serves, requests wait until somebody does', () => {
  const all = (service: Service) => (group: Group) => {
    for (let replica = 0; replica < 3; replica++) group.setService(replica, service);
  };
  const dark = run(steady(60), [at(1, 0, all(Service.dark))], {});
  expect(total(dark.group, 'finished')).toBeLessThan(25);
  expect(dark.group.waiting).toBe(60 - total(dark.group, 'finished'));
  const back = run(
    steady(60),
    [at(1, 0, all(Service.dark)), at(4, 0, (group) => group.setService(1, Service.open))],
    {},
  );
  expect(total(back.group, 'finished')).toBe(60);
});

test('the front door lets in a share by each request’s own draw: those let in at a small share are let in at a larger one', () => {
  const letIn = (share: number) => {
    const { group, rows } = run(steady(60), [at(0, 0, (one) => one.admit(0, share))], {});
    expect(total(group, 'shed')).toBe(60 - total(group, 'finished'));
    return new Set(rows.filter((row) => row.endsWith(' 0')).map((row) => row.split(' ')[0]!));
  };
  const [few, many] = [letIn(0.3), letIn(0.7)];
  expect(few.size).toBeGreaterThan(5);
  expect(many.size).toBeLessThan(60);
  for (const id of few) expect(many).toContain(id);
});
