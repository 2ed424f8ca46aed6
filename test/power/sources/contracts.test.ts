/** Connections, contracts, plants and lines, worked by hand. */
import { describe, expect, test } from 'vitest';
import { Calendar } from '../../../src/power/calendar.js';
import { constant, type Signal, series } from '../../../src/power/signal.js';
import { isStore, makeSource, sourceField, sourceIssues } from '../../../src/power/sources/index.js';
import { delivered, type LineSpec, marginalLoss, sentFor } from '../../../src/power/sources/line.js';
import type { Source } from '../../../src/power/sources/source.js';
import { here } from '../here.js';

const MW = 1e6;
const HOUR = 3600;
const perMwh = (price: number) => price / 3.6e9;

const rig = (value: object, price: Signal = constant(perMwh(50))) => {
  const clock = { now: 0 };
  const made = makeSource(sourceField.parse(value), {
    name: 'one',
    now: () => clock.now,
    regionCarbon: 0,
    calendar: new Calendar(Date.UTC(2025, 0, 1) / 1000),
    series: new Map(),
    price,
    dollars: ({ amount }) => amount,
    ...here,
  });
  if (isStore(made)) throw new Error('a source was asked for');
  return { clock, one: made as Source };
};

describe('a connection', () => {
  test('grows by dated tranches, and there is none before the first', () => {
    const { one } = rig({
      kind: 'grid',
      tranches: [
        { from: '2025-01-02', firm: '10 MW' },
        { from: '2025-03-01', firm: '20 MW', nonFirm: '5 MW' },
      ],
    });
    expect([0, 86_400, 59 * 86_400].map((time) => one.available(time))).toEqual([0, 10 * MW, 25 * MW]);
    expect(one.nextChange(0)).toBe(86_400);
  });

  test('is nothing in a listed outage, and does not bear a load then', () => {
    const { one } = rig({ kind: 'grid', limit: '10 MW', outageTimes: [{ start: '1 hour', duration: '30 minute' }] });
    expect([0, HOUR, 1.5 * HOUR].map((time) => one.available(time))).toEqual([10 * MW, 0, 10 * MW]);
    expect([one.bears(0), one.bears(HOUR)]).toEqual([true, false]);
  });

  test('rises no faster than its ramp', () => {
    const { clock, one } = rig({ kind: 'grid', limit: '10 MW', ramp: '1 MW' });
    one.set(2 * MW);
    clock.now = 90;
    expect(one.available(90)).toBeCloseTo(3.5 * MW, 3);
    expect(one.nextChange(90)).toBe(150);
  });

  test('a callable contract pays for being callable, shrinks the connection when called, and charges what is drawn against it', () => {
    const { clock, one } = rig({
      kind: 'grid',
      limit: '10 MW',
      contracts: [
        { depth: '4 MW', every: '100 hour', lasting: '2 hour', payment: '87.6 USD/kW/year', penalty: '1000 USD/MWh' },
      ],
    });
    const called = one.nextChange(0);
    expect(one.available(called)).toBe(6 * MW);
    clock.now = called;
    one.set(7 * MW);
    clock.now = called + 600;
    const lines = one.lines();
    const of = (label: string) => lines.find((line) => line.label === label)!;
    expect(of('Callable power').dollars).toBeCloseTo((-0.01 * 4000 * (called + 600)) / HOUR, 6);
    expect(of('Power drawn against a call').dollars).toBeCloseTo((1000 * 600) / HOUR, 6);
    expect(one.episodes()[0]).toMatchObject({ from: called, watts: MW });
  });
});

describe('a power purchase', () => {
  test('baseload is taken or paid, and its price is sunk', () => {
    const { clock, one } = rig({ kind: 'ppa', contract: 'baseload', capacity: '5 MW', strike: '40 USD/MWh' });
    expect(one.bids(0)).toEqual([{ watts: 5 * MW, cost: 0 }]);
    one.set(2 * MW);
    clock.now = HOUR;
    expect(one.lines()[0]!.quantity).toBeCloseTo(5000, 9);
    expect(one.lines()[0]!.dollars).toBeCloseTo(200, 9);
    expect(one.spilled()).toBe(3 * MW * HOUR);
  });

  test('where it can be sold on, the next kilowatt-hour costs what it would earn', () => {
    const resale = {
      kind: 'ppa',
      contract: 'baseload',
      capacity: '5 MW',
      strike: '40 USD/MWh',
      resale: true,
      fees: '5 USD/MWh',
    };
    const { clock, one } = rig(resale, series([perMwh(30), perMwh(100)], HOUR, { past: 'wrap' }));
    expect(one.bids(0)[0]!.cost).toBeCloseTo(perMwh(25), 15);
    expect(one.bids(HOUR)[0]!.cost).toBeCloseTo(perMwh(95), 15);
    one.set(2 * MW);
    clock.now = HOUR;
    one.set(2 * MW);
    clock.now = 2 * HOUR;
    const dollars = one.lines().reduce((sum, line) => sum + line.dollars, 0);
    expect(dollars).toBeCloseTo(10 * 40 - 3 * 25 - 3 * 95, 6);
  });

  test('a virtual one delivers nothing, changes no price, and settles strike less spot on what its plant gives', () => {
    const value = {
      kind: 'ppa',
      contract: 'virtual',
      capacity: '10 MW',
      strike: '40 USD/MWh',
      plant: { kind: 'wind', capacity: '1 MW' },
    };
    const { clock, one } = rig(value, constant(perMwh(60)));
    expect(one.available(0)).toBe(0);
    one.set(0);
    clock.now = 24 * HOUR;
    const [line] = one.lines();
    expect(line!.quantity).toBeGreaterThan(0);
    expect(line!.dollars).toBeCloseTo((line!.quantity / 1000) * (40 - 60), 3);
  });

  test('baseload takes no plant, and the others want one', () => {
    const wrong = (value: object) => sourceIssues([sourceField.parse(value)], true).map(({ path }) => path);
    const base = { kind: 'ppa', capacity: '1 MW', strike: '40 USD/MWh' };
    expect(wrong({ ...base, contract: 'sleeved' })).toEqual([[0, 'plant']]);
    expect(wrong({ ...base, contract: 'baseload', plant: { kind: 'wind', capacity: '1 MW' } })).toEqual([[0, 'plant']]);
  });
});

