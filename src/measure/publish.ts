/** A number becomes a Measure: with the unit and the meaning its name is registered under, and the tier of the weakest thing it rests on. */

import type { Tier } from '../schema/fact.js';
import { define, type Ingredient, tierOf } from './definitions.js';
import type { Measure } from './measure.js';
import type { Estimate } from './result.js';

/**
 * Publishes an estimate, or a number that was not estimated from a sample, under a registered name; an unregistered name throws RangeError.
 * `why` says in a sentence why there is no value, or no interval. A number that is not finite is published as null: it never reaches a reader.
 */
export const publish = (
  name: string,
  found: Estimate | number | null,
  tiers: Readonly<Record<Ingredient, Tier>>,
  why?: string,
): Measure => {
  const definition = define(name);
  if (definition === null) throw new RangeError(`no measure is defined as ${name}`);
  const estimated = typeof found === 'number' ? { value: found, interval: null } : found;
  const exists = estimated !== null && Number.isFinite(estimated.value);
  return {
    name,
    value: exists ? estimated.value : null,
    unit: definition.unit,
    interval: exists ? estimated.interval : null,
    definition: `${definition.definition} Formula: ${definition.formula}.`,
    tier: tierOf(definition.ingredients, tiers),
    ...(why === undefined ? {} : { why }),
  };
};
