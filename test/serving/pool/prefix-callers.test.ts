/** What a cache of beginnings finds in conversations and in a recorded trace, beside what they have in common by their own account. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileDemand } from '../../../src/demand/compile.js';
import { ownRate, prepareStreams } from '../../../src/demand/prepared.js';
import { type Demand, TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { parseTrace } from '../../../src/demand/traces/parse.js';
import { BLOCK_TOKENS, type Trace } from '../../../src/demand/traces/trace.js';
import { Group } from '../../../src/serving/pool/group.js';
import { COUNTERS, counterIndex, type GroupSpec } from '../../../src/serving/pool/spec.js';
import { stream } from '../../demand/streams.js';
import { PlainReference } from '../plain-reference.js';
import { constantStep, syntheticStep } from '../synthetic-step.js';

const WINDOW = 60 * TICKS_PER_SECOND;

const total = (group: Group, counter: keyof typeof counterIndex): number => {
  let sum = 0;
  for (let at = counterIndex[counter]; at < group.totals.length; at += COUNTERS.length) sum += group.totals[at]!;
  return sum;
};

const spec = (given: Partial<GroupSpec>): GroupSpec => ({
  replicas: 1,
  step: syntheticStep(),
  memory: { blocks: 400, fixedBlocks: 0, maxContext: 4000 },
  scheduler: {
    batching: 'continuous',
    prefill: 'chunked',
    order: 'first-come',
    maxBatch: 12,
    tokenBudget: 256,
    maxWait: 0,
  },
  router: 'affinity',
  windowTicks: WINDOW,
  seed: 3,
  firstReplica: 0,
  prefixCache: { blocks: Number.POSITIVE_INFINITY },
  ...given,
});

const agents = (perSecond: number) =>
  compileDemand(
    prepareStreams([
      stream({
        rate: `${perSecond} request/s`,
        lengths: { kind: 'separate', prompt: { kind: 'lognormal', mean: 300, cv: 1 }, output: 40 },
        callers: {
          kind: 'agents',
          calls: { mean: 6 },
          toolOutput: { kind: 'lognormal', mean: 60, cv: 1 },
          toolWait: { kind: 'exponential', mean: '2 s' },
        },
      }),
    ]),
    { seed: 5, replication: 0, group: 0, share: 1, windowTicks: WINDOW, rates: [perSecond] },
  );

const advanced = (given: GroupSpec, demand: Demand, windows: number) => {
  const group = new Group(given, demand);
  const ends: string[] = [];
  let prompts = 0;
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    group.checkLaws((holds, statement) => {
      if (!holds) throw new Error(statement());
    });
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++) {
      ends.push(`${done.id[row]} ${done.replica[row]} ${done.firstToken[row]} ${done.lastToken[row]}`);
      if (done.refused[row] === 0) prompts += done.prompt[row]!;
    }
  }
  return { group, ends, prompts };
};

test.each([
  ['affinity', 400],
  ['affinity', 3000],
  ['power-of-two', 800],
] as const)('agents behind %s with %d blocks: one story in the engine and the plain reference', (router, blocks) => {
  const given = spec({ replicas: 2, router, memory: { blocks, fixedBlocks: 1, maxContext: 4000 } });
  const { group, ends } = advanced(given, agents(6), 4);
  const plain = new PlainReference(given, agents(6)).run(4);
  expect(ends.sort()).toEqual(
    plain.ended_
      .map(({ request, replica }) =>
        request.refused ? `${request.id} ${replica} 0 0` : `${request.id} ${replica} ${request.first} ${request.last}`,
      )
      .sort(),
  );
  expect(total(group, 'cachedTokens')).toBe(plain.replicas.reduce((sum, { tokens }) => sum + tokens.cached, 0));
  expect(group.occurrences.cacheHits).toBeGreaterThan(100);
});

test('with memory to spare, an agent reads only what is new: its tool’s output, the last token written and the block they lie in', () => {
  const roomy = spec({ memory: { blocks: 1_000_000, fixedBlocks: 0, maxContext: 100_000 } });
  const { group } = advanced(roomy, agents(2), 10);
  const { group: forgetful } = advanced({ ...roomy, prefixCache: { blocks: 0 } }, agents(2), 10);
  const calls = total(group, 'finished');
  /** Of 6 calls on average, 5 look back: each reads 60 new tokens, 1 not stored, and 7.5 of a block begun. */
  const expected = calls * (300 / 6 + (5 / 6) * (60 + 1 + 7.5));
  expect(total(group, 'promptTokens') / expected).toBeCloseTo(1, 1);
  expect(total(group, 'promptTokens')).toBeLessThan(total(forgetful, 'promptTokens') / 3);
});

