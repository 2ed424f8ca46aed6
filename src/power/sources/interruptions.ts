/** When something is up: drawn breaks and repairs, and stretches that somebody listed. */
import type { Stream } from '../../kernel/chance.js';
import { inverseNormal } from '../../kernel/normal.js';
import { defaulting, fields, list, number, quantity } from '../../schema/field.js';
import type { Seconds } from '../../units/quantity.js';
import type { Signal } from '../signal.js';

/** A break that is known beforehand. */
export const stretchFields = fields({
  start: quantity('time', 'When it begins, from the start of the run.', { min: 0 }),
  duration: quantity('time', 'How long it lasts.', { above: 0, max: 31_536_000 }),
}).meta({ description: 'A stretch of the run.' });

export const stretchesField = (doc: string) => list(stretchFields, doc, { max: 10_000 });

/** Breaks drawn from a stream of their own. */
export const breakFields = fields({
  every: quantity('time', 'Mean time between repair and the next break.', { above: 0 }),
  lasting: quantity('time', 'Mean time to repair.', { above: 0 }),
  spread: defaulting(
    number('Standard deviation of the time to repair over its mean.', { min: 0.01, max: 5 }),
    1,
    'assumed: most are short, some are long',
  ),
}).meta({ description: 'Breaks that come by chance: exponential times up, log-normal repairs.' });

interface Breaks {
  readonly every: Seconds;
  readonly lasting: Seconds;
  readonly spread: number;
}

/** 1 while up, 0 while down: times up are exponential, repairs log-normal. Availability tends to every / (every + lasting). Drawn in order of time. */
export const breaking = (stream: Stream, { every, lasting, spread }: Breaks): Signal => {
  /** Instants at which the state turns, up first. */
  const turns: Seconds[] = [];
  const variance = Math.log1p(spread * spread);
  const drawn = (): number => Math.min(1 - 2 ** -53, Math.max(2 ** -53, stream()));
  const until = (time: Seconds): void => {
    while ((turns.at(-1) ?? 0) <= time) {
      const last = turns.at(-1) ?? 0;
      const isUp = turns.length % 2 === 0;
      const length = isUp
        ? -every * Math.log(drawn())
        : lasting * Math.exp(Math.sqrt(variance) * inverseNormal(drawn()) - variance / 2);
      turns.push(last + length);
    }
  };
  const passed = (time: Seconds): number => {
    until(time);
    let [low, high] = [0, turns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (turns[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    at: (time) => (passed(time) % 2 === 0 ? 1 : 0),
    nextChange: (time) => turns[passed(time)]!,
  };
};

/** 1 outside the listed stretches, 0 inside. */
export const interrupted = (stretches: readonly { readonly start: Seconds; readonly duration: Seconds }[]): Signal => ({
  at: (time) => (stretches.some(({ start, duration }) => time >= start && time < start + duration) ? 0 : 1),
  nextChange: (time) =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...stretches.flatMap(({ start, duration }) => [start, start + duration].filter((edge) => edge > time)),
    ),
});

/** Up only while all are. */
export const together = (signals: readonly Signal[]): Signal => ({
  at: (time) => signals.reduce((up, signal) => up * signal.at(time), 1),
  nextChange: (time) => Math.min(Number.POSITIVE_INFINITY, ...signals.map((signal) => signal.nextChange(time))),
});
