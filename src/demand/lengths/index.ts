/** The shelf of lengths: how many tokens one side of a request has. */
import { count, either } from '../../schema/field.js';
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { fixed } from './fixed.js';
import { type Length, LONGEST } from './length.js';
import { lognormal } from './lognormal.js';
import { quantiles } from './quantiles.js';

export const lengths = [fixed, lognormal, quantiles] as const;

/** A distribution from the shelf, or a bare number of tokens that is the same every time. */
export const lengthField = (doc: string) =>
  either(
    count(doc, { max: LONGEST }).transform((tokens) => ({ kind: 'fixed' as const, tokens })),
    shelfField(lengths, doc),
    'a number of tokens, or a distribution such as {kind: lognormal, mean: 1155, cv: 1.2}',
  ).meta({ description: doc });

export const makeLength = (value: { readonly kind: string }): Length => makeFrom<Length>(lengths, value);
