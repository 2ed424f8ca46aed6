/** The kinds of field a scenario file may have: each knows its doc, its unit, its default and how to refuse. The only importer of zod. */
import { z } from 'zod';
import { spelled } from '../units/format.js';
import {
  DIMENSIONS,
  type Dimension,
  type Money,
  type MoneyDimension,
  parseMoney,
  parseQuantity,
} from '../units/parse.js';

export type Field<Output = unknown, Input = unknown> = z.ZodType<Output, Input>;
export type Output<F extends Field> = z.output<F>;
export type Input<F extends Field> = z.input<F>;

/** A block of named fields; unknown keys are refused. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? `a block with ${keysText(Object.keys(shape))}` : undefined),
  });

const keysText = (keys: readonly string[]): string =>
  `the key${keys.length === 1 ? '' : 's'} ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ' …' : ''}`;

/** Text with a unit, such as `"350 MW"`; becomes a number in the dimension's canonical unit (s, W, J, B, FLOP, token, USD, kg …). */
export const quantity = (
  dimension: Dimension,
  doc: string,
  limits: { min?: number; above?: number; max?: number } = {},
) =>
  unitText(dimension)
    .transform((text, context): number => {
      const parsed = parseQuantity(text, dimension);
      if ('value' in parsed) {
        const { value } = parsed;
        const low = limits.above !== undefined ? value <= limits.above : limits.min !== undefined && value < limits.min;
        if (!low && !(limits.max !== undefined && value > limits.max)) return value;
        context.addIssue({
          code: 'custom',
          message: `${DIMENSIONS[dimension].name} ${limitsText(limits, dimension)}`,
        });
        return z.NEVER;
      }
      context.addIssue({ code: 'custom', message: parsed.expected, params: { hint: parsed.hint } });
      return z.NEVER;
    })
    .meta(unitMeta(dimension, doc));

const unitText = (dimension: Dimension | MoneyDimension) => {
  const { name, example } = DIMENSIONS[dimension];
  return z
    .string({ error: `${name} with its unit, such as ${example}` })
    .max(80, { error: `${name}, such as ${example}, in at most 80 characters` });
};

const unitMeta = (dimension: Dimension | MoneyDimension, doc: string) => ({
  description: doc,
  dimension,
  unit: DIMENSIONS[dimension].unit,
  examples: [DIMENSIONS[dimension].example],
});

const limitsText = (limits: { min?: number; above?: number; max?: number }, dimension: Dimension): string =>
  [
    limits.above !== undefined
      ? `above ${spelled(limits.above, dimension)}`
      : limits.min !== undefined
        ? `of at least ${spelled(limits.min, dimension)}`
        : '',
    limits.max !== undefined ? `of at most ${spelled(limits.max, dimension)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' and ');

/** Text with a price in a stated currency, such as `"0.38 CNY/kWh"`: stays in that currency until a stated exchange rate turns it into dollars. */
export const price = (dimension: MoneyDimension, doc: string, limits: { min?: number } = {}) =>
  unitText(dimension)
    .transform((text, context): Money => {
      const parsed = parseMoney(text, dimension);
      if ('amount' in parsed) {
        if (limits.min === undefined || parsed.amount >= limits.min) return parsed;
        context.addIssue({ code: 'custom', message: `${DIMENSIONS[dimension].name} of at least ${limits.min}` });
        return z.NEVER;
      }
      context.addIssue({ code: 'custom', message: parsed.expected, params: { hint: parsed.hint } });
      return z.NEVER;
    })
    .meta(unitMeta(dimension, doc));

/** A pure count: a whole number, at least 1 unless said otherwise. */
export const count = (doc: string, { min = 1, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) =>
  z
    .int({ error: `a whole number of at least ${min}` })
    .min(min, { error: `a whole number of at least ${min}` })
    .max(max, { error: `a whole number of at most ${max}` })
    .meta({ description: doc });

/** A pure number without unit. */
export const number = (doc: string, { min, max }: { min?: number; max?: number } = {}) => {
  const message = `a number${min === undefined ? '' : ` of at least ${min}`}${max === undefined ? '' : `${min === undefined ? '' : ' and'} of at most ${max}`}`;
  let field = z.number({ error: message });
  if (min !== undefined) field = field.min(min, { error: message });
  if (max !== undefined) field = field.max(max, { error: message });
  return field.meta({ description: doc });
};

/** A share between 0 and 1, as `0.6` or `"60%"`. */
export const ratio = (doc: string, { min = 0, max = 1 }: { min?: number; max?: number } = {}) => {
  const expected = `a share from ${min} to ${max}, such as ${Math.min(max, 0.6)} or "${Math.min(max, 0.6) * 100}%"`;
  return z
    .union([z.number(), z.string().max(40)], { error: expected })
    .transform((value, context): number => {
      const share =
        typeof value === 'number'
          ? value
          : /^\s*-?\d+(\.\d+)?\s*%\s*$/.test(value)
            ? Number.parseFloat(value) / 100
            : Number.NaN;
      if (share >= min && share <= max) return share;
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    })
    .meta({ description: doc, unit: '1' });
};

/** Free text for people; never evaluated, always escaped where it is shown. */
export const text = (doc: string, max = 2000, expected = 'text') =>
  z
    .string({ error: expected })
    .max(max, { error: `text of at most ${max} characters` })
    .meta({ description: doc });

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A name that other parts of the file refer to: letters, digits, `.`, `_`, `-`. */
export const name = (doc: string) =>
  z
    .string({ error: 'a name' })
    .regex(NAME, {
      error: 'a name of letters, digits, ".", "_" and "-" (at most 64, starting with a letter or digit)',
    })
    .meta({ description: doc });

export const flag = (doc: string) => z.boolean({ error: 'true or false' }).meta({ description: doc });

/** Most names a message lists. */
const MOST_NAMED = 12;

const oneOf = (kinds: readonly string[]): string =>
  kinds.length <= MOST_NAMED
    ? `one of ${kinds.join(', ')}`
    : `one of ${kinds.slice(0, MOST_NAMED).join(', ')} and ${kinds.length - MOST_NAMED} more`;

export const choice = <const Kinds extends readonly [string, ...string[]]>(kinds: Kinds, doc: string) =>
  z.enum(kinds, { error: oneOf(kinds) }).meta({ description: doc });

export const list = <F extends Field>(
  field: F,
  doc: string,
  { min = 1, max = 10_000 }: { min?: number; max?: number } = {},
) =>
  z
    .array(field, { error: 'a list' })
    .min(min, { error: `a list of at least ${min}` })
    .max(max, { error: `a list of at most ${max}` })
    .meta({ description: doc });

/** Either of two fields, tried in order. */
export const either = <A extends Field, B extends Field>(first: A, second: B, expected: string) =>
  z.union([first, second], { error: expected });

/** A block keyed by names the user chooses, for example a catalogue of her own. */
export const named = <F extends Field>(field: F, doc: string) =>
  z
    .record(z.string().regex(NAME), field, {
      error: (issue) => (issue.code === 'invalid_type' ? 'a block of names, each with what it stands for' : undefined),
    })
    .meta({ description: doc });

/** Gives a field a default, written as the user would write it, with the reason or source of that default. */
export const defaulting = <F extends Field>(field: F, value: Input<F>, source: string) =>
  field.prefault(value as never).meta({ ...field.meta(), default: value, source }) as unknown as z.ZodPrefault<F>;
