import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enforced, LawBroken } from '../../src/kernel/component.js';
import { Kernel } from '../../src/kernel/kernel.js';
import { calendarFrom } from '../../src/power/calendar.js';
import { LinearFacility } from '../../src/power/facility.js';
import { makeSite, powerFields } from '../../src/power/plan.js';
import { constant } from '../../src/power/signal.js';
import { Site } from '../../src/power/site.js';
import { GridFeed } from '../../src/power/sources/grid.js';
import { flat } from '../../src/power/tariffs/flat.js';
import type { TariffPart } from '../../src/power/tariffs/part.js';
import { Tariff } from '../../src/power/tariffs/tariff.js';
import { fact } from '../../src/schema/fact.js';
import { connection, here } from './here.js';

const HOUR = 3600;
const context = {
  name: 'site',
  calendar: calendarFrom('2025-03-12T00:00', 8 * HOUR)!,
  zone: 8 * HOUR,
  series: new Map(),
  ...here,
  dollars: ({ amount, currency }: { amount: number; currency: string }) => amount / (currency === 'CNY' ? 7.15 : 1),
  provisioned: 10e6,
  region: {
    powerPrice: fact(0.05 / 3.6e6, 'a test', 'estimate'),
    pue: fact(1.15, 'a test', 'estimate'),
    carbon: fact(1.5e-7, 'a test', 'estimate'),
  },
};

const siteOf = (values: object = {}) => {
  const kernel = new Kernel();
  const site = makeSite(kernel, powerFields.parse(values), context);
  return { kernel, site };
};

/** Runs a site through mean IT powers [W], one per interval, and returns the energy that the chips counted themselves. */
const runThrough = ({ kernel, site }: ReturnType<typeof siteOf>, loads: readonly number[], interval = 60) => {
  site.start();
  let counted = 0;
  for (const [index, watts] of loads.entries()) {
    site.settle(watts);
    counted += watts * interval;
    kernel.run((index + 1) * interval);
  }
  return counted;
};

const loads = fc.array(fc.double({ min: 0, max: 12e6, noNaN: true }), { minLength: 1, maxLength: 100 });

