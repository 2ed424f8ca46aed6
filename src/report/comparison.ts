/** What a comparison says: who makes the cheaper token, by how much, through which channel; and the figures behind it. */

import type { Estimate } from '../measure/result.js';
import type { Compared, Comparison, Contribution } from '../study/compare.js';
import { shortName } from './answer.js';
import {
  decimalsOf,
  delay,
  ENERGY_LADDER,
  figures,
  fixed,
  MISSING,
  POWER_LADDER,
  percent,
  plural,
  quantity,
  range,
  TOKEN_LADDER,
} from './numbers.js';

/** Whether an interval leaves no doubt about the sign. */
export const isSure = ({ value, interval }: Estimate): boolean =>
  value !== 0 && interval !== null && interval[0] > 0 === interval[1] > 0;

/** `$0.93 (0.88–0.97)` for a million tokens; under a dime, or where a whole table is small, in cents. */
export const perMillionSpread = ({ value, interval }: Estimate, isSmall = Math.abs(value * 1e6) < 0.1): string => {
  const scale = isSmall ? 1e8 : 1e6;
  const bounds = interval === null ? null : ([interval[0] * scale, interval[1] * scale] as const);
  const body = figures(value * scale, bounds);
  const spread = bounds === null ? '' : ` (${range(bounds[0], bounds[1], decimalsOf(value * scale, bounds))})`;
  const signless = body.replace('−', '');
  return isSmall ? `${body}\u202fc${spread}` : `${body.startsWith('−') ? '−' : ''}$${signless}${spread}`;
};

/** Bold words, then the rest. */
export const comparisonAnswer = (found: Comparison): { readonly verdict: string; readonly rest: string } => {
  const { base, other, gap, channels, replications } = found;
  const [one, two] = [shortName(base.title), shortName(other.title)];
  const unfit = [base, other].filter(({ verdict }) => verdict === 'OVERLOADED');
  if (unfit.length > 0)
    return {
      verdict: `${unfit.map(({ title }) => shortName(title)).join(' and ')} cannot keep up with demand,`,
      rest: 'so a price of its tokens has no meaning: more chips, or less demand, before the two are compared.',
    };
  if (channels.length === 0) return { verdict: 'The two worlds are the same,', rest: 'so their tokens cost the same.' };
  if (!isSure(gap)) {
    const half = gap.interval === null ? null : (gap.interval[1] - gap.interval[0]) / 2;
    const more =
      half === null || gap.value === 0 ? null : Math.ceil(replications * (half / gap.value) ** 2 - replications);
    return {
      verdict: 'We cannot tell which token is cheaper:',
      rest: `${two} against ${one} ${perMillionSpread(gap)} a million${more === null || more > 1e4 ? '' : `; ${fixed(more, 0)} more replications would settle such a gap`}.`,
    };
  }
  const cheaper = gap.value > 0 ? one : two;
  const size: Estimate =
    gap.value > 0 ? gap : { value: -gap.value, interval: gap.interval && [-gap.interval[1], -gap.interval[0]] };
  return {
    verdict: `${cheaper} makes the cheaper token, by ${perMillionSpread(size)} a million,`,
    rest: causeClause(found),
  };
};

/** What drives the gap, and whether the price of power does. */
const causeClause = ({ gap, channels }: Comparison): string => {
  const [first] = channels;
  const share = (one: Contribution): number => one.value.value / gap.value;
  const power = channels.find(({ code }) => code === 'power-price');
  const main = `${Math.round(100 * share(first!))}% of it from ${first!.label}`;
  if (power === undefined || power === first) return `${main}.`;
  const of = share(power);
  return of < 0
    ? `${main}; the price of power works against it.`
    : `${main}; the price of power is ${Math.round(100 * of)}% of it.`;
};

/** How a measure is called and written. */
interface Shown {
  readonly label: string;
  readonly write: (value: number) => string;
}

const perMillionDollars = (value: number): string => perMillionSpread({ value, interval: null });

