/** What every tariff part must do, whatever it charges for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFrom } from '../../../src/power/calendar.js';
import { tableKey } from '../../../src/power/series/aligned.js';
import { readSeries } from '../../../src/power/series/table.js';
import { integral } from '../../../src/power/signal.js';
import { makeTariff, tariffField, tariffIssues, tariffParts } from '../../../src/power/tariffs/index.js';
import { GROUPS, type TariffContext } from '../../../src/power/tariffs/part.js';
import { here } from '../here.js';

interface Example {
  /** Parts of a tariff, the one under test last: some charge a share of what stands above them. */
  readonly parts: readonly object[];
  /** Whether a dark site pays nothing. */
  readonly isMetered: boolean;
  /** Whether each joule has a price of its own, whatever was drawn before. */
  readonly isEnergy?: true;
}

const flat = { kind: 'flat', price: '0.07 USD/kWh' };

const examples: Readonly<Record<(typeof tariffParts)[number]['kind'], Example>> = {
  flat: { parts: [flat], isMetered: true, isEnergy: true },
  'time-of-use': {
    parts: [
      {
        kind: 'time-of-use',
        periods: [
          { name: 'day', price: '0.10 USD/kWh', hours: ['08:00-20:00'] },
          { name: 'night', price: '0.04 USD/kWh', hours: ['20:00-08:00'] },
        ],
      },
    ],
    isMetered: true,
    isEnergy: true,
  },
  tiers: {
    parts: [{ kind: 'tiers', blocks: [{ upTo: '20 MWh', price: '0.05 USD/kWh' }, { price: '0.09 USD/kWh' }] }],
    isMetered: true,
  },
  series: {
    parts: [{ kind: 'series', price: { file: 'hours.csv', column: 'DE', unit: 'EUR/MWh', past: 'wrap', year: 2025 } }],
    isMetered: true,
    isEnergy: true,
  },
  synthetic: { parts: [{ kind: 'synthetic', like: 'ercot-2023' }], isMetered: true, isEnergy: true },
  demand: { parts: [{ kind: 'demand', price: '15 USD/(kW month)' }], isMetered: true },
  'coincident-peak': {
    parts: [{ kind: 'coincident-peak', price: '120 USD/kW/year', hours: ['2025-03-12T07:00', '2025-03-13T18:00'] }],
    isMetered: true,
  },
  capacity: { parts: [{ kind: 'capacity', rating: '20 MVA', price: '23 CNY/(kVA month)' }], isMetered: false },
  wires: { parts: [{ kind: 'wires', energy: '0.01 USD/kWh', power: '6 USD/(kW month)' }], isMetered: true },
  fixed: { parts: [{ kind: 'fixed', price: '1200 USD/month' }], isMetered: false },
  minimum: { parts: [flat, { kind: 'minimum', price: '60000 USD/month' }], isMetered: false },
  export: { parts: [{ kind: 'export', price: '0.02 USD/kWh' }], isMetered: true },
  'power-factor': { parts: [flat, { kind: 'power-factor', actual: 0.87 }], isMetered: true },
  tax: { parts: [flat, { kind: 'tax', rate: '8.25%' }], isMetered: true },
};

const hours = readSeries(
  ['hour,DE\n', ...Array.from({ length: 48 }, (_, hour) => `${hour},${20 * Math.sin(hour) + 10}\n`)],
  ['DE'],
);
if ('issues' in hours) throw new Error('the prices of this test are wrong');

const context: TariffContext = {
  calendar: calendarFrom('2025-03-12T00:00', 0)!,
  zone: 0,
  series: new Map([[tableKey({ file: 'hours.csv' }), hours.table]]),
  ...here,
  dollars: ({ amount }) => amount,
};

describe.each(tariffParts)('tariff part $kind', ({ kind, doc, fields }) => {
  const { parts, isMetered, isEnergy = false } = examples[kind];
  const value = tariffField.parse(parts);
  const tariff = () => makeTariff(value, context);
  const total = (one: ReturnType<typeof tariff>) => one.lines().reduce((sum, line) => sum + line.dollars, 0);

  test('has a doc, and a doc for each field', () => {
    expect(doc).toMatch(/\.$/);
    for (const [name, field] of Object.entries(fields.shape)) {
      const meta = field.meta() ?? (field as { unwrap?: () => { meta(): object | undefined } }).unwrap?.().meta();
      expect(meta, name).toHaveProperty('description');
    }
  });

  test('has an example that nothing is wrong with', () => {
    expect(tariffIssues(value, 60)).toEqual([]);
  });

  test('charges the same for an interval however it is cut, over the end of a month too', () => {
    const days = 86_400 * 25;
    fc.assert(
      fc.property(fc.nat(days), fc.nat(days), (first, second) => {
        const whole = tariff();
        const cut = tariff();
        const [middle, end] = [Math.min(first, second), Math.max(first, second)];
        const inOne = whole.charge(2e6, 0, end, 1e6);
        expect(cut.charge(2e6, 0, middle, 1e6) + cut.charge(2e6, middle, end, 1e6)).toBeCloseTo(inOne, 5);
      }),
      { numRuns: 30 },
    );
  });

  test('prints lines that add up to what it charged, each its quantity times its price, in a group that bills know', () => {
    const busy = tariff();
    const charged = busy.charge(1e6, 0, 25 * 86_400, 2e5);
    expect(charged).not.toBe(0);
    expect(total(busy)).toBeCloseTo(charged, 6);
    for (const line of busy.lines()) {
      expect(line.quantity * line.price).toBeCloseTo(line.dollars, 6);
      expect(GROUPS).toContain(line.group);
      expect(line.to).toBeGreaterThan(line.from);
    }
  });

  test.runIf(isMetered)('charges nothing for nothing', () => {
    const idle = tariff();
    expect(idle.charge(0, 0, 86_400)).toBe(0);
    expect(total(idle)).toBe(0);
  });

  test.runIf(!isMetered)('charges a dark site too, by the share of the month', () => {
    const idle = tariff();
    const day = idle.charge(0, 0, 86_400);
    expect(day).toBeGreaterThan(0);
    expect(idle.charge(0, 86_400, 2 * 86_400)).toBeCloseTo(day, 9);
  });

  test.runIf(isEnergy)('charges a flat load its mean energy price times its energy, exactly', () => {
    const watts = 1e6;
    const week = 7 * 86_400;
    const one = tariff();
    const mean = integral(one.energyPrice, 0, week) / week;
    expect(one.charge(watts, 0, week)).toBeCloseTo(mean * watts * week, 6);
  });
});
