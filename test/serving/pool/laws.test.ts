/** Laws of a group: nothing is lost, memory holds, sums agree, and size does not matter. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { Group } from '../../../src/serving/pool/group.js';
import { COUNTERS, counterIndex, type GroupSpec } from '../../../src/serving/pool/spec.js';
import { type Ask, closedLoop, listed } from '../demands.js';
import { PlainReference } from '../plain-reference.js';
import { constantStep, syntheticStep } from '../synthetic-step.js';

const SECOND = TICKS_PER_SECOND;
const WINDOW = 10 * SECOND;

const spec = (changes: Partial<GroupSpec> = {}): GroupSpec => ({
  replicas: 2,
  step: syntheticStep({ windows: [64] }),
  memory: { blocks: 60, fixedBlocks: 1, maxContext: 600 },
  scheduler: {
    batching: 'continuous',
    prefill: 'chunked',
    order: 'first-come',
    maxBatch: 16,
    tokenBudget: 128,
    maxWait: 0,
  },
  router: 'round-robin',
  windowTicks: WINDOW,
  seed: 3,
  firstReplica: 0,
  ...changes,
});

/** Requests from a small linear generator: `rate` a second over `windows`. */
const crowd = (rate: number, windows: number, seed = 1): Ask[] => {
  let state = seed;
  const draw = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: Math.floor(rate * windows * 10) }, () => ({
    window: draw(windows),
    time: draw(WINDOW),
    prompt: 1 + draw(200),
    output: 1 + draw(150),
    predicted: 1 + draw(150),
    priority: draw(3),
  }));
};

const broken = (holds: boolean, statement: () => string) => {
  if (!holds) throw new Error(statement());
};

const counted = (group: Group, name: (typeof COUNTERS)[number]) => {
  let sum = 0;
  for (let row = 0; row < group.totals.length; row += COUNTERS.length) sum += group.totals[row + counterIndex[name]]!;
  return sum;
};

test('requests in are requests finished, refused and inside, window by window', () => {
  const group = new Group(
    spec({ router: 'least-outstanding' }),
    listed([...crowd(40, 4), { window: 1, time: 5, prompt: 590, output: 20 }]),
  );
  let out = 0;
  for (let window = 0; window < 8; window++) {
    group.advance(window);
    group.checkLaws(broken);
    out += group.drainFinished().count;
    expect(counted(group, 'arrived')).toBe(out + group.outstanding);
    expect(counted(group, 'finished') + counted(group, 'refused')).toBe(out);
  }
  expect(counted(group, 'preempted')).toBeGreaterThan(0);
  expect(counted(group, 'refused')).toBe(1);
});

test('a drained group holds nothing, has read every prompt once and written every answer', () => {
  const asks = crowd(20, 3);
  const group = new Group(spec(), listed(asks));
  for (let window = 0; window < 30; window++) group.advance(window);
  group.checkLaws(broken);
  expect([group.waiting, group.inBatch, group.outstanding]).toEqual([0, 0, 0]);
  expect(counted(group, 'promptTokens')).toBe(asks.reduce((sum, ask) => sum + ask.prompt, 0));
  expect(counted(group, 'outputTokens')).toBe(asks.reduce((sum, ask) => sum + ask.output, 0));
});

test('time is decode, prefill or idle, up to the step in flight', () => {
  const group = new Group(spec(), listed(crowd(30, 4)));
  for (let window = 0; window < 40; window++) group.advance(window);
  const { totals } = group;
  for (let row = 0; row < totals.length; row += COUNTERS.length) {
    const time = (['decodeTicks', 'prefillTicks', 'idleTicks'] as const).reduce(
      (sum, name) => sum + totals[row + counterIndex[name]]!,
      0,
    );
    expect(time).toBe(40 * WINDOW);
  }
});