const FILE = '../shared/data/traces/mooncake_conversation_trace.jsonl';

/** Tokens that a trace's prompts have in common with earlier ones: whole blocks, and never a prompt's last token. */
const reuse = (trace: Trace): number => {
  const known = new Set<number>();
  let tokens = 0;
  for (let row = 0; row < trace.count; row++) {
    const prompt = trace.prompt[row]!;
    const from = trace.blockStart![row]!;
    const ids = [
      ...trace.blocks!.subarray(from, from + Math.min(trace.blockCount![row]!, Math.floor(prompt / BLOCK_TOKENS))),
    ];
    const fresh = ids.findIndex((id) => !known.has(id));
    tokens += Math.min(BLOCK_TOKENS * (fresh < 0 ? ids.length : fresh), Math.floor((prompt - 1) / 16) * 16);
    for (const id of ids) known.add(id);
  }
  return tokens;
};

const replayed = (trace: Trace): ReturnType<typeof advanced> => {
  const prepared = prepareStreams(
    [stream({ rate: undefined, lengths: undefined, trace: { file: 't.jsonl' } })],
    new Map([['t.jsonl', trace]]),
  );
  const demand = compileDemand(prepared, {
    seed: 1,
    replication: 0,
    group: 0,
    share: 1,
    windowTicks: WINDOW,
    rates: prepared.map((one) => ownRate(one)!),
  });
  /** One at a time, so that each prompt finds all that came before it. */
  const alone = spec({
    step: constantStep(1e-6),
    memory: { blocks: 50_000_000, fixedBlocks: 0, maxContext: 1_000_000 },
    scheduler: { ...spec({}).scheduler, prefill: 'first', maxBatch: 1 },
  });
  return advanced(alone, demand, 62);
};

test('a trace without end of memory finds what its block ids say, and not a token more', () => {
  const lines = [
    { timestamp: 0, input_length: 1500, output_length: 3, hash_ids: [1, 2, 3] },
    { timestamp: 10, input_length: 1600, output_length: 3, hash_ids: [1, 2, 4, 5] },
    { timestamp: 20, input_length: 1024, output_length: 3, hash_ids: [1, 2] },
    { timestamp: 30, input_length: 700, output_length: 3, hash_ids: [2, 1] },
    { timestamp: 40, input_length: 2100, output_length: 3, hash_ids: [1, 2, 4, 6, 7] },
  ];
  const answer = parseTrace([lines.map((line) => JSON.stringify(line)).join('\n')]);
  if ('issues' in answer) throw new Error('the trace is sound');
  const { group, prompts } = replayed(answer.trace);
  /** 0, then 1 and 2, then all but the last block of 16, then a block that came second before but first now, then 1, 2 and 4. */
  expect(total(group, 'cachedTokens')).toBe(0 + 1024 + 1008 + 512 + 1536);
  expect(total(group, 'cachedTokens')).toBe(reuse(answer.trace));
  expect(total(group, 'cachedTokens') + total(group, 'promptTokens')).toBe(prompts);
});

test.skipIf(!existsSync(FILE))('so does the public trace of Mooncake', () => {
  const answer = parseTrace([readFileSync(FILE)]);
  if ('issues' in answer) throw new Error(JSON.stringify(answer.issues));
  const { group, prompts } = replayed(answer.trace);
  expect(total(group, 'finished')).toBe(answer.trace.count);
  expect(total(group, 'cachedTokens')).toBe(reuse(answer.trace));
  expect(total(group, 'cachedTokens') + total(group, 'promptTokens')).toBe(prompts);
});
