/** The shelf of waits: think times of people and tool times of agents. */
import { either, quantity } from '../../schema/field.js';
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { exponential } from './exponential.js';
import { fixed } from './fixed.js';
import { lognormal } from './lognormal.js';
import type { Wait } from './wait.js';

export const waits = [fixed, exponential, lognormal] as const;

/** A wait from the shelf, or a bare time that is the same every time. */
export const waitField = (doc: string) =>
  either(
    quantity('time', doc, { min: 0 }).transform((time) => ({ kind: 'fixed' as const, time })),
    shelfField(waits, doc),
    'a time such as "20 s", or a distribution such as {kind: exponential, mean: 20 s}',
  ).meta({ description: doc });

export const makeWait = (value: { readonly kind: string }): Wait => makeFrom<Wait>(waits, value);
