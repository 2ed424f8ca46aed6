import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spelled } from '../../src/units/format.js';
import { DIMENSIONS, type Dimension, MONEY_DIMENSIONS, parseQuantity } from '../../src/units/parse.js';

test.each<[number, Dimension, string]>([
  [1e9, 'power', '1 GW'],
  [999.9999999, 'power', '1 kW'],
  [350e6, 'power', '350 MW'],
  [3.6e6, 'energy', '1 kWh'],
  [96e9, 'bytes', '96 GB'],
  [0.044, 'time', '44 ms'],
  [5400, 'time', '1.5 h'],
  [989e12, 'arithmetic', '989 TFLOP/s'],
  [0, 'power', '0 W'],
  [-3000, 'power', '-3 kW'],
  [0.6, 'share', '60 percent'],
  [-3.5, 'temperature', '-3.5 degC'],
])('%d as %s is %s', (value, dimension, text) => {
  expect(spelled(value, dimension)).toBe(text);
});

test('what is spelled can be read back to six digits', () => {
  const dimensions = (Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[]).filter(
    (dimension): dimension is Dimension => !MONEY_DIMENSIONS.some((money) => money === dimension),
  );
  fc.assert(
    fc.property(
      fc.double({ min: -1e19, max: 1e19, noNaN: true }),
      fc.constantFrom(...dimensions),
      (value, dimension) => {
        const parsed = parseQuantity(spelled(value, dimension), dimension);
        expect('value' in parsed && Math.abs(parsed.value - value) <= 1e-5 * Math.abs(value)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});