test('counters of the windows sum to the totals', () => {
  const group = new Group(spec(), listed(crowd(30, 4)));
  const sums = new Float64Array(COUNTERS.length);
  for (let window = 0; window < 10; window++) {
    group.advance(window);
    group.windowCounters().forEach((value, counter) => {
      sums[counter]! += value;
    });
  }
  for (const name of COUNTERS) {
    const total = counted(group, name);
    expect(Math.abs(sums[counterIndex[name]]! - total)).toBeLessThanOrEqual(1e-12 * Math.abs(total));
  }
});

test.each(['first', 'chunked'] as const)('the engine and the reference read the same meters, prompts %s', (prefill) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2000, max: 6000 }), (seed, watts) => {
      const shape = spec({ scheduler: { ...spec().scheduler, prefill } });
      const asks = crowd(25, 2, seed);
      const group = new Group(shape, listed(asks));
      group.setCap(watts, Math.floor(0.3 * WINDOW));
      for (let window = 0; window < 20; window++) group.advance(window);
      const plain = new PlainReference(shape, listed(asks), [{ window: 0, time: Math.floor(0.3 * WINDOW), watts }]).run(
        20,
      );
      const total = (of: (replica: (typeof plain.replicas)[number]) => number) =>
        plain.replicas.reduce((sum, replica) => sum + of(replica), 0);
      const joules = counted(group, 'decodeJoules') + counted(group, 'prefillJoules') + counted(group, 'idleJoules');
      expect(Math.abs(joules / total((replica) => replica.meter) - 1)).toBeLessThan(1e-9);
      expect(counted(group, 'promptTokens')).toBe(total((replica) => replica.tokens.prompt));
      expect(counted(group, 'recomputedTokens')).toBe(total((replica) => replica.tokens.recomputed));
      expect(counted(group, 'outputTokens')).toBe(total((replica) => replica.tokens.output));
      expect(counted(group, 'idleTicks')).toBe(total((replica) => replica.idle));
      expect(counted(group, 'waitingTicks') / (1 + total((replica) => replica.waitingIntegral))).toBeCloseTo(1, 9);
    }),
    { numRuns: 15 },
  );
});

test('replicas on their own give the rows of the whole group', () => {
  const asks = crowd(40, 3)
    .sort((a, b) => a.window - b.window || a.time - b.time)
    .map((ask, id) => ({ ...ask, id }));
  const shape = spec({ replicas: 4 });
  const rowsOf = (group: Group): number[][] => {
    const rows: number[][] = [];
    for (let window = 0; window < 12; window++) {
      group.advance(window);
      const done = group.drainFinished();
      for (let row = 0; row < done.count; row++)
        rows.push([window, done.replica[row]!, done.id[row]!, done.firstToken[row]!, done.lastToken[row]!]);
    }
    return rows;
  };
  const whole = rowsOf(new Group(shape, listed(asks)));
  const shards = [0, 2].map((first) =>
    rowsOf(
      new Group(
        { ...shape, replicas: 2, firstReplica: first },
        listed(asks.filter(({ id }) => id % 4 >= first && id % 4 < first + 2)),
      ),
    ),
  );
  const merged = shards
    .flat()
    .map((row, at) => ({ row, at }))
    .sort((a, b) => a.row[0]! - b.row[0]! || a.row[1]! - b.row[1]! || a.at - b.at);
  expect(merged.map(({ row }) => row)).toEqual(whole);
});

test('a run ten times as long, past many rebases, tells the same story every period', () => {
  const period = crowd(25, 2);
  const windows = 8;
  const asks = Array.from({ length: 10 }, (_, times) =>
    period.map((ask) => ({ ...ask, window: ask.window + times * windows })),
  ).flat();
  const group = new Group(spec(), listed(asks), { rebaseAfter: 512 });
  const stories: string[] = [];
  for (let times = 0; times < 10; times++) {
    const lines: string[] = [];
    for (let window = 0; window < windows; window++) {
      group.advance(times * windows + window);
      const done = group.drainFinished();
      for (let row = 0; row < done.count; row++) {
        lines.push(
          `${done.id[row]! % period.length} ${done.prompt[row]} ${done.firstToken[row]} ${done.lastToken[row]}`,
        );
      }
    }
    expect(group.outstanding).toBe(0);
    // Answers that end in the same step come in any order.
    stories.push(lines.sort().join('\n'));
  }
  expect(group.occurrences.rebases).toBeGreaterThan(10);
  for (const story of stories) expect(story).toBe(stories[0]);
});

