/** A value that may move: one number for the whole run, or the column of a file.
 *
 *  ```yaml
 *  carbon: 530 gCO2/kWh
 *  carbon: {file: carbon.csv, column: DE-LU, unit: gCO2/kWh, past: wrap}
 *  ``` */
import { choice, count, defaulting, either, fields, price, quantity, text } from '../../schema/field.js';
import {
  DIMENSIONS,
  type Dimension,
  type Money,
  type MoneyDimension,
  parseMoney,
  parseQuantity,
  type Refused,
} from '../../units/parse.js';

/** The column of a file as a scenario names it. */
export interface SeriesSpec<Unit = number> {
  readonly of: 'file';
  readonly file: string;
  readonly column: string;
  /** What a 1 in the file stands for, in the canonical unit of the dimension. */
  readonly unit: Unit;
  readonly past: 'wrap' | 'refuse';
  readonly time?: string | undefined;
  readonly year?: number | undefined;
  /** Lawful values, in the canonical unit. */
  readonly limits: Limits;
}

/** Prices in the currency that their unit states. */
export type PriceSeriesSpec = SeriesSpec<Money>;

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

const unitExample = (dimension: Dimension | MoneyDimension): string =>
  dimension === 'share' ? '1' : DIMENSIONS[dimension].example.replace(/^[\d.,]+ /, '');

/** The unit of a column: words only, told apart from a quantity by having no number. */
const unitField = <Unit>(
  dimension: Dimension | MoneyDimension,
  read: (unit: string) => { readonly unit: Unit } | Refused,
) =>
  text(
    `Unit of the numbers in the column, such as ${unitExample(dimension)}.`,
    40,
    `the unit of ${DIMENSIONS[dimension].name}, such as ${unitExample(dimension)}`,
  )
    .transform((value, context): Unit => {
      const found = read(value);
      if ('unit' in found) return found.unit;
      context.addIssue({
        code: 'custom',
        message: `the unit of ${DIMENSIONS[dimension].name}, such as ${unitExample(dimension)}${/; .*$/.exec(found.expected)?.[0].replace('"1 ', '"') ?? ''}`,
        params: { hint: found.hint?.replace(/^1 /, '') },
      });
      return undefined as never;
    })
    .meta({
      description: `Unit of the numbers in the column, such as ${unitExample(dimension)}.`,
      examples: [unitExample(dimension)],
    });

const block = <Unit>(unit: ReturnType<typeof unitField<Unit>>, limits: Limits, what: string) =>
  fields({
    file: text(
      'Path of a comma-separated file beside the scenario, plain or gzip: a line of column names, then rows in order of time, each slot once.',
      500,
    ),
    column: text('Name of the column.', 200),
    unit,
    past: defaulting(
      choice(
        ['refuse', 'wrap'],
        'When the run goes beyond the file: `refuse` it, or `wrap`: a file of a year or more lends each date the values of that date in another year (29 February those of the 28th), a shorter one begins again.',
      ),
      'refuse',
      'a year read twice repeats its accidents, so it must be asked for',
    ),
    time: text('Name of the column with the times, in UTC. Left out: the first.', 200).optional(),
    year: count('Year of a file that counts hours since 1 January. Left out: the one in the file’s name.', {
      min: 1970,
      max: 2200,
    }).optional(),
  })
    .transform((values): SeriesSpec<Unit> => ({ ...values, unit: values.unit as Unit, of: 'file', limits }))
    .meta({ description: `${what}, from the column of a file.` });

const expected = (dimension: Dimension | MoneyDimension): string =>
  `${DIMENSIONS[dimension].name}, such as ${DIMENSIONS[dimension].example}, or a series such as {file: hours.csv, column: NAME, unit: ${unitExample(dimension)}, past: wrap}`;

/** A series of a quantity from a file. */
export const seriesField = (dimension: Dimension, doc: string, limits: Limits = {}) =>
  block(
    unitField(dimension, (unit) => {
      if (dimension === 'share' && unit.trim() === '1') return { unit: 1 };
      const found = parseQuantity(`1 ${unit}`, dimension);
      return 'value' in found ? { unit: found.value } : found;
    }),
    limits,
    doc,
  );

/** A quantity, or a series of it from a file. */
export const signalField = (dimension: Dimension, doc: string, limits: Limits = {}) =>
  either(quantity(dimension, doc, limits), seriesField(dimension, doc, limits), expected(dimension)).meta({
    description: doc,
  });

/** A series of prices from a file, in a stated currency. */
export const priceSeriesField = (dimension: MoneyDimension, doc: string) =>
  block(
    unitField(dimension, (unit) => {
      const found = parseMoney(`1 ${unit}`, dimension);
      return 'amount' in found ? { unit: found } : found;
    }),
    {},
    doc,
  );

/** A price, or a series of it from a file; either keeps its currency. */
export const priceSignalField = (dimension: MoneyDimension, doc: string) =>
  either(price(dimension, doc), priceSeriesField(dimension, doc), expected(dimension)).meta({ description: doc });