/** The measures that a comparison leads with, in this order; the times of streams that both worlds have follow. */
const LEADING: Readonly<Record<string, Shown>> = {
  'price.perOutputToken': { label: 'price per M output', write: perMillionDollars },
  'cost.fullTco.perOutputToken': { label: 'full cost per M output', write: perMillionDollars },
  'cost.operatorCash.perOutputToken': { label: 'operating cash per M output', write: perMillionDollars },
  'electricity.share.fullTco': { label: 'electricity in the full cost', write: (value) => percent(value) },
  'energy.perOutputToken': {
    label: 'electricity per M output',
    write: (value) => quantity(value * 1e6, ENERGY_LADDER),
  },
  'carbon.perOutputToken': { label: 'carbon per M output', write: (value) => `${figures(value * 1e6)}\u202fkg` },
  'tokens.output': { label: 'output tokens', write: (value) => quantity(value, TOKEN_LADDER) },
  'power.site.mean': { label: 'mean power of the site', write: (value) => quantity(value, POWER_LADDER) },
};

const shownOf = (name: string): Shown | null => {
  const known = LEADING[name];
  if (known !== undefined) return known;
  const times = /^(.+)\.(ttft|tpot)\.p95$/.exec(name);
  if (times === null) return null;
  const what = times[2] === 'ttft' ? 'first token' : 'between tokens';
  return { label: `${shortName(times[1]!, 20)}, ${what} p95`, write: delay };
};

/** One row: what, in the base, in the other, how far apart. */
export interface ComparisonRow {
  readonly name: string;
  readonly label: string;
  readonly base: string;
  readonly other: string;
  /** other − base in the measure's own unit: `+$0.12`, `−3 points`. */
  readonly absolute: string;
  /** `+26% (25–27)`, `no winner`, `same`. */
  readonly difference: string;
  readonly ratio: Estimate | null;
}

/** `+26% (+25 to +27)` from a ratio; an interval that holds 1 has no winner. */
export const relative = ({ difference, ratio }: Compared): string => {
  if (difference.value === 0) return 'same';
  if (ratio === null) return MISSING;
  if (!isSure(difference) && difference.interval !== null) return 'no winner';
  const points = (ratio.value - 1) * 100;
  const bounds =
    ratio.interval === null ? null : ([(ratio.interval[0] - 1) * 100, (ratio.interval[1] - 1) * 100] as const);
  const sign = points > 0 ? '+' : '';
  const body = `${sign}${figures(points, bounds)}%`;
  return bounds === null ? body : `${body} (${range(bounds[0], bounds[1], decimalsOf(points, bounds))})`;
};

/** A difference in the unit of its measure, with its sign; between shares, points. */
const apart = ({ name, difference: { value } }: Compared, write: Shown['write']): string => {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return `${value > 0 ? '+' : '−'}${name.startsWith('electricity.share') ? `${figures(100 * size)} points` : write(size)}`;
};

export const comparisonRows = ({ measures }: Comparison): readonly ComparisonRow[] => {
  const order = Object.keys(LEADING);
  const place = ({ name }: Compared): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...measures]
    .sort((a, b) => place(a) - place(b))
    .flatMap((one) => {
      const shown = shownOf(one.name);
      if (shown === null) return [];
      const { label, write } = shown;
      return [
        {
          name: one.name,
          label,
          base: write(one.base.value),
          other: write(one.other.value),
          absolute: apart(one, write),
          difference: relative(one),
          ratio: one.ratio,
        },
      ];
    });
};

/** The gap and what each channel adds to it, all in one unit; the last row is the gap itself. */
export const channelRows = ({
  channels,
  gap,
}: Comparison): readonly (readonly [amount: string, label: string, how: string])[] => {
  const isSmall = [gap, ...channels.map(({ value }) => value)].every(({ value }) => Math.abs(value * 1e6) < 0.1);
  return [
    ...channels.map(
      ({ label, value, touchesEvents }) =>
        [perMillionSpread(value, isSmall), label, touchesEvents ? 'simulated' : 'priced'] as const,
    ),
    [perMillionSpread(gap, isSmall), 'the whole gap', ''],
  ];
};

/** What the channels hold, for a subtitle. */
export const channelNote = ({ channels, simulations, replications }: Comparison): string =>
  `Shapley shares over ${channels.length} channels, USD per million output tokens; they sum to the gap. ${plural(simulations, 'world')} simulated ${replications} times each, the rest priced.`;
