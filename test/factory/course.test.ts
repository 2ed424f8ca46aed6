/** Chips and supply in one course: what is short reaches the chips, and what is not changes nothing. */
import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/study/world.js';
import { dissected, house, value } from '../laws/house.js';
import { brokenLaws } from '../laws/lawful.js';

const BUSY = ['demand[0].rate=32 request/s', 'horizon=10 minute'] as const;
const limited = (limit: string) => [`power.sources=[{kind: grid, limit: ${limit}}]`, 'power.shortage={}'];

/** A run and the course of its day. */
const day = async (...sets: readonly string[]) => {
  const found = await dissected(house(...BUSY, ...sets));
  expect(brokenLaws(found.blueprint, found.pieces, found.result)).toEqual([]);
  return { ...found, world: worldOf(found.blueprint, found.pieces, 0) };
};

test('where nothing runs short, chips stepped together with their supply do what they do alone', async () => {
  const alone = await day();
  const together = await day('power.shortage={}');
  expect(together.world.course!.episodes).toEqual([]);
  for (const name of ['tokens.output', 'requests.finished', 'chat.ttft.p95', 'chat.tpot.p50'])
    expect(value(together.result, name), name).toBe(value(alone.result, name));
  // A meter reads a step in flight at the end of the run in part, a counter of ended steps not at all.
  expect(value(together.result, 'energy.it') / value(alone.result, 'energy.it')).toBeCloseTo(1, 3);
});

describe('a connection below what the hall would draw', () => {
  test('is not passed: chips are capped, steps stretch, and the meters agree', async () => {
    const free = await day();
    const { world, result } = await day(...limited('3.3 kW'));
    expect(world.course!.episodes.length).toBe(1);
    expect(world.course!.episodes[0]!.caps[0]).toBeLessThan(0.8);
    expect(world.site.episodes).toEqual([]);
    expect(world.site.peak).toBeLessThanOrEqual(3300);
    expect(value(result, 'power.site.mean')).toBeGreaterThan(0.93 * 3300);
    expect(value(result, 'chat.tpot.p50')).toBeGreaterThan(1.2 * value(free.result, 'chat.tpot.p50'));
    expect(result.troubles[0]).toMatch(
      /^Supply ran short once, for 10 minutes in all: .* pool to \d\d% of their limit/,
    );
    expect(value(result, 'shortage.time')).toBe(600);
    expect(Math.abs(value(result, 'shortage.tokens.lost'))).toBeLessThan(0.01 * value(free.result, 'tokens.output'));
    expect(value(result, 'energy.perOutputToken')).toBeLessThan(value(free.result, 'energy.perOutputToken'));
  });

  test('costs tokens only where it is deep, and more power never means fewer', async () => {
    const unheld = value((await day()).result, 'tokens.output');
    const tokens: number[] = [];
    for (const limit of ['2.2 kW', '2.6 kW', '3 kW', '3.4 kW', '5 kW']) {
      const { result } = await day(...limited(limit));
      tokens.push(value(result, 'tokens.output'));
      expect(value(result, 'tokens.output') + value(result, 'shortage.tokens.lost')).toBe(Math.max(...tokens, unheld));
    }
    expect(tokens).toEqual([...tokens].sort((a, b) => a - b));
    expect(tokens[0]!).toBeLessThan(0.5 * tokens.at(-1)!);
    expect(tokens[3]!).toBeGreaterThan(0.99 * tokens.at(-1)!);
  });

  test('halving the meeting interval moves no headline by more than its own noise', async () => {
    const [minute, half] = [await day(...limited('3.1 kW')), await day(...limited('3.1 kW'), 'power.interval=30 s')];
    for (const name of ['tokens.output', 'energy.it', 'power.site.mean', 'chat.ttft.p95', 'chat.tpot.p50'])
      expect(value(half.result, name) / value(minute.result, name), name).toBeCloseTo(1, 1.7);
  });
});
