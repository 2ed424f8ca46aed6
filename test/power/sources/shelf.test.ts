/** What every power source must do, wherever it takes its energy from. */
import { describe, expect, test } from 'vitest';
import { Calendar } from '../../../src/power/calendar.js';
import { makeSource, sourceField, sources } from '../../../src/power/sources/index.js';

const examples: Record<string, object> = {
  grid: { kind: 'grid', limit: '12 MW', carbon: '530 gCO2/kWh' },
};

describe.each(sources)('source $kind', ({ kind, doc }) => {
  let now = 0;
  const source = () => {
    now = 0;
    return makeSource(sourceField.parse(examples[kind]), {
      name: kind,
      now: () => now,
      regionCarbon: 1e-7,
      calendar: new Calendar(0),
      series: new Map(),
    });
  };

  test('has a doc', () => {
    expect(examples[kind]).toBeDefined();
    expect(doc).toMatch(/\.$/);
  });

  test('gives what is drawn, joule for joule, and nothing before', () => {
    const one = source();
    now = 100;
    one.set(2e6);
    now = 160;
    one.set(1e6);
    now = 260;
    expect(one.joules()).toBe(2e6 * 60 + 1e6 * 100);
  });

  test('records what is drawn above what it can give, and delivers it', () => {
    const one = source();
    const limit = one.available(0);
    one.set(limit * 1.5);
    now = 60;
    one.set(limit * 0.5);
    now = 120;
    expect(one.joules()).toBeCloseTo(limit * 120, 3);
    expect(one.episodes()).toEqual([{ source: kind, from: 0, to: 60, joules: limit * 0.5 * 60, watts: limit * 0.5 }]);
  });
});
