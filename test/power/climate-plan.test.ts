import { describe, expect, test } from 'vitest';
import { Kernel } from '../../src/kernel/kernel.js';
import { calendarFrom } from '../../src/power/calendar.js';
import { powerFacts } from '../../src/power/facts.js';
import { flatLoadPue, makeSite, powerFields, powerIssues } from '../../src/power/plan.js';
import { fact } from '../../src/schema/fact.js';
import { here } from './here.js';

const region = {
  powerPrice: fact(0.05 / 3.6e6, 'a test', 'estimate'),
  pue: fact(1.15, 'a test', 'estimate'),
  carbon: fact(1.5e-7, 'a test', 'estimate'),
};
const context = {
  name: 'site',
  calendar: calendarFrom('2025-03-12T00:00', 0)!,
  zone: 0,
  series: new Map(),
  ...here,
  dollars: ({ amount }: { amount: number }) => amount,
  provisioned: 10e6,
  region,
};
const COOLED = { cooling: { kind: 'air-economiser' }, weather: { dryBulb: '25 degC' } };
const told = (power: object) =>
  powerIssues(powerFields.parse(power), region).map(({ path, found, expected }) =>
    [path.join('.'), found, expected].filter((text) => text !== undefined).join(' | '),
  );

describe('a facility block', () => {
  test('tells what is missing beside cooling, and what is too much', () => {
    expect(told({ facility: COOLED })).toEqual([]);
    expect([
      ...told({ facility: { cooling: { kind: 'chiller' }, pue: 1.2 } }),
      ...told({
        facility: { weather: { dryBulb: '25 degC' }, coolingFailures: [{ start: '1 hour', duration: '5 minute' }] },
      }),
      ...told({ facility: { ...COOLED, room: { throttle: '5 K', restore: '5 K' } } }),
      ...told({ facility: { ...COOLED, cooling: { kind: 'wet-tower', supply: '35 degC' } } }),
      ...told({
        facility: {
          ...COOLED,
          coolingFailures: [
            { start: '1 hour', duration: '30 minute' },
            { start: '80 minute', duration: '5 minute' },
          ],
        },
      }),
    ]).toMatchInlineSnapshot(`
      [
        "facility.pue | 1.2 | no pue beside cooling, which gives it hour by hour",
        "facility.weather | the weather that cooling meets, such as {dryBulb: 18 degC} or {dryBulb: {file: weather.csv, column: NAME, unit: degC}} (missing)",
        "facility.cooling | a kind of cooling beside its weather and failures (missing)",
        "facility.room.restore | less than the 5 K at which chips slow down",
        "facility.cooling.return | a temperature above the supply of 35 degC",
        "facility.coolingFailures | a block power.shortage beside them ({} takes its defaults): without it nothing slows the chips of a hot hall",
        "facility.coolingFailures.1.start | a failure after the end of the one before",
      ]
    `);
  });

  test('names its cooling, weather and UPS as assumptions, and no PUE', () => {
    const names = powerFacts(powerFields.parse({ facility: COOLED }), region).map(({ name }) => name);
    expect(names).toEqual(['price of power', 'cooling', 'weather', 'UPS and cables', 'carbon of the grid']);
  });

  test('gives a flat load the PUE of its weather; without cooling the stated one, or the region’s', () => {
    const of = (facility: object) => flatLoadPue(powerFields.parse({ facility }), context, 1);
    const bare = { ...COOLED, conversion: { ups: 'none', distribution: '4.5%' } };
    expect(of(bare)).toBeCloseTo(1 + 0.045 + 0.06 + 0.25 / 5, 9);
    expect([of({ pue: 1.3 }), of({})]).toEqual([1.3, 1.15]);
  });
});

describe('a site with cooling', () => {
  const run = (facility: object) => {
    const kernel = new Kernel();
    const site = makeSite(kernel, powerFields.parse({ facility, shortage: {} }), context);
    site.start();
    const available: number[] = [];
    for (let minute = 0; minute < 60; minute++) {
      site.settle(10e6);
      kernel.run((minute + 1) * 60);
      available.push(site.available(0));
    }
    return { report: site.report(), available };
  };

  test('meters conversion, fans, compressors and water apart, and they are all that the building takes', () => {
    const { report } = run({ ...COOLED, cooling: { kind: 'wet-tower' } });
    const { conversionJoules, auxiliaryJoules, compressorJoules, compressorTime, litres } = report.facility!;
    expect(conversionJoules + auxiliaryJoules + compressorJoules).toBeCloseTo(report.facilityJoules, 0);
    expect(compressorTime).toBe(3600);
    expect(litres).toBeGreaterThan(1e4);
    expect(report.pue.marginal).toBeGreaterThan(1);
  });

  test('of a plain PUE meters none of it', () => {
    expect(run({}).report).toMatchObject({ facility: null, room: null });
  });

  test('has less power for its chips while the hall is hot, and all of it before and after', () => {
    const { report, available } = run({ ...COOLED, coolingFailures: [{ start: '10 minute', duration: '10 minute' }] });
    expect(available[8]).toBe(Number.POSITIVE_INFINITY);
    expect(available[15]).toBeCloseTo(4e6, 3);
    expect(available[58]).toBe(Number.POSITIVE_INFINITY);
    expect(report.room!.hottest).toBeCloseTo(84 - 60 * Math.exp(-2), 6);
  });
});
