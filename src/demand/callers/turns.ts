/** How many requests a session or task consists of. */
import { count, either, fields, number } from '../../schema/field.js';
import { MOST_TURNS } from './dialogue.js';

const geometric = (doc: string) =>
  fields({
    mean: number('Mean; after each one the chance to stop is the same.', { min: 1, max: MOST_TURNS / 8 }),
  }).meta({
    description: doc,
  });

/** A whole number, or `{mean: 5}` for a geometric number with that mean. */
export const turnsField = (doc: string) =>
  either(
    count(doc, { max: MOST_TURNS }),
    geometric(doc),
    `a whole number up to ${MOST_TURNS}, or {mean: 5} for a random number with that mean (at most ${MOST_TURNS / 8})`,
  ).meta({ description: doc });

export interface Turns {
  turns(uniform: number): number;
  readonly meanTurns: number;
  readonly meanEarlierTurns: number;
}

/** Fixed n: E[n(n−1)]/(2E[n]) = (n−1)/2. Geometric with mean m: m − 1. */
export const makeTurns = (value: number | { readonly mean: number }): Turns => {
  if (typeof value === 'number') return { turns: () => value, meanTurns: value, meanEarlierTurns: (value - 1) / 2 };
  const { mean } = value;
  const scale = mean > 1 ? 1 / Math.log1p(-1 / mean) : 0;
  return {
    turns: (uniform) => Math.min(MOST_TURNS, 1 + Math.floor(Math.log1p(-uniform) * scale)),
    meanTurns: mean,
    meanEarlierTurns: mean - 1,
  };
};
