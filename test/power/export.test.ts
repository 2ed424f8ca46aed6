/** Surplus leaves the site for what the tariff pays: metered, credited, priced at the rack, and never beside an import. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enforced } from '../../src/kernel/component.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { calendarFrom } from '../../src/power/calendar.js';
import { makeSite, powerFields, powerIssues } from '../../src/power/plan.js';
import { rackCosts } from '../../src/power/rack.js';
import type { SiteReport } from '../../src/power/site.js';
import { fact } from '../../src/schema/fact.js';
import { here } from './here.js';

const QUARTER = 900;
const PER_MWH = 3.6e9;
const region = {
  powerPrice: fact(0.05 / 3.6e6, 'a test', 'estimate'),
  pue: fact(1.15, 'a test', 'estimate'),
  carbon: fact(1.5e-7, 'a test', 'estimate'),
};
const context = {
  name: 'site',
  calendar: calendarFrom('2025-06-01T00:00', 0)!,
  zone: 0,
  series: new Map(),
  ...here,
  dollars: ({ amount }: { amount: number }) => amount,
  provisioned: 10e6,
  region,
};

/** A site run through mean IT powers [W], one a quarter of an hour, its laws held at the end. */
const ran = (values: object, loads: readonly number[]): SiteReport => {
  const kernel = new Kernel();
  const site = makeSite(kernel, powerFields.parse({ interval: '5 minute', ...values }), context);
  site.start();
  for (const [index, watts] of loads.entries()) {
    site.settle(watts);
    kernel.run((index + 1) * QUARTER);
  }
  const report = site.report();
  site.check(enforced('site', kernel.now));
  return report;
};

const sunny = (grid: object, more: object[] = [], price = '20 USD/MWh') => ({
  sources: [
    { kind: 'solar', capacity: '30 MW' },
    { kind: 'grid', ...grid },
  ],
  tariff: [{ kind: 'flat', price: '0.10 USD/kWh' }, { kind: 'export', price }, ...more],
});
const day = (watts: number) => Array.from({ length: 96 }, () => watts);

const sold = ({ bill }: SiteReport) => bill.filter(({ group }) => group === 'export');