describe('a site', () => {
  test('with a flat load pays the mean price times its hours, exactly', () => {
    const wired = siteOf({ tariff: 'ningxia-time-of-use' });
    runThrough(
      wired,
      Array.from({ length: 1440 }, () => 6e6),
    );
    const { dollars, siteJoules, bill, peak } = wired.site.report();
    const sitePower = 0.06 * 0.75 * 10e6 + 1.09 * 6e6;
    expect(siteJoules / (sitePower * 86_400)).toBeCloseTo(1, 12);
    expect(dollars / (((sitePower / 1000) * 24 * 0.36) / 7.15)).toBeCloseTo(1, 12);
    expect(peak).toBeCloseTo(sitePower, 3);
    expect(bill.map(({ label, quantity }) => [label, Math.round(quantity)])).toEqual([
      ['Energy, peak', 55_920],
      ['Energy, flat', 55_920],
      ['Energy, valley', 55_920],
    ]);
  });

  test('conserves energy to 1e-9 for any load, in joules, on the bill and interval by interval', () => {
    fc.assert(
      fc.property(loads, (powers) => {
        const wired = siteOf({ tariff: 'ningxia-time-of-use' });
        const counted = runThrough(wired, powers);
        wired.site.checkAgainst(counted, enforced('site', wired.kernel.now));
        const report = wired.site.report();
        const sum = (pick: (interval: (typeof report.intervals)[number]) => number) =>
          report.intervals.reduce((total, interval) => total + pick(interval), 0);
        expect(report.intervals).toHaveLength(powers.length);
        expect(sum(({ siteJoules }) => siteJoules) / report.siteJoules).toBeCloseTo(1, 9);
        expect(sum(({ dollars }) => dollars) / report.dollars).toBeCloseTo(1, 9);
        expect(sum(({ kilograms }) => kilograms) / report.kilograms).toBeCloseTo(1, 9);
        expect((report.itJoules + report.facilityJoules) / report.siteJoules).toBeCloseTo(1, 9);
        expect(report.sources.reduce((total, { joules }) => total + joules, 0)).toBe(report.siteJoules);
        expect(report.pue.average).toBeGreaterThanOrEqual(report.pue.marginal);
      }),
      { numRuns: 30 },
    );
  });

  test('breaks the energy law when the chips’ own count differs by a millionth', () => {
    const wired = siteOf();
    const counted = runThrough(wired, [5e6, 6e6, 7e6]);
    const law = enforced('site', wired.kernel.now);
    expect(() => wired.site.checkAgainst(counted, law)).not.toThrow();
    expect(() => wired.site.checkAgainst(counted * (1 + 1e-6), law)).toThrow(LawBroken);
    expect(() => wired.site.checkAgainst(counted * (1 + 1e-6), law)).toThrow(/chips and servers counted/);
  });

  test('breaks the energy law when a bill meter loses a joule in a thousand', () => {
    const kernel = new Kernel();
    const honest = flat.make({ price: { amount: 0.05 / 3.6e6, currency: 'USD' } }, context);
    const leaky: TariffPart = {
      ...honest,
      charge: (stretch) => honest.charge({ ...stretch, power: stretch.power * 0.999 }),
    };
    const site = new Site('site', kernel, {
      facility: new LinearFacility({ pue: 1.15, marginalPue: 1.09, referenceLoad: 0.75, rated: 10e6 }),
      sources: [
        new GridFeed(
          { name: 'grid', now: () => kernel.now, price: constant(1e-8) },
          connection(12e6),
          constant(0),
          constant(0),
        ),
      ],
      stores: [],
      outlet: null,
      tariff: new Tariff([leaky], context.calendar, context.zone),
      interval: 60,
    });
    site.start();
    site.settle(5e6);
    kernel.run(60);
    expect(() => site.check(enforced('site', kernel.now))).toThrow(/billed/);
  });

  test('draws its fixed losses when every chip is dark', () => {
    const wired = siteOf();
    runThrough(wired, [0, 0]);
    expect(wired.site.report().siteJoules).toBeCloseTo(450e3 * 120, 3);
  });

  test('sends the price at the start and at each change, before the interval of that instant is settled', () => {
    const wired = siteOf({ tariff: 'ningxia-time-of-use', interval: '300 s' });
    const seen: [number, string, number][] = [];
    wired.site.priced.to((price) => seen.push([wired.kernel.now / HOUR, 'price', Math.round(price * 3.6e6 * 7150)]));
    wired.site.settled.to(({ to }) => to % (7 * HOUR) === 0 && seen.push([to / HOUR, 'settled', 0]));
    runThrough(
      wired,
      Array.from({ length: 288 }, () => 1e6),
      300,
    );
    expect(seen).toEqual([
      [0, 'price', 360],
      [7, 'price', 576],
      [7, 'settled', 0],
      [9, 'price', 144],
      [14, 'settled', 0],
      [17, 'price', 576],
      [21, 'settled', 0],
      [23, 'price', 360],
    ]);
  });

  test('settles the rest of an interval that the run cuts short', () => {
    const wired = siteOf();
    wired.site.start();
    wired.site.settle(1e6);
    wired.kernel.run(90);
    const { intervals, siteJoules } = wired.site.report();
    expect(intervals.map(({ from, to }) => [from, to])).toEqual([
      [0, 60],
      [60, 90],
    ]);
    expect(siteJoules).toBeCloseTo((450e3 + 1.09e6) * 90, 3);
  });

  test('that starts after a warm-up bills only what comes after it', () => {
    const wired = siteOf();
    wired.kernel.run(600);
    wired.site.start();
    wired.site.settle(1e6);
    wired.kernel.run(660);
    const { intervals, siteJoules } = wired.site.report();
    expect(intervals.map(({ from, to }) => [from, to])).toEqual([[600, 660]]);
    expect(siteJoules).toBeCloseTo((450e3 + 1.09e6) * 60, 3);
  });

  test('records what passes the interconnect', () => {
    const wired = siteOf({ sources: [{ kind: 'grid', limit: '8 MW' }] });
    runThrough(wired, [6e6, 8e6, 6e6]);
    const { episodes } = wired.site.report();
    expect(episodes).toHaveLength(1);
    expect(episodes[0]).toMatchObject({ source: 'grid', from: 60, to: 120 });
    expect(episodes[0]?.joules).toBeCloseTo((450e3 + 1.09 * 8e6 - 8e6) * 60, 3);
  });

  test('without a tariff pays the region’s price at all hours', () => {
    const wired = siteOf();
    runThrough(wired, [1e6]);
    const { dollars, siteJoules } = wired.site.report();
    expect(dollars).toBeCloseTo((siteJoules / 3.6e6) * 0.05, 9);
  });

  test('prints the lines of its bill with the time they cover', () => {
    const wired = siteOf();
    runThrough(wired, [1e6, 1e6]);
    expect(wired.site.report().bill).toMatchObject([{ label: 'Energy, flat', from: 0, to: 120 }]);
  });
});
