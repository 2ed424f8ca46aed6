/** What every tariff part must do, whatever it charges for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFrom } from '../../../src/power/calendar.js';
import { tableKey } from '../../../src/power/series/aligned.js';
import { readSeries } from '../../../src/power/series/table.js';
import { integral } from '../../../src/power/signal.js';
import { partsOf, tariffField, tariffParts } from '../../../src/power/tariffs/index.js';
import type { TariffContext, TariffPart } from '../../../src/power/tariffs/part.js';
import { makeFrom } from '../../../src/schema/shelf.js';

const examples: Record<string, object> = {
  flat: { kind: 'flat', price: '0.07 USD/kWh' },
  'time-of-use': {
    kind: 'time-of-use',
    periods: [
      { name: 'day', price: '0.10 USD/kWh', hours: ['08:00-20:00'] },
      { name: 'night', price: '0.04 USD/kWh', hours: ['20:00-08:00'] },
    ],
  },
  series: {
    kind: 'series',
    price: { file: 'prices.csv', column: 'DE', unit: 'EUR/MWh', past: 'wrap', year: 2025 },
  },
};

const prices = readSeries(
  ['hour,DE\n', ...Array.from({ length: 48 }, (_, hour) => `${hour},${20 * Math.sin(hour) + 10}\n`)],
  ['DE'],
);
if ('issues' in prices) throw new Error('the prices of this test are wrong');

const context: TariffContext = {
  calendar: calendarFrom('2025-03-12T00:00', 0)!,
  zone: 0,
  series: new Map([[tableKey({ file: 'prices.csv' }), prices.table]]),
  dollars: ({ amount }) => amount,
};

describe.each(tariffParts)('tariff part $kind', ({ kind, doc, fields }) => {
  const example = examples[kind];
  const part = (): TariffPart => makeFrom(tariffParts, partsOf(tariffField.parse([example]))[0]!, context);

  test('has a doc, and a doc for each field', () => {
    expect(example).toBeDefined();
    expect(doc).toMatch(/\.$/);
    for (const [name, field] of Object.entries(fields.shape)) {
      const meta = field.meta() ?? (field as { unwrap?: () => { meta(): object | undefined } }).unwrap?.().meta();
      expect(meta, name).toHaveProperty('description');
    }
  });

  test('charges the same for an interval however it is cut', () => {
    fc.assert(
      fc.property(fc.nat(172_800), fc.nat(172_800), (first, second) => {
        const whole = part();
        const cut = part();
        const [middle, end] = [Math.min(first, second), Math.max(first, second)];
        const inOne = whole.charge(2e6, 0, end);
        expect(cut.charge(2e6, 0, middle) + cut.charge(2e6, middle, end)).toBeCloseTo(inOne, 6);
      }),
      { numRuns: 30 },
    );
  });

  test('prints lines that add up to what it charged, and charges nothing for nothing', () => {
    const idle = part();
    expect(idle.charge(0, 0, 86_400)).toBe(0);
    expect(idle.lines().reduce((sum, line) => sum + line.dollars, 0)).toBe(0);
    const busy = part();
    const charged = busy.charge(1e6, 0, 100_000);
    expect(busy.lines().reduce((sum, line) => sum + line.dollars, 0)).toBeCloseTo(charged, 8);
    for (const line of busy.lines()) expect(line.quantity * line.price).toBeCloseTo(line.dollars, 8);
  });

  test('charges a flat load its mean energy price times its energy, exactly', () => {
    const watts = 1e6;
    const week = 7 * 86_400;
    const one = part();
    const mean = integral(one.energyPrice, 0, week) / week;
    expect(one.charge(watts, 0, week)).toBeCloseTo(mean * watts * week, 6);
  });
});
