import { expect, test } from 'vitest';
import { parseQuantity } from '../../src/units/parse.js';
import {
  energy,
  JOULES_PER_KILOWATT_HOUR,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  SECONDS_PER_YEAR,
} from '../../src/units/quantity.js';

test('the constants inside are what the words in a file mean', () => {
  expect(parseQuantity('1 kWh', 'energy')).toEqual({ value: JOULES_PER_KILOWATT_HOUR });
  expect(parseQuantity('1 h', 'time')).toEqual({ value: SECONDS_PER_HOUR });
  expect(parseQuantity('1 day', 'time')).toEqual({ value: SECONDS_PER_DAY });
  expect(parseQuantity('1 year', 'time')).toEqual({ value: SECONDS_PER_YEAR });
});

test('a kilowatt for an hour is a kilowatt-hour', () => {
  expect(energy(1000, SECONDS_PER_HOUR)).toBe(JOULES_PER_KILOWATT_HOUR);
});
