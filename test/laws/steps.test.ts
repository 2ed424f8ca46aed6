/** The step model through the door of a scenario: what a pool may say about how its steps run, and what must then hold of the day. */
import { describe, expect, test } from 'vitest';
import { dissected, house, run, value } from './house.js';

const POOL = 'fleet[0]';

describe('a pool in two pipeline stages', () => {
  test('counts both chips, writes as much as is asked for, and its tokens come at the pace of both stages and a hop', async () => {
    const plain = await run();
    const staged = await run(`${POOL}.layout.pipeline=2`, `${POOL}.replicas=2`);
    expect(staged.pools[0]!.chipsPerReplica).toBe(2);
    expect(staged.pools[0]!.layout).toBe('TP 1 · PP 2');
    expect(staged.pools[0]!.tier).toBe('estimate');
    const ratio = value(staged, 'tokens.output') / value(plain, 'tokens.output');
    expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
    expect(value(staged, 'chat.tpot.p50')).toBeGreaterThan(value(plain, 'chat.tpot.p50'));
  });

  test('serves nearly as much as two copies side by side at best, since only bubbles, hops and hosts are lost', async () => {
    const capacity = async (...sets: string[]) => (await dissected(house(...sets))).blueprint.pools[0]!.capacity;
    const copies = await capacity(`${POOL}.replicas=2`);
    const stages = await capacity(`${POOL}.replicas=1`, `${POOL}.layout.pipeline=2`);
    expect(stages).toBeGreaterThan(0.8 * copies);
    expect(stages).toBeLessThan(1.3 * copies);
  });
});

describe('overlap of communication', () => {
  const EIGHT = [`${POOL}.layout.tensor=8`, `${POOL}.replicas=1`, 'demand[0].rate=20 request/s'];

  test('shortens the time of a token where chips exchange, and leaves the tokens as they are', async () => {
    const plain = await run(...EIGHT);
    const beside = await run(...EIGHT, `${POOL}.overlap=70%`);
    expect(value(beside, 'chat.tpot.p50')).toBeLessThan(0.97 * value(plain, 'chat.tpot.p50'));
    expect(Math.abs(value(beside, 'tokens.output') / value(plain, 'tokens.output') - 1)).toBeLessThan(0.01);
  });
});

describe('drafts that each step verifies', () => {
  test('bring tokens sooner and for fewer joules, and leave what is asked for as it is', async () => {
    const plain = await run();
    const drafted = await run(`${POOL}.speculative={drafts: 1, acceptance: 80%}`);
    expect(value(drafted, 'chat.tpot.p50')).toBeLessThan(0.75 * value(plain, 'chat.tpot.p50'));
    expect(Math.abs(value(drafted, 'tokens.output') / value(plain, 'tokens.output') - 1)).toBeLessThan(0.01);
    expect(drafted.pools[0]!.joulesPerOutputToken).toBeLessThan(plain.pools[0]!.joulesPerOutputToken);
    expect(drafted.pools[0]!.tier).toBe('estimate');
  });

  test('raise what small batches can serve and lower what large ones can on a chip of little arithmetic, and take a layer of memory', async () => {
    const pool = async (...sets: string[]) => (await dissected(house(...sets))).blueprint.pools[0]!;
    const drafts = `${POOL}.speculative={drafts: 1, acceptance: 80%}`;
    const small = `${POOL}.scheduler.maxBatch=16`;
    expect((await pool(small, drafts)).capacity).toBeGreaterThan(1.2 * (await pool(small)).capacity);
    const [plain, drafted] = [await pool(), await pool(drafts)];
    expect(drafted.capacity).toBeLessThan(plain.capacity);
    expect(drafted.memory.blocks).toBeLessThan(plain.memory.blocks);
  });
});
