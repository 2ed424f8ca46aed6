import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import { dissected, house } from '../laws/house.js';
import { brokenLaws } from '../laws/lawful.js';

const paper = (...sets: readonly string[]) => {
  const { scenario, traces } = house(...sets);
  return blueprintOf(scenario, traces);
};

describe('a share of capacity', () => {
  test('is that share of what the pools can serve', () => {
    const { rates, pools } = paper('demand.chat.rate=60% of capacity');
    expect(rates[0]! / pools[0]!.capacity).toBeCloseTo(0.6, 12);
  });

  test('is divided by weights as the mix of requests, and the load is still that share', () => {
    const two = (weight: number) =>
      `{model: llama-3.1-8b, rate: 60% of capacity, weight: ${weight}, lengths: azure-code-2023`;
    const { rates, pools } = paper(`demand=[${two(3)}, name: a}, ${two(1)}, name: b}]`);
    expect(rates[0]! / rates[1]!).toBeCloseTo(3, 12);
    expect(pools[0]!.rate / pools[0]!.capacity).toBeCloseTo(0.6, 12);
  });
});

describe('two pools of one model', () => {
  const TWO =
    'fleet=[{name: a, chip: h20, model: llama-3.1-8b, replicas: 4}, {name: b, chip: h200, model: llama-3.1-8b, replicas: 2}]';

  test('share its requests by what they can serve', () => {
    const [a, b] = paper(TWO).pools;
    expect(a!.share + b!.share).toBeCloseTo(1, 12);
    expect(a!.share / b!.share).toBeCloseTo(a!.capacity / b!.capacity, 12);
    expect([a!.shareFrom, b!.shareFrom]).toEqual([0, a!.share]);
  });

  test('of which one cannot run send everything to the other, and say why', () => {
    const [a, b] = paper(TWO, 'fleet[0].layout={tensor: 3}').pools;
    expect([a!.share, a!.groups, b!.share]).toEqual([0, [], 1]);
    expect(a!.trouble).toMatch(/cannot share evenly/);
  });
});

describe('requests that the pool was not made for', () => {
  test('a prompt far beyond the token budget of a step is still served, in many steps', async () => {
    const sets = [
      'fleet.pool.scheduler.tokenBudget=64',
      'demand.chat.lengths={kind: separate, prompt: 4000, output: 10}',
      'demand.chat.rate=50% of capacity',
    ];
    const { blueprint, pieces, result } = await dissected(house(...sets));
    expect(blueprint.pools[0]!.capacity).toBeGreaterThan(0);
    expect(result.streams[0]!.outputTokens).toBeGreaterThan(0);
    expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
  });

  test('where none fits the context, all are refused, and the chips idle', async () => {
    const { blueprint, pieces, result } = await dissected(
      house('demand.chat.lengths={kind: separate, prompt: 200000, output: 10}'),
    );
    expect(blueprint.pools[0]!.share).toBe(1);
    expect(result.streams[0]).toMatchObject({ outputTokens: 0, promptTokens: 0 });
    expect(result.streams[0]!.refused).toBeGreaterThan(1000);
    expect(result.chain.joules.idle).toBeGreaterThan(0);
    expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
  });
});