describe('export', () => {
  test('none without a limit: the same bill and the same spilled sun as ever', () => {
    const { balance, bill, sources } = ran(sunny({}), day(4e6));
    expect(balance.exported).toBe(0);
    expect(sources[0]!.spilled).toBeGreaterThan(0);
    expect(sold({ bill } as SiteReport).every(({ dollars }) => dollars === 0)).toBe(true);
  });

  test('what was spilled within the limit is sold, credited at the price, and the limit binds', () => {
    const without = ran(sunny({}), day(4e6));
    const wide = ran(sunny({ exportLimit: '100 MW' }), day(4e6));
    expect(wide.balance.exported / without.sources[0]!.spilled).toBeCloseTo(1, 9);
    expect(wide.sources[0]!.spilled).toBe(0);
    expect(without.dollars - wide.dollars).toBeCloseTo((wide.balance.exported * 20) / PER_MWH, 6);
    expect(sold(wide).reduce((sum, { quantity }) => sum + quantity, 0) * 3.6e6).toBeCloseTo(wide.balance.exported, 0);
    const narrow = ran(sunny({ exportLimit: '5 MW' }), day(4e6));
    expect(Math.max(...narrow.intervals.map(({ balance, from, to }) => balance.exported / (to - from)))).toBeCloseTo(
      5e6,
      3,
    );
    expect(narrow.balance.exported + narrow.sources[0]!.spilled).toBeCloseTo(without.sources[0]!.spilled, -3);
  });

  test('energy is conserved and credited to 1e-9 whatever the load, the limit and the price', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10e6 }), { minLength: 30, maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: -20, max: 150 }),
        fc.boolean(),
        (loads, limit, price, hasBattery) => {
          const values = sunny({ exportLimit: `${limit} MW` }, [], `${price} USD/MWh`);
          const battery = { kind: 'battery', power: '5 MW', energy: '10 MWh', policy: { kind: 'self-consumption' } };
          const { balance, intervals } = ran(
            { ...values, sources: [...values.sources, ...(hasBattery ? [battery] : [])] },
            loads,
          );
          const { given, discharged, unserved, it, losses, charged, exported, dumped } = balance;
          const brought = given + discharged + unserved;
          expect((it + losses + charged + exported + dumped) / brought).toBeCloseTo(1, 9);
          if (price <= 0) expect(exported).toBe(0);
          for (const { next } of intervals) expect(next.unit === 'forgone export' && price <= 0).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('while power is sold, the next joule at the rack costs the export it forgoes, taxes included, as a finite difference has it', () => {
    const values = sunny({ exportLimit: '40 MW' }, [
      { kind: 'demand', price: '15 USD/(kW month)' },
      { kind: 'tax', rate: '10%' },
    ]);
    const loads = day(4e6);
    const { intervals, bill } = ran(values, loads);
    const exports = intervals.map(({ balance }) => balance.exported);
    const at = Math.floor(exports.indexOf(Math.max(...exports)) / 3);
    expect(intervals[3 * at]!.next.unit).toBe('forgone export');
    const { energy, peak } = rackCosts(intervals, bill)[3 * at]!;
    expect(peak).toBe(0);
    const more = loads.map((watts, row) => (row === at ? watts + 1e5 / QUARTER : watts));
    const difference = (ran(values, more).dollars - ran(values, loads).dollars) / 1e5;
    expect(difference / energy).toBeCloseTo(1, 5);
    expect(energy / intervals[3 * at]!.marginal).toBeCloseTo((1.1 * 20) / PER_MWH, 15);
  });

  test('an outage of the grid closes the way out, and a price below zero keeps the sun at home', () => {
    const outage = { outageTimes: [{ start: '9 hour', duration: '6 hour' }] };
    const { intervals } = ran({ ...sunny({ exportLimit: '40 MW', ...outage }), shortage: {} }, day(1e6));
    const within = intervals.filter(({ from, to }) => from >= 9 * 3600 && to <= 15 * 3600);
    expect(within.length).toBeGreaterThan(0);
    expect(within.every(({ balance }) => balance.exported === 0)).toBe(true);
    expect(intervals.some(({ balance }) => balance.exported > 0)).toBe(true);
    expect(ran(sunny({ exportLimit: '40 MW' }, [], '-5 USD/MWh'), day(1e6)).balance.exported).toBe(0);
  });

  test('nothing is sold beside an import: a meter runs one way at a time', () => {
    const values = sunny({ exportLimit: '40 MW' });
    const cheap = [{ kind: 'flat', price: '-10 USD/MWh' }, values.tariff[1]];
    const { balance, intervals } = ran({ ...values, tariff: cheap }, day(4e6));
    expect(balance.imported).toBeGreaterThan(0);
    for (const { balance: one } of intervals) expect(one.imported > 0 && one.exported > 0).toBe(false);
  });

  test('a limit that nobody pays for and a second way out are refused, each where it stands', () => {
    const issues = (values: object) => powerIssues(powerFields.parse(values), region).map(({ path }) => path.join('.'));
    const grid = { kind: 'grid', exportLimit: '5 MW' };
    const tariff = [{ kind: 'export', price: '20 USD/MWh' }];
    expect(issues({ sources: [grid] })).toEqual(['sources.0.exportLimit']);
    expect(issues({ sources: [grid, grid], tariff: 'texas-flat' })).toEqual([
      'sources.0.exportLimit',
      'sources.1.exportLimit',
      'sources.1.exportLimit',
    ]);
    expect(issues({ sources: [grid, { kind: 'grid' }], tariff })).toEqual([]);
    expect(powerFields.safeParse({ sources: [{ kind: 'grid', exportLimit: '0 MW' }] }).success).toBe(false);
  });
});
