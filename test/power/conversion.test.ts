import { expect, test } from 'vitest';
import { conversionCurve, conversionFields, lossAt, marginalLoss, rideThrough } from '../../src/power/conversion.js';

const curve = (values: object) => conversionCurve(conversionFields.parse(values));

test('a double-conversion UPS is 94.2, 96.0 and 96.4% efficient at a quarter, half and full load', () => {
  const ups = curve({ distribution: 0 });
  const efficiency = (share: number) => share / (share + lossAt(ups, share * 1e6, 1e6) / 1e6);
  expect([0.25, 0.5, 1].map((share) => efficiency(share).toFixed(4))).toEqual(['0.9418', '0.9602', '0.9643']);
});

test('in eco mode it is 98.5% efficient at full load, and without a UPS only the cables lose', () => {
  const eco = lossAt(curve({ ups: 'eco', distribution: 0 }), 1e6, 1e6);
  expect(1 / (1 + eco / 1e6)).toBeCloseTo(0.985, 3);
  expect(lossAt(curve({ ups: 'none' }), 5e5, 1e6)).toBeCloseTo(0.02 * 5e5, 6);
});

test('one more watt loses what the curve’s slope says', () => {
  const all = curve({});
  const slope = (lossAt(all, 600_001, 1e6) - lossAt(all, 599_999, 1e6)) / 2;
  expect(marginalLoss(all, 6e5, 1e6)).toBeCloseTo(slope, 8);
});

test('batteries carry the load and its loss; an empty hall drains them by the fixed loss alone', () => {
  const ups = curve({ distribution: 0 });
  const loss = lossAt(ups, 5.7e6, 10e6);
  expect(rideThrough(500 * 3.6e6, ups, 5.7e6, 10e6)).toBeCloseTo((500 * 3.6e6) / (5.7e6 + loss), 9);
  expect(rideThrough(500 * 3.6e6, ups, 0, 10e6)).toBeCloseTo((500 * 3.6e6) / 120e3, 9);
});
