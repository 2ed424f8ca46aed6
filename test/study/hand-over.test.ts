/** Prompts read by one pool and answers written by another: a whole run of such a pair, beside its closed forms. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import type { Counter } from '../../src/serving/pool/spec.js';
import { counterTotal, worldOf } from '../../src/study/world.js';
import { dissected, house, measure, value } from '../laws/house.js';
import { brokenLaws } from '../laws/lawful.js';

const pair = (readers: number, writers: number, link = '') =>
  `fleet=[{name: read, chip: h20, model: llama-3.1-8b, replicas: ${readers}, handsOver: {to: write${link}}}, {name: write, chip: h20, model: llama-3.1-8b, replicas: ${writers}}]`;

const totalsOf = async (...sets: readonly string[]) => {
  const all = await dissected(house(...sets));
  const world = worldOf(all.blueprint, all.pieces, 0);
  const total = (pool: number, counter: Counter) => counterTotal(world.pools[pool]!, counter);
  return { ...all, total };
};

describe('a pair of pools', () => {
  test('keeps every law, reads here and writes there, and bears its own energy', async () => {
    const { blueprint, pieces, result, total } = await totalsOf(pair(2, 3));
    expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
    expect([total(0, 'promptTokens') > 0, total(1, 'promptTokens')]).toEqual([true, 0]);
    /** The reader writes each answer's first token, the other pool the rest. */
    expect(total(0, 'outputTokens')).toBe(total(0, 'handedOver') + total(0, 'finished'));
    expect(total(1, 'outputTokens')).toBeGreaterThan(50 * total(1, 'finished'));
    expect(Math.abs(total(1, 'arrived') - total(0, 'handedOver'))).toBeLessThan(5);
    const requests = value(result, 'requests.finished');
    expect(requests).toBe(total(0, 'finished') + total(1, 'finished'));
    expect(value(result, 'chat.requests') / requests).toBeCloseTo(1, 1);
    for (const pool of ['read', 'write']) expect(value(result, `pool.${pool}.power.it.mean`)).toBeGreaterThan(0);
    expect(total(0, 'decodeJoules')).toBe(0);
    expect(total(1, 'prefillJoules')).toBe(0);
  });

  test.each([
    ['the reader', 1, 4, 600, 100, 'read', 0.06],
    ['the writer', 4, 1, 200, 500, 'write', 0.06],
  ] as const)(
    'that asks too much of %s serves what the closed form says',
    async (_, readers, writers, prompt, output, limit, error) => {
      const { blueprint, result } = await totalsOf(
        pair(readers, writers),
        'demand.chat.rate=110% of capacity',
        'horizon=20 minute',
        `demand.chat.lengths={kind: separate, prompt: ${prompt}, output: ${output}}`,
      );
      const pool = blueprint.pools.find(({ name }) => name === limit)!;
      expect(pool.rate / pool.capacity).toBeCloseTo(1.1, 9);
      expect(blueprint.pools.map(({ rate }) => rate)).toEqual([pool.rate, pool.rate]);
      expect(Math.abs(value(result, 'requests.finished') / 1200 / pool.capacity - 1)).toBeLessThan(error);
      expect(result.verdict).toBe('OVERLOADED');
    },
  );

  test('waits for its link: latency, and bytes over bandwidth, of one layer where they stream', async () => {
    const ttft = async (link: string) =>
      value(
        (await dissected(house(pair(2, 3, link), 'demand.chat.lengths={kind: separate, prompt: 1000, output: 50}')))
          .result,
        'chat.ttft.mean',
      );
    const none = await ttft(', latency: 0 s, bandwidth: 1000 TB/s, streamed: false');
    const bytes = 1000 * 2 * 32 * 8 * 128 * 2;
    expect((await ttft(', latency: 0 s, bandwidth: 1 GB/s, streamed: false')) - none).toBeCloseTo(bytes / 1e9, 3);
    expect((await ttft(', latency: 0 s, bandwidth: 1 GB/s')) - none).toBeCloseTo(bytes / 1e9 / 32, 3);
    expect((await ttft(', latency: 200 ms, bandwidth: 1000 TB/s')) - none).toBeCloseTo(0.2, 3);
  });

  test('that is too slow a link bounds what is served', () => {
    const { scenario, traces } = house(pair(2, 3, ', bandwidth: 0.1 GB/s'), 'demand.chat.rate=50% of capacity');
    const [read] = blueprintOf(scenario, traces).pools;
    const prompt = 600;
    expect(read!.capacity / ((2 * 1e8) / (prompt * 131_072))).toBeCloseTo(1, 1);
  });

  test('is sampled in its own proportion', () => {
    const { scenario, traces } = house(pair(8, 12), 'sampling.sample=4', 'sampling.group=3');
    const { pools } = blueprintOf(scenario, traces);
    expect(pools.map(({ sampled }) => sampled)).toEqual([4, 6]);
    expect(pools.map(({ groups }) => groups.map(({ first, replicas }) => [first, replicas]))).toEqual([
      [
        [0, 2],
        [2, 2],
      ],
      [
        [0, 3],
        [3, 3],
      ],
    ]);
  });

  test('of which one cannot run serves nobody, and both say why', () => {
    const { scenario, traces } = house(pair(2, 3), 'fleet[1].layout={tensor: 3}');
    const { pools } = blueprintOf(scenario, traces);
    expect(pools.map(({ groups }) => groups.length)).toEqual([0, 0]);
    expect(pools[0]!.trouble).toMatch(/^read and write work together, and write cannot run\. .*cannot share evenly/);
  });
});

