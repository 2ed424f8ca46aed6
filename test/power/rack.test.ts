import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../src/kernel/kernel.js';
import { calendarFrom } from '../../src/power/calendar.js';
import { makeSite, powerFields } from '../../src/power/plan.js';
import { rackCosts } from '../../src/power/rack.js';
import type { SiteReport } from '../../src/power/site.js';
import { fact } from '../../src/schema/fact.js';
import { here } from './here.js';

const HOUR = 3600;
const QUARTER = 900;
const PER_KWH = 3.6e6;
const context = {
  name: 'site',
  calendar: calendarFrom('2025-03-01T00:00', 0)!,
  zone: 0,
  series: new Map(),
  ...here,
  dollars: ({ amount }: { amount: number }) => amount,
  provisioned: 10e6,
  region: {
    powerPrice: fact(0.05 / PER_KWH, 'a test', 'estimate'),
    pue: fact(1.15, 'a test', 'estimate'),
    carbon: fact(1.5e-7, 'a test', 'estimate'),
  },
};

/** A site run through mean IT powers [W], one per quarter of an hour, which is three meetings of chips and meters. */
const ran = (values: object, loads: readonly number[]): SiteReport => {
  const kernel = new Kernel();
  const site = makeSite(kernel, powerFields.parse({ interval: '5 minute', ...values }), context);
  site.start();
  for (const [index, watts] of loads.entries()) {
    site.settle(watts);
    kernel.run((index + 1) * QUARTER);
  }
  return site.report();
};

const tariff = (...more: object[]) => [{ kind: 'flat', price: '0.10 USD/kWh' }, ...more];
const demand = { kind: 'demand', price: '15 USD/(kW month)' };
const month = (watts: (at: number) => number) => Array.from({ length: 31 * 96 }, (_, at) => watts(at));
const load = fc.array(fc.integer({ min: 1e6, max: 9e6 }), { minLength: 2, maxLength: 96 });

/** What the bill grows by [USD] for one more joule of chips in one quarter. */
const difference = (values: object, loads: readonly number[], at: number, joules: number): number =>
  (ran(
    values,
    loads.map((watts, row) => watts + (row === at ? joules / QUARTER : 0)),
  ).dollars -
    ran(values, loads).dollars) /
  joules;

test('the peak prices of a month, times how long they last, sum to what a kilowatt of demand costs', () => {
  const { bill, intervals } = ran(
    { tariff: tariff(demand) },
    month((at) => 5e6 + 3e6 * Math.sin(at / 15)),
  );
  const line = bill.find(({ group }) => group === 'demand')!;
  const whole = line.peaks!.reduce((sum, { from, to, price }) => sum + price * (to - from), 0);
  expect(whole).toBeCloseTo(15 / 1000, 12);
  expect(line.peaks!.length).toBeGreaterThan(1);
  const spread = rackCosts(intervals, bill).reduce((sum, { peak }) => sum + (peak * QUARTER) / 3, 0);
  expect(spread / intervals[0]!.marginal).toBeCloseTo(15 / 1000, 12);
});

test('a lone peak bears all of the demand charge, as a finite difference of the bill has it', () => {
  fc.assert(
    fc.property(load, fc.nat(95), (loads, pick) => {
      const at = pick % loads.length;
      const peaked = loads.map((watts, row) => (row === at ? 9.5e6 : watts));
      const values = { tariff: tariff(demand, { kind: 'tax', rate: '10%' }) };
      const { intervals, bill } = ran(values, peaked);
      const { energy, peak } = rackCosts(intervals, bill)[3 * at]!;
      expect(difference(values, peaked, at, 1e5) / (energy + peak)).toBeCloseTo(1, 6);
      expect(peak).toBeGreaterThan(0);
    }),
    { numRuns: 20 },
  );
});

test('away from the peak, one more joule costs its energy and the tax on it', () => {
  const values = { tariff: tariff(demand, { kind: 'tax', rate: '10%' }) };
  const loads = [4e6, 9e6, 5e6];
  const { intervals, bill } = ran(values, loads);
  const costs = rackCosts(intervals, bill);
  expect(costs[0]!.peak).toBe(0);
  expect(costs[0]!.energy).toBeCloseTo((1.09 * 0.11) / PER_KWH, 12);
  expect(difference(values, loads, 0, 1e5) / costs[0]!.energy).toBeCloseTo(1, 6);
});

test('a ratchet that holds makes the peak of this month cost nothing', () => {
  const { intervals, bill } = ran(
    { tariff: tariff({ ...demand, ratchet: { share: '90%', months: 11, before: '12 MW' } }) },
    [4e6, 6e6],
  );
  expect(rackCosts(intervals, bill).every(({ peak }) => peak === 0)).toBe(true);
});

test('five coincident hours bear the price of capacity: 24,029 USD/MWh at 329.17 USD/MW-day', () => {
  const { intervals, bill } = ran(
    { tariff: tariff({ kind: 'coincident-peak', price: '120147.05 USD/(MW year)', hours: ['2025-03-01T01:00'] }) },
    Array.from({ length: 12 }, () => 5e6),
  );
  const peaks = rackCosts(intervals, bill).map(({ peak }, at) => (peak / intervals[at]!.marginal) * 1e6 * HOUR);
  expect(peaks.slice(0, 12).every((one) => one === 0)).toBe(true);
  for (const one of peaks.slice(12, 24)) expect(one).toBeCloseTo(24_029.41, 1);
  expect(peaks.slice(24).every((one) => one === 0)).toBe(true);
});

test('what comes from a plant of one’s own pays no tax and no peak; a load that nobody can serve has no price', () => {
  const own = ran(
    {
      sources: [
        { kind: 'genset', power: '12 MW' },
        { kind: 'grid', limit: '0.5 MW', outageTimes: [{ start: '0 hour', duration: '24 hour' }] },
      ],
      tariff: tariff(demand, { kind: 'tax', rate: '10%' }),
    },
    [4e6, 4e6, 4e6],
  );
  const last = own.intervals.length - 1;
  expect(own.intervals[last]!.next.unit).toBe('genset');
  expect(rackCosts(own.intervals, own.bill)[last]!.peak).toBe(0);
  const short = ran({ sources: [{ kind: 'grid', limit: '2 MW' }], tariff: tariff() }, [4e6]);
  expect(short.intervals[0]!.next.unit).toBe('scarcity');
  expect(rackCosts(short.intervals, short.bill)[0]!.energy).toBe(Number.POSITIVE_INFINITY);
});

test('certificates of a virtual contract stand against the meter, and never take off more than it read', () => {
  const contract = (capacity: string) => ({
    sources: [
      { kind: 'grid' },
      {
        kind: 'ppa',
        contract: 'virtual',
        capacity,
        plant: { kind: 'solar', capacity },
        strike: '30 USD/MWh',
      },
    ],
    tariff: tariff(),
  });
  const loads = Array.from({ length: 96 }, () => 5e6);
  const none = ran({ tariff: tariff() }, loads);
  const some = ran(contract('5 MW'), loads);
  const more = ran(contract('500 MW'), loads);
  expect(none.contractualKilograms).toBe(none.kilograms);
  expect(some.contractualKilograms).toBeLessThan(some.kilograms);
  expect(some.contractualKilograms).toBeGreaterThan(0);
  expect(more.contractualKilograms).toBeCloseTo(0, 6);
});
