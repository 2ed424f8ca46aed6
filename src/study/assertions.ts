/** What a scenario asserts of its own measures, for use in somebody's checks: known before the run to be sensible, judged after it. */
import { define, TEMPLATES } from '../measure/definitions.js';
import type { Measure } from '../measure/measure.js';
import type { AssertionResult } from '../measure/result.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';
import { type Dimension, MONEY_DIMENSIONS, type MoneyDimension } from '../units/dimensions.js';
import { parseMoney, parseQuantity } from '../units/parse.js';

type Bound = number | string;

/** What a quantity written in a file must measure to bound a measure of this unit; units not named here take plain numbers alone. */
const DIMENSION_OF: Readonly<Record<string, Dimension | MoneyDimension>> = {
  s: 'time',
  W: 'power',
  J: 'energy',
  USD: 'money',
  'USD/token': 'token price',
  token: 'tokens',
  'token/s': 'token rate',
  'request/s': 'rate',
  kg: 'carbon',
};

const isMoney = (dimension: Dimension | MoneyDimension): dimension is MoneyDimension =>
  (MONEY_DIMENSIONS as readonly string[]).includes(dimension);

/** The bound in the measure's unit, or what would have been accepted. */
const boundIn = (bound: Bound, unit: string): { readonly value: number } | { readonly expected: string } => {
  if (typeof bound === 'number') return { value: bound };
  const dimension = DIMENSION_OF[unit];
  if (dimension === undefined) {
    const share = /^\s*(-?\d+(\.\d+)?)\s*%\s*$/.exec(bound);
    return unit === '1' && share !== null
      ? { value: Number(share[1]) / 100 }
      : { expected: `a plain number [${unit}]` };
  }
  if (isMoney(dimension)) {
    const found = parseMoney(bound, dimension);
    if (!('amount' in found)) return { expected: found.expected };
    return found.currency === 'USD' ? { value: found.amount } : { expected: 'dollars: measures are in USD' };
  }
  const found = parseQuantity(bound, dimension);
  return 'value' in found ? found : { expected: found.expected };
};

/** Every assertion that could never be judged: measures that no run publishes, bounds in another unit, bounds that exclude each other. */
export const assertionIssues = ({ assert = [], demand, fleet }: Scenario): readonly Issue[] =>
  assert.flatMap(({ measure, above, below }, row): Issue[] => {
    const path = ['assert', row];
    const found = define(measure);
    const streams = [...demand.map(({ name }) => name), ...fleet.map(({ name }) => `pool.${name}`)];
    const isTemplate = found === null || measure.includes('<');
    if (isTemplate) {
      const names = TEMPLATES.flatMap(({ name }) =>
        name.includes('<stream>')
          ? demand.map((stream) => name.replace('<stream>', stream.name))
          : name.includes('<pool>')
            ? fleet.map((pool) => name.replace('<pool>', pool.name))
            : name.includes('<boundary>')
              ? [name.replace('<boundary>', 'fullTco')]
              : [name],
      );
      const hint = nearest(measure, names);
      return [
        {
          path: [...path, 'measure'],
          found: measure,
          expected: 'a measure of this scenario (token-factory list measures names them all)',
          ...(hint === undefined ? {} : { hint }),
        },
      ];
    }
    const owner = /^(pool\.[^.]+|[^.]+)\./.exec(measure)?.[1];
    const isOwned =
      TEMPLATES.every(({ name }) => name !== measure) &&
      !measure.startsWith('cost.') &&
      !measure.startsWith('electricity.');
    if (isOwned && owner !== undefined && !streams.includes(owner)) {
      const hint = nearest(owner, streams);
      return [
        {
          path: [...path, 'measure'],
          found: measure,
          expected: `a measure of one of ${streams.join(', ')}`,
          ...(hint === undefined ? {} : { hint: measure.replace(owner, hint) }),
        },
      ];
    }
    if (above === undefined && below === undefined) return [{ path, expected: 'above, below or both (missing)' }];
    const issues: Issue[] = [];
    for (const [side, bound] of Object.entries({ above, below })) {
      if (bound === undefined) continue;
      const read = boundIn(bound, found.unit);
      if ('expected' in read) issues.push({ path: [...path, side], found: String(bound), expected: read.expected });
    }
    return issues;
  });

/** Each assertion against the published measures. One about a number that does not exist is broken. */
export const judgedAssertions = ({ assert = [] }: Scenario, measures: readonly Measure[]): readonly AssertionResult[] =>
  assert.map(({ measure, above, below, sure }) => {
    const found = measures.find(({ name }) => name === measure);
    const unit = define(measure)?.unit ?? '1';
    const limit = (bound: Bound | undefined): number | null => {
      const read = bound === undefined ? null : boundIn(bound, unit);
      return read !== null && 'value' in read ? read.value : null;
    };
    const [low, high] = [limit(above), limit(below)];
    const value = found?.value ?? null;
    const [from, to] = sure ? (found?.interval ?? [value, value]) : [value, value];
    const holds =
      value !== null && from !== null && to !== null && (low === null || from > low) && (high === null || to < high);
    const bounds = [above === undefined ? '' : `above ${above}`, below === undefined ? '' : `below ${below}`];
    return {
      measure,
      holds,
      value,
      unit,
      claim: `${measure} ${bounds.filter((text) => text !== '').join(' and ')}`,
    };
  });

/** What is broken, in sentences. */
export const assertionSentences = (results: readonly AssertionResult[]): readonly string[] =>
  results.flatMap(({ holds, claim, value, unit }) =>
    holds
      ? []
      : [
          value === null
            ? `Asserted: ${claim}; this run has no such number.`
            : `Asserted: ${claim}; it is ${Number(value.toPrecision(4))}${unit === '1' ? '' : ` ${unit}`}.`,
        ],
  );
