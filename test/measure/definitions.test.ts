import { describe, expect, test } from 'vitest';
import { BOUNDARIES, define, type Ingredient, TEMPLATES, tierOf } from '../../src/measure/definitions.js';
import { publish } from '../../src/measure/publish.js';
import type { Tier } from '../../src/schema/fact.js';

const tiers: Record<Ingredient, Tier> = {
  demand: 'measured',
  speed: 'same-generation',
  draw: 'data-sheet',
  facility: 'measured',
  tariff: 'data-sheet',
  capital: 'estimate',
  carbon: 'estimate',
};

const filledIn = (name: string): string =>
  name
    .replace('<boundary>', 'fullTco')
    .replace('<percent>', '95')
    .replace('<unit>', 'curtailed-solar')
    .replace('<stream>', 'chat')
    .replace('<pool>', 'h20-west');

describe('define', () => {
  test.each([
    ['tokens.output', 'token'],
    ['tokens.prompt', 'token'],
    ['requests.finished', 'request'],
    ['chat.ttft.p50', 's'],
    ['coding.tpot.p99', 's'],
    ['chat.e2e.p99.9', 's'],
    ['chat.e2e.mean', 's'],
    ['cost.fullTco.perOutputToken', 'USD/token'],
    ['electricity.share.operatorCash', '1'],
    ['energy.perOutputToken', 'J/token'],
    ['pue.average', '1'],
    ['pue.marginal', '1'],
    ['power.it.mean', 'W'],
    ['power.site.peak', 'W'],
    ['carbon.total', 'kg'],
    ['marginal.perOutputToken', 'USD/token'],
    ['utilisation', '1'],
    ['goodput', '1'],
    ['chat.goodput', '1'],
    ['pool.h20-west.busy', '1'],
  ])('%s is in %s', (name, unit) => {
    expect(define(name)?.unit).toBe(unit);
  });

  test.each([
    'tokens.outptu',
    'cost.everything.perOutputToken',
    'chat.ttft.p',
    'chat.ttft.p500',
    'a.b.ttft.p50',
    '',
    'pool..busy',
  ])('does not know %j', (name) => {
    expect(define(name)).toBeNull();
  });

  test.each(TEMPLATES.map(({ name }) => name))(
    '%s is a sentence with a formula, filled in, and no other template takes its names',
    (name) => {
      const found = define(filledIn(name))!;
      expect(found.definition).toMatch(/^[A-Z].*\.$/);
      expect(found.definition + found.formula).not.toContain('<');
      expect(found.formula.length).toBeGreaterThan(3);
      expect(define(name)?.unit).toBe(found.unit);
      expect(found.ingredients).toEqual(TEMPLATES.find((one) => one.name === name)!.ingredients);
      expect(TEMPLATES.filter((one) => one.name === name)).toHaveLength(1);
    },
  );

  test('every cost boundary is spelled out', () => {
    for (const [code, meaning] of Object.entries(BOUNDARIES)) {
      expect(define(`cost.${code}.total`)!.definition).toContain(meaning);
      expect(define(`cost.${code}.perOutputToken`)!.formula).toBe(`cost.${code}.total / tokens.output`);
    }
  });

  test('a percentile says which one', () => {
    expect(define('chat.ttft.p95')!.definition).toMatchInlineSnapshot(
      `"Time of stream chat from the arrival of a request to its first token, that 95% of its requests do not exceed."`,
    );
  });
});

describe('tiers and publishing', () => {
  test('a measure is as well known as the weakest thing it rests on', () => {
    expect(tierOf(define('chat.ttft.p95')!.ingredients, tiers)).toBe('same-generation');
    expect(tierOf(define('energy.perOutputToken')!.ingredients, tiers)).toBe('data-sheet');
    expect(tierOf(define('cost.fullTco.perOutputToken')!.ingredients, tiers)).toBe('estimate');
    expect(tierOf(define('energy.closure')!.ingredients, tiers)).toBe('measured');
  });

  test('a published measure carries unit, interval, definition and tier', () => {
    expect(publish('tokens.output', { value: 5, interval: [4, 6] }, tiers)).toEqual({
      name: 'tokens.output',
      value: 5,
      unit: 'token',
      interval: [4, 6],
      definition:
        'Tokens written over the measured time, by all pools. Formula: Σ pools N/K · Σ simulated replicas outputTokens.',
      tier: 'same-generation',
    });
  });

  test('what does not exist, or is no number, is null with its reason', () => {
    const absent = publish('chat.ttft.p95', null, tiers, 'The queue grew without bound.');
    expect(absent).toMatchObject({ value: null, interval: null, why: 'The queue grew without bound.' });
    expect(publish('pue.average', Number.NaN, tiers).value).toBeNull();
  });

  test('a name nobody defined is refused', () => {
    expect(() => publish('tokens.outptu', 1, tiers)).toThrow('no measure is defined as tokens.outptu');
  });
});
