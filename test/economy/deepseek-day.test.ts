/** DeepSeek's published production day (deepseek-ai/open-infra-index, day 6, CC0) through the ledger: nodes, cost, split and margin from volumes and rates. */
import { describe, expect, test } from 'vitest';
import { costByType, type PoolCost } from '../../src/economy/cost.js';
import { Ledger } from '../../src/economy/ledger.js';

const published = {
  nodes: 226.75,
  acceleratorsPerNode: 8,
  rentPerHour: 2,
  inputTokens: 608e9,
  cachedTokens: 342e9,
  outputTokens: 168e9,
  /** Tokens a second and node; hits of the cache count as input. */
  inputRate: 73_700,
  outputRate: 14_800,
  /** List prices [USD per token]: input from the cache, other input, output. */
  prices: { cached: 0.14e-6, input: 0.55e-6, output: 2.19e-6 },
  revenue: 562_027,
} as const;

const HOURS = 24;
const nodeHours = {
  reading: published.inputTokens / published.inputRate / 3600,
  writing: published.outputTokens / published.outputRate / 3600,
};

/** The day's book: hours of nodes by what they did, at the rent of those that were occupied. */
const book = () => {
  const ledger = new Ledger();
  const rent = ledger.account('capacity/rent', 'USD');
  const tokens = { read: ledger.account('tokens/read', 'token'), written: ledger.account('tokens/written', 'token') };
  for (let hour = 0; hour < HOURS; hour++) {
    rent.post(hour, published.nodes * published.acceleratorsPerNode * published.rentPerHour);
    tokens.read.post(hour, published.inputTokens / HOURS);
    tokens.written.post(hour, published.outputTokens / HOURS);
  }
  const phase = (hours: number) => ({ seconds: hours * 3600, electricity: 0 });
  const occupied = published.nodes * HOURS;
  const pool: PoolCost = {
    decode: phase(nodeHours.writing),
    prefill: phase(nodeHours.reading),
    idle: phase(Math.max(0, occupied - nodeHours.reading - nodeHours.writing)),
    capacity: ledger.balance('capacity/rent'),
  };
  const byType = costByType('marketRental', [pool], 0, {
    output: ledger.balance('tokens/written'),
    input: ledger.balance('tokens/read'),
  });
  return { ledger, byType };
};

describe('DeepSeek’s production day', () => {
  const { ledger, byType } = book();

  test('needs the nodes it occupied, within 2%', () => {
    const needed = nodeHours.reading + nodeHours.writing;
    expect(needed).toBeCloseTo(5444.7, 0);
    expect(Math.abs(needed / (published.nodes * HOURS) - 1)).toBeLessThanOrEqual(0.02);
  });

  test('costs 87,072 USD within 2%, and the parts by token type add up to it', () => {
    const whole = byType.input.dollars + byType.output.dollars + byType.common;
    expect(Math.abs(whole / 87_072 - 1)).toBeLessThanOrEqual(0.02);
    expect(whole / ledger.total('USD')).toBeCloseTo(1, 12);
  });

  test('splits 42.1 to 57.9 between reading and writing, within 3 points', () => {
    const caused = byType.input.dollars + byType.output.dollars;
    expect(Math.abs(byType.input.dollars / caused - 0.421)).toBeLessThanOrEqual(0.03);
    expect(Math.abs(byType.output.dollars / caused - 0.579)).toBeLessThanOrEqual(0.03);
  });

  test('costs 0.060 USD a million input tokens, 0.138 a million that missed the cache, 0.300 a million output tokens', () => {
    expect(byType.input.perToken! * 1e6).toBeCloseTo(0.06, 3);
    const missed = published.inputTokens - published.cachedTokens;
    expect((byType.input.dollars / missed) * 1e6).toBeCloseTo(0.138, 3);
    expect(byType.output.perToken! * 1e6).toBeCloseTo(0.3, 3);
  });

  test('earns 545% on its cost at list prices, within 10 points', () => {
    const { prices, cachedTokens, inputTokens, outputTokens } = published;
    const revenue =
      cachedTokens * prices.cached + (inputTokens - cachedTokens) * prices.input + outputTokens * prices.output;
    expect(Math.abs(revenue / published.revenue - 1)).toBeLessThanOrEqual(0.001);
    const cost = ledger.total('USD');
    expect(Math.abs((100 * (revenue - cost)) / cost - 545)).toBeLessThanOrEqual(10);
  });
});