describe('what does not fit together', () => {
  const issues = (values: object[], isHeldBack = false) =>
    sourceIssues(
      values.map((value) => sourceField.parse(value)),
      isHeldBack,
    ).map(({ path, expected }) => [path.join('.'), expected]);

  test('a battery smaller than five minutes of its power', () => {
    expect(issues([{ kind: 'grid' }, { kind: 'battery', power: '12 MW', energy: '100 kWh' }])).toEqual([
      ['1.energy', 'at least 1000 kWh: five minutes at its power; a smaller store is a capacitor'],
    ]);
  });

  test('a limit beside tranches, tranches out of order, contracts without a limit', () => {
    const tranches = [
      { from: '2025-03-01', firm: '10 MW' },
      { from: '2025-01-01', firm: '20 MW' },
    ];
    const contracts = [{ depth: '1 MW', every: '100 hour' }];
    expect(issues([{ kind: 'grid', limit: '5 MW', tranches }]).map(([path]) => path)).toEqual([
      '0.limit',
      '0.tranches.1.from',
    ]);
    expect(issues([{ kind: 'grid', contracts }]).map(([path]) => path)).toEqual(['0.limit']);
  });

  test('a site that may go dark says what its chips do then', () => {
    const outages = { every: '1000 hour', lasting: '2 hour' };
    expect(issues([{ kind: 'grid', outages }])[0]![1]).toMatch(/power.shortage/);
    expect(issues([{ kind: 'solar', capacity: '10 MW' }])).toHaveLength(1);
    expect(issues([{ kind: 'grid', outages }], true)).toEqual([]);
  });
});

describe('plants at the site', () => {
  test('gas is committed where four hours of prices pay for the start, rises along its ramp, and stands down when they would lose', () => {
    const prices = [20, 20, 90, 90, 90, 90, 10, 10, 10, 10, 10, 10].map(perMwh);
    const { clock, one } = rig({ kind: 'gas', power: '10 MW', ramp: 0.05 }, series(prices, HOUR, { past: 'wrap' }));
    one.bids(0);
    expect(one.available(0)).toBe(0);
    clock.now = HOUR;
    one.bids(clock.now); // 20 + 3 · 90 against 4 · 40
    one.set(0);
    clock.now = HOUR + 120;
    expect(one.available(clock.now)).toBeCloseTo(MW, 3);
    clock.now = 6 * HOUR;
    one.bids(clock.now);
    expect(one.available(clock.now)).toBe(0);
  });

  test('a reactor runs at all hours but those of its stops', () => {
    const { one } = rig({
      kind: 'nuclear',
      power: '100 MW',
      breaks: { every: '1e6 hour', lasting: '1 hour' },
      repairs: [{ start: '10 hour', duration: '5 hour' }],
    });
    expect([0, 12 * HOUR].map((time) => one.available(time))).toEqual([100 * MW, 0]);
    expect(one.least(0)).toBe(50 * MW);
    expect(one.nextChange(0)).toBe(10 * HOUR);
  });
});

describe('a long line', () => {
  const spec: LineSpec = { capacity: 100 * MW, standing: 0, linear: 0, square: 0.08, fee: 0 };

  test('of pure resistance loses at the margin twice what it loses on average', () => {
    const sent = 60 * MW;
    const average = 1 - delivered(sent, spec) / sent;
    expect(marginalLoss(sent, spec)).toBeCloseTo(2 * average, 12);
  });

  test('sends what it takes to deliver what is wanted', () => {
    for (const wanted of [1, 30, 80].map((megawatts) => megawatts * MW)) {
      const hvdc = { ...spec, linear: 0.014, square: 0.07 };
      expect(delivered(sentFor(wanted, hvdc), hvdc)).toBeCloseTo(wanted, 0);
    }
  });

  test('of 2,000 km loses 8.4% at full load, as HVDC does', () => {
    expect(1 - delivered(100 * MW, { ...spec, linear: 0.014, square: 0.07 }) / (100 * MW)).toBeCloseTo(0.084, 12);
  });
});
