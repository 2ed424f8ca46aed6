/** Buys in the cheap hours and gives in the dear ones, judged by the prices of the last days. */
import { count, defaulting, fields, ratio } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { SECONDS_PER_HOUR, type Seconds } from '../../../units/quantity.js';
import type { PolicyContext, StoragePolicy } from './policy.js';

/** The price at a share of the sorted prices, between neighbours. */
const quantile = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
};

export const threshold = entry({
  kind: 'threshold',
  doc: 'Charges below one quantile of the prices of the last hours and discharges above another; idle where the gap would not pay for the losses and the wear.',
  fields: fields({
    low: defaulting(
      ratio('Charges in hours cheaper than this share of the window.'),
      0.25,
      'the quartile rule of power.md',
    ),
    high: defaulting(
      ratio('Discharges in hours dearer than this share of the window.'),
      0.75,
      'the quartile rule of power.md',
    ),
    hours: defaulting(
      count('Hours that the quantiles look back; of the first day, its own hours, which a day-ahead market has told.', {
        min: 24,
        max: 168,
      }),
      72,
      'assumed, picked from 24–168 h',
    ),
  }),
  make: (
    { low, high, hours },
    { price, chargeEfficiency, dischargeEfficiency, wear }: PolicyContext,
  ): StoragePolicy => {
    const roundTrip = chargeEfficiency * dischargeEfficiency;
    let hour = Number.NaN;
    let bounds = { low: 0, high: 0 };
    const boundsAt = (time: Seconds) => {
      const at = Math.floor(time / SECONDS_PER_HOUR);
      if (at !== hour) {
        hour = at;
        const from = Math.max(0, at - hours);
        const until = Math.max(at, from + 24);
        const sorted = Array.from({ length: until - from }, (_, row) => price.at((from + row) * SECONDS_PER_HOUR)).sort(
          (a, b) => a - b,
        );
        bounds = { low: quantile(sorted, low), high: quantile(sorted, high) };
      }
      return bounds;
    };
    return {
      wanted: ({ time, demand }, { charge, discharge }) => {
        const now = price.at(time);
        const at = boundsAt(time);
        const isWorth = at.high - wear > at.low / roundTrip;
        if (now < 0 || (isWorth && now <= at.low)) return -charge;
        return isWorth && now >= at.high ? Math.min(discharge, demand) : 0;
      },
      nextChange: (time) => (Math.floor(time / SECONDS_PER_HOUR) + 1) * SECONDS_PER_HOUR,
      takesSurplus: true,
      followsLoad: false,
      value: (time) => boundsAt(time).high * dischargeEfficiency,
    };
  },
});
