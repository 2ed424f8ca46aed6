/** `measures.json`: every published number with value, unit, interval, definition and tier; equal results give equal bytes. */

import type { Measure } from '../measure/measure.js';
import type { RunResult } from '../measure/result.js';
import { answerOf, plainAnswer } from './answer.js';

/** Digits kept in the file: more than any figure can bear, fewer than the last bits that differ between processors. */
const DIGITS = 12;

/** The number as it is written; a number that is none is our fault and is refused by name. */
const stable = (value: number, name: string): number => {
  if (!Number.isFinite(value)) throw new Error(`${name} is ${value}: a published number must be finite`);
  return value === 0 ? 0 : Number(value.toPrecision(DIGITS));
};

const stableInterval = (interval: readonly [number, number] | null, name: string) =>
  interval === null ? null : [stable(interval[0], name), stable(interval[1], name)];

const measured = ({ name, value, unit, interval, modelInterval, definition, tier, why }: Measure) => ({
  name,
  value: value === null ? null : stable(value, name),
  unit,
  interval: stableInterval(interval, name),
  ...(modelInterval === undefined ? {} : { modelInterval: stableInterval(modelInterval, name) }),
  definition,
  tier,
  ...(why === undefined ? {} : { why }),
});

/** The whole file, ending in a newline; keys in a fixed order, measures in the order of the result. */
export const measuresJson = (result: RunResult): string => {
  const {
    schemaVersion,
    scenario,
    title,
    question,
    file,
    scenarioHash,
    seed,
    version,
    place,
    start,
    horizon,
    warmup,
    moneyYear,
    verdict,
  } = result;
  const document = {
    schemaVersion,
    scenario,
    title,
    question,
    answer: plainAnswer(answerOf(result)),
    file,
    scenarioHash,
    seed,
    version,
    place,
    start,
    horizon_s: horizon,
    warmup_s: warmup,
    moneyYear,
    verdict,
    measures: result.measures.map(measured),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