describe.each(['round-robin', 'power-of-two'] as const)('closed-loop users, %s', (router) => {
  test.each([
    ['with time to think', SECOND],
    ['who never pause', 0],
  ])('%s: one story in engine and reference', (_, think) => {
    const users = () =>
      closedLoop(WINDOW, 12, Math.floor(SECOND / 7), think, (owner, turn) => ({
        prompt: owner === 3 ? 700 : 20 + ((owner * 37 + turn * 11) % 90),
        output: 1 + ((owner * 13 + turn * 7) % 60),
      }));
    // A user whose every request is refused would ask again at once, for ever: give her time.
    const demand = think === 0 ? () => patient(users()) : users;
    const shape = spec({ router });
    const group = new Group(shape, demand());
    const rows: string[] = [];
    for (let window = 0; window < 3; window++) {
      group.advance(window);
      group.checkLaws(broken);
      const done = group.drainFinished();
      for (let row = 0; row < done.count; row++)
        rows.push(`${done.id[row]} ${done.replica[row]} ${done.firstToken[row]} ${done.lastToken[row]}`);
    }
    const plain = new PlainReference(shape, demand()).run(3);
    const told = plain.ended_.map(({ request, replica }) =>
      [request.id, replica, request.refused ? 0 : request.first, request.refused ? 0 : request.last].join(' '),
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.sort()).toEqual(told.sort());
  });
});

/** The same users, without those whose requests are refused. */
const patient = (demand: ReturnType<typeof closedLoop>): ReturnType<typeof closedLoop> => ({
  window: demand.window,
  feedback: {
    due: (index) => demand.feedback!.due(index),
    take: (index, into) => demand.feedback!.take(index, into),
    finished: (owner, index, ticks, output) =>
      demand.feedback!.finished(owner, index, output === 0 ? ticks + SECOND : ticks, output),
  },
});

test('a step longer than the window stays in flight across it', () => {
  const group = new Group(
    spec({ replicas: 1, step: constantStep(25), memory: { blocks: 60, fixedBlocks: 0, maxContext: 600 } }),
    listed([{ window: 0, time: SECOND, prompt: 10, output: 2 }]),
  );
  const ends: number[] = [];
  for (let window = 0; window < 6; window++) {
    group.advance(window);
    group.checkLaws(broken);
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++)
      ends.push(window, done.firstToken[row]! / SECOND, done.lastToken[row]! / SECOND);
  }
  expect(ends).toEqual([5, 25, 50]);
});

test('a prompt whose one step would outlast 1,024 s is refused', () => {
  const step = { ...constantStep(0.01), rest: (tokens: number) => ({ seconds: tokens, compute: 0, memory: 0 }) };
  const shape = spec({
    replicas: 1,
    step,
    memory: { blocks: 1000, fixedBlocks: 0, maxContext: 10_000 },
    scheduler: { ...spec().scheduler, prefill: 'first' },
  });
  const group = new Group(
    shape,
    listed([
      { window: 0, time: 0, prompt: 2000, output: 1 },
      { window: 0, time: 1, prompt: 5, output: 1 },
    ]),
  );
  group.advance(0);
  expect(Array.from(group.drainFinished().refused.slice(0, 2))).toEqual([1, 0]);
});

test.each([
  ['a window longer than 300 s', () => new Group(spec({ windowTicks: 301 * SECOND }), listed([]))],
  ['a window out of turn', () => new Group(spec(), listed([])).advance(1)],
  ['a cap past the window', () => new Group(spec(), listed([])).setCap(3000, WINDOW)],
])('%s is a RangeError', (_, attempt) => {
  expect(attempt).toThrow(RangeError);
});
