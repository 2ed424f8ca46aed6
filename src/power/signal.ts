/** A number that moves in steps over simulated time: a price, a carbon intensity, the weather. */
import type { Seconds } from '../units/quantity.js';
import type { Calendar } from './calendar.js';
import type { Timetable } from './timetable.js';

/** A step function of simulated time [s since the start of the run]. */
export interface Signal {
  /** The value from this instant on, until the next change. */
  at(time: Seconds): number;
  /** The first later instant at which the value differs, Infinity when it never does. */
  nextChange(time: Seconds): Seconds;
}

export const constant = (value: number): Signal => ({ at: () => value, nextChange: () => Number.POSITIVE_INFINITY });

/** A signal that follows the local clock: `values[row]` where `row` is the timetable's answer for the month, weekday and minute.
 *  `zone` is the local time's distance from UTC [s]. */
export const scheduled = (
  timetable: Timetable,
  values: readonly number[],
  calendar: Calendar,
  zone: Seconds,
): Signal => {
  const valueAt = (time: Seconds) => values[timetable.rowAt(calendar.moment(time, zone))]!;
  const isFlat = new Set(timetable.rows.map((row) => values[row])).size <= 1;
  return {
    at: valueAt,
    nextChange: (time) => {
      if (isFlat) return Number.POSITIVE_INFINITY;
      const value = valueAt(time);
      let next = calendar.nextMinute(time);
      while (valueAt(next) === value) next += 60;
      return next;
    },
  };
};

/** Equal slots one after the other from `from` on. Before the first slot its value holds; past the last the series starts again or is refused.
 *  @throws RangeError when asked past the end of a series that must not wrap */
export const series = (
  values: readonly number[],
  slot: Seconds,
  { from = 0, past }: { from?: Seconds; past: 'wrap' | 'refuse' },
): Signal => {
  if (values.length === 0 || !values.every(Number.isFinite) || !(slot > 0)) {
    throw new RangeError('a series needs finite values and a slot above 0 s');
  }
  const slotAt = (time: Seconds) => Math.max(0, Math.floor((time - from) / slot));
  const valueAt = (index: number) => {
    if (past === 'refuse' && index >= values.length) {
      throw new RangeError(
        `the series ends ${values.length * slot} s after its start; ask it to wrap or give a longer one`,
      );
    }
    return values[index % values.length]!;
  };
  return {
    at: (time) => valueAt(slotAt(time)),
    nextChange: (time) => {
      const here = slotAt(time);
      const last = past === 'wrap' ? here + values.length : values.length - 1;
      for (let index = here + 1; index <= last; index++) {
        if (valueAt(index) !== valueAt(here)) return from + index * slot;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
};

/** The sum of several signals; changes that cancel out are skipped. */
export const sum = (signals: readonly Signal[]): Signal => {
  const at = (time: Seconds) => signals.reduce((total, signal) => total + signal.at(time), 0);
  const earliest = (time: Seconds) => Math.min(Number.POSITIVE_INFINITY, ...signals.map((one) => one.nextChange(time)));
  return {
    at,
    nextChange: (time) => {
      const value = at(time);
      let next = earliest(time);
      while (Number.isFinite(next) && at(next) === value) next = earliest(next);
      return next;
    },
  };
};

interface Stretch {
  readonly from: Seconds;
  readonly until: Seconds;
  readonly value: number;
}

const NO_STRETCH: Stretch = { from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY, value: 0 };

/** The same signal, remembering the two stretches it was last asked about: asking minute by minute, or now and for the next change in turns,
 *  costs one look-up per change. */
export const remembered = (signal: Signal): Signal => {
  let last = NO_STRETCH;
  let before = NO_STRETCH;
  const stretchAt = (time: Seconds): Stretch => {
    if (time >= last.from && time < last.until) return last;
    const found =
      time >= before.from && time < before.until
        ? before
        : { from: time, until: signal.nextChange(time), value: signal.at(time) };
    before = last;
    last = found;
    return found;
  };
  return { at: (time) => stretchAt(time).value, nextChange: (time) => stretchAt(time).until };
};

/** ∫ value dt from `from` to `to`: the exact sum of the steps between them. */
export const integral = (signal: Signal, from: Seconds, to: Seconds): number => {
  let total = 0;
  for (let time = from; time < to; ) {
    const until = Math.min(to, signal.nextChange(time));
    total += signal.at(time) * (until - time);
    time = until;
  }
  return total;
};

/** Equal slots of computed values from the start of the run on; each is computed once, in any order. Equal neighbours are not skipped. */
export const slotted = (slot: Seconds, compute: (index: number) => number): Signal => {
  let last = { index: Number.NaN, value: 0 };
  return {
    at: (time) => {
      const index = Math.floor(time / slot);
      if (index !== last.index) last = { index, value: compute(index) };
      return last.value;
    },
    nextChange: (time) => (Math.floor(time / slot) + 1) * slot,
  };
};

/** The same signal times a constant. */
export const scaled = (signal: Signal, factor: number): Signal => ({
  at: (time) => signal.at(time) * factor,
  nextChange: (time) => signal.nextChange(time),
});