test.each([
  [
    'an unknown pool',
    [pair(2, 3).replace('to: write', 'to: wrote')],
    /fleet\[0\]\.handsOver\.to[\s\S]*another pool of the fleet: write/,
  ],
  ['itself', [pair(2, 3).replace('to: write', 'to: read')], /this one only reads/],
  [
    'a pool that hands over too',
    [pair(2, 3).replace('name: write,', 'name: write, handsOver: {to: read},')],
    /not one that hands over itself/,
  ],
  [
    'pools of another model',
    [pair(2, 3).replace('name: write, chip: h20, model: llama-3.1-8b', 'name: write, chip: h20, model: qwen3-8b')],
    /a pool of the same model/,
  ],
  [
    'drafts where nothing is written',
    [pair(2, 3).replace('name: read,', 'name: read, speculative: {},')],
    /no drafts in a pool that only reads/,
  ],
  [
    'a cache where nothing is read',
    [pair(2, 3).replace('name: write,', 'name: write, prefixCache: true,')],
    /no cache of beginnings in a pool that only writes/,
  ],
  [
    'callers who wait',
    [pair(2, 3), 'demand.chat.callers={kind: sessions, turns: 3, think: 5 s}'],
    /independent callers of a model/,
  ],
  [
    'autoscaling anywhere on the site',
    [`${pair(2, 3).slice(0, -1)}, {name: other, chip: h20, model: llama-3.1-8b, replicas: 4, autoscale: {}}]`],
    /no autoscaling on a site where pools/,
  ],
  ['failures', [pair(2, 3), 'failures=[{kind: chip, mtbf: 100 day, mttr: 1 day}]'], /no failures where pools/],
  ['a link without width', [pair(2, 3, ', bandwidth: 0 GB/s')], /bandwidth/],
] as const)('%s is refused, and the sentence says what would do', (_, sets, message) => {
  let said = '';
  try {
    house(...sets);
  } catch (reason) {
    said = String(
      (reason as { issues?: unknown }).issues === undefined ? reason : JSON.stringify(reason, null, 1) + String(reason),
    );
  }
  expect(said).toMatch(message);
});

describe('a cache of beginnings', () => {
  const agents = 'demand.chat.callers={kind: agents, calls: {mean: 8}, toolOutput: 100, toolWait: 2 s}';

  test('keeps every law, finds what an agent repeats, and says so', async () => {
    const { blueprint, pieces, result, total } = await totalsOf(
      'fleet.pool.prefixCache=true',
      'fleet.pool.router=affinity',
      agents,
    );
    expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
    const share = value(result, 'tokens.cached.share');
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeCloseTo(total(0, 'cachedTokens') / (total(0, 'cachedTokens') + total(0, 'promptTokens')), 9);
    expect(value(result, 'pool.pool.tokens.cached.share')).toBe(share);
    expect(value(result, 'costByType.cached.perToken')).toBeGreaterThan(0);
    expect(value(result, 'costByType.cached.perToken')).toBeLessThan(value(result, 'costByType.input.perToken') / 5);
  });

  test('is silent where none is asked for, and finds nothing among independent callers', async () => {
    const { result } = await dissected(house());
    expect(() => measure(result, 'tokens.cached')).toThrow();
    const { result: cached } = await dissected(house('fleet.pool.prefixCache=true'));
    expect(value(cached, 'tokens.cached')).toBe(0);
    const times = (one: typeof result) => one.measures.filter(({ name }) => name.startsWith('chat.'));
    expect(times(cached)).toEqual(times(result));
  });
});
