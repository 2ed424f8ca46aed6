/** Lengths read off a table of percentiles, as papers and dashboards print them. */
import { fields, named, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { tabulated } from '../tabulated.js';
import { type Length, LONGEST, Unbuildable } from './length.js';

/** Points per segment for the mean of rounded lengths. */
const POINTS = 64;

interface Knot {
  readonly share: number;
  readonly tokens: number;
}

const shareOf = (key: string): number | undefined => {
  if (key === 'min') return 0;
  if (key === 'max') return 1;
  const percentile = /^p(\d{1,2}(\.\d+)?)$/.exec(key);
  return percentile === null ? undefined : Number(percentile[1]) / 100;
};

const knotsOf = (tokens: Readonly<Record<string, number>>): readonly Knot[] =>
  Object.entries(tokens)
    .filter(([key]) => key !== 'mean')
    .map(([key, value]) => ({ share: shareOf(key) ?? Number.NaN, tokens: value }))
    .sort((a, b) => a.share - b.share);

const problem = (tokens: Readonly<Record<string, number>>): string | undefined => {
  const unknown = Object.keys(tokens).find((key) => key !== 'mean' && shareOf(key) === undefined);
  if (unknown !== undefined) return `min, max, mean and percentiles such as p50 or p99.9, not "${unknown}"`;
  const knots = knotsOf(tokens);
  if (knots[0]?.share !== 0 || knots.at(-1)?.share !== 1) return 'both min and max beside the percentiles';
  const twin = knots.find((knot, i) => i > 0 && knot.share === knots[i - 1]!.share);
  if (twin !== undefined) return `each percentile once, not p${twin.share * 100} twice`;
  const falling = knots.findIndex((knot, i) => i > 0 && knot.tokens < knots[i - 1]!.tokens);
  return falling > 0
    ? `percentiles that do not fall: ${knots[falling]!.tokens} follows ${knots[falling - 1]!.tokens}`
    : undefined;
};

/** Between two knots (u₀, x₀), (u₁, x₁) with f = (u − u₀)/(u₁ − u₀): ln x = ln x₀ + (f + bend·f·(1 − f))·ln(x₁/x₀), rising for |bend| ≤ 1.
 *  bend = 0 is straight in ln x; one bend common to all segments makes the mean come out as stated. */
const between = (knots: readonly Knot[], bend: number): ((uniform: number) => number) => {
  const shares = Float64Array.from(knots, (knot) => knot.share);
  const logs = Float64Array.from(knots, (knot) => Math.log(knot.tokens));
  return (uniform) => {
    let i = 0;
    while (uniform >= shares[i + 1]! && i + 2 < shares.length) i++;
    const f = (uniform - shares[i]!) / (shares[i + 1]! - shares[i]!);
    return Math.exp(logs[i]! + (f + bend * f * (1 - f)) * (logs[i + 1]! - logs[i]!));
  };
};

/** Mean of whole tokens, by midpoints inside each segment. */
const meanOf = (knots: readonly Knot[], at: (uniform: number) => number): number => {
  let mean = 0;
  for (let i = 0; i + 1 < knots.length; i++) {
    const width = knots[i + 1]!.share - knots[i]!.share;
    for (let point = 0; point < POINTS; point++)
      mean += (width / POINTS) * Math.round(at(knots[i]!.share + (width * (point + 0.5)) / POINTS));
  }
  return mean;
};

/** The bend at which the mean is as stated, by bisection. */
const bendFor = (knots: readonly Knot[], stated: number): number => {
  const meanAt = (bend: number) => meanOf(knots, between(knots, bend));
  let low = -1;
  let high = 1;
  const [least, most] = [meanAt(low), meanAt(high)];
  if (stated < least || stated > most)
    throw new Unbuildable(
      `a mean between ${least.toFixed(1)} and ${most.toFixed(1)} tokens, which is what these percentiles allow`,
    );
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (meanAt(middle) < stated) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

export const quantiles = entry({
  kind: 'quantiles',
  doc: 'Lengths from a table of percentiles, log-linear between them and bent so that a stated mean is met.',
  fields: fields({
    tokens: named(
      number('Tokens at this percentile.', { min: 1, max: LONGEST }),
      'Tokens at min, at max and at percentiles such as p50 or p99.9; and, if known, their mean.',
    ).superRefine((tokens, context) => {
      const message = problem(tokens);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    }),
  }),
  make: ({ tokens }): Length => {
    const knots = knotsOf(tokens);
    const at = tabulated(between(knots, tokens.mean === undefined ? 0 : bendFor(knots, tokens.mean)));
    return { mean: meanOf(knots, at), at: (uniform) => Math.round(at(uniform)) };
  },
});
