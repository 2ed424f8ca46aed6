/** What every power source and store must do, wherever it takes its energy from. */
import { describe, expect, test } from 'vitest';
import { enforced } from '../../../src/kernel/component.js';
import { Calendar } from '../../../src/power/calendar.js';
import { constant } from '../../../src/power/signal.js';
import { isStore, makeSource, sourceField, sources } from '../../../src/power/sources/index.js';
import type { Source } from '../../../src/power/sources/source.js';
import type { Store } from '../../../src/power/storage/store.js';
import { here } from '../here.js';

const examples: Record<string, object> = {
  grid: { kind: 'grid', limit: '12 MW', carbon: '530 gCO2/kWh' },
  solar: { kind: 'solar', capacity: '10 MW' },
  wind: { kind: 'wind', capacity: '10 MW' },
  hydro: { kind: 'hydro', capacity: '10 MW', inflow: '6 MW', reservoir: '100 MWh' },
  gas: { kind: 'gas', power: '10 MW' },
  nuclear: { kind: 'nuclear', power: '10 MW' },
  genset: { kind: 'genset', power: '2 MW', units: 3 },
  ppa: { kind: 'ppa', contract: 'baseload', capacity: '10 MW', strike: '50 USD/MWh' },
  line: {
    kind: 'line',
    capacity: '20 MW',
    distance: 2000,
    source: { kind: 'hydro', capacity: '10 MW', inflow: '8 MW' },
  },
  battery: { kind: 'battery', power: '5 MW', energy: '20 MWh', policy: { kind: 'off' } },
};

const wired = (kind: string) => {
  const clock = { now: 0 };
  const made = makeSource(sourceField.parse(examples[kind]), {
    name: kind,
    now: () => clock.now,
    regionCarbon: 1e-7,
    calendar: new Calendar(0),
    series: new Map(),
    price: constant(2e-8),
    dollars: ({ amount }) => amount,
    ...here,
  });
  return { clock, made };
};

describe.each(sources)('$kind', ({ kind, doc }) => {
  test('has an example and a doc', () => {
    expect(examples[kind]).toBeDefined();
    expect(doc).toMatch(/\.$/);
  });
});

describe.each(sources.filter(({ kind }) => !isStore(wired(kind).made)))('source $kind', ({ kind }) => {
  const source = () => {
    const { clock, made } = wired(kind);
    return { clock, one: made as Source };
  };

  test('gives what is drawn, joule for joule, and nothing before', () => {
    const { clock, one } = source();
    const most = Math.min(2e6, one.available(0));
    clock.now = 100;
    one.set(most);
    clock.now = 160;
    one.set(most / 2);
    clock.now = 260;
    expect(one.joules()).toBeCloseTo(most * 60 + (most / 2) * 100, 3);
  });

  test('offers what lies between its least and its most, cheapest first', () => {
    const { one } = source();
    const bids = one.bids(0);
    expect(bids.reduce((sum, { watts }) => sum + watts, one.least(0))).toBeCloseTo(one.available(0), 3);
    expect([...bids].sort((a, b) => a.cost - b.cost)).toEqual(bids);
    expect(one.nextChange(0)).toBeGreaterThan(0);
  });

  test('records what is drawn above what it can give, and delivers it', () => {
    const { clock, one } = source();
    if (!one.isMetered) return;
    const limit = one.available(0);
    one.set(limit * 1.5);
    clock.now = 60;
    one.set(limit * 0.5);
    clock.now = 120;
    expect(one.joules()).toBeCloseTo(limit * 120, 3);
    expect(one.episodes()).toEqual([{ source: kind, from: 0, to: 60, joules: limit * 0.5 * 60, watts: limit * 0.5 }]);
  });
});

describe.each(sources.filter(({ kind }) => isStore(wired(kind).made)))('store $kind', ({ kind }) => {
  test('gives back what it took, less its losses, and never more than is inside', () => {
    const { clock, made } = wired(kind);
    const store = made as Store;
    const before = store.level();
    store.set(-store.acceptable(0));
    clock.now = 600;
    const taken = store.level() - before;
    expect(taken).toBeGreaterThan(0);
    store.set(store.available(clock.now));
    clock.now = 1200;
    expect(store.level()).toBeLessThan(before + taken);
    store.check(enforced(kind, clock.now));
  });
});
