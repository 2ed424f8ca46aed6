import { describe, expect, test } from 'vitest';
import { powerFacts } from '../../src/power/facts.js';
import { powerFields, powerIssues } from '../../src/power/plan.js';
import { fact } from '../../src/schema/fact.js';

const region = {
  powerPrice: fact(0.035 / 3.6e6, 'press', 'data-sheet'),
  pue: fact(1.15, 'hubs', 'data-sheet'),
  carbon: fact(0.5366 / 3.6e6, 'ministry', 'data-sheet'),
};

describe('a power block', () => {
  test('may be empty: a grid connection, the region’s price, meetings once a minute', () => {
    expect(powerFields.parse({})).toMatchObject({ sources: [{ kind: 'grid' }], interval: 60 });
    expect(powerIssues(powerFields.parse({}), region)).toEqual([]);
  });

  test('refuses unknown keys and units of another kind', () => {
    expect(powerFields.safeParse({ tarif: 'texas-flat' }).success).toBe(false);
    expect(powerFields.safeParse({ sources: [{ kind: 'grid', limit: '5 MWh' }] }).success).toBe(false);
    expect(powerFields.safeParse({ sources: [{ kind: 'grid', limit: '0 MW' }] }).success).toBe(false);
  });

  test('locates a marginal PUE above the region’s average', () => {
    const values = powerFields.parse({ facility: { marginalPue: 1.4 } });
    expect(powerIssues(values, region).map(({ path }) => path.join('.'))).toEqual(['facility.marginalPue']);
  });

  test('says where its figures come from', () => {
    const facts = powerFacts(powerFields.parse({ tariff: 'ningxia-time-of-use', facility: { pue: 1.1 } }), region);
    expect(facts.map(({ path, value, tier }) => [path, value, tier])).toEqual([
      ['power.tariff', expect.stringContaining('0.36 CNY/kWh'), 'estimate'],
      ['power.facility.pue', '1.1', 'estimate'],
      ['power.facility.marginalPue', '1.060', 'estimate'],
      ['power.sources[0].carbon', '537 g/kWh', 'data-sheet'],
    ]);
    expect(powerFacts(powerFields.parse({}), region)[0]).toMatchObject({
      value: '0.035 USD/kWh at all hours',
      source: 'press',
    });
  });
});
