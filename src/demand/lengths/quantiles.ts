/** Lengths read off a table of percentiles, as papers and dashboards print them. */
import { fields, named, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { type Length, LONGEST, Unbuildable } from './length.js';

/** Points per segment for the mean of rounded lengths. */
const POINTS = 64;
/** Buckets that say where to begin the search for a segment. */
const BUCKETS = 256;

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
class QuantileTable implements Length {
  readonly mean: number;
  private readonly shares: Float64Array;
  private readonly logs: Float64Array;
  private readonly guide = new Uint16Array(BUCKETS);
  private bend = 0;

  constructor(knots: readonly Knot[], stated: number | undefined) {
    this.shares = Float64Array.from(knots, (knot) => knot.share);
    this.logs = Float64Array.from(knots, (knot) => Math.log(knot.tokens));
    for (let bucket = 0, segment = 0; bucket < BUCKETS; bucket++) {
      while (this.shares[segment + 1]! <= bucket / BUCKETS) segment++;
      this.guide[bucket] = segment;
    }
    if (stated !== undefined) this.bend = this.bendFor(stated);
    this.mean = this.meanAt(this.bend);
  }

  at(uniform: number): number {
    const { shares, logs } = this;
    let i = this.guide[(uniform * BUCKETS) | 0]!;
    while (uniform >= shares[i + 1]!) i++;
    const f = (uniform - shares[i]!) / (shares[i + 1]! - shares[i]!);
    return Math.round(Math.exp(logs[i]! + (f + this.bend * f * (1 - f)) * (logs[i + 1]! - logs[i]!)));
  }

  private bendFor(stated: number): number {
    let low = -1;
    let high = 1;
    const [least, most] = [this.meanAt(low), this.meanAt(high)];
    if (stated < least || stated > most)
      throw new Unbuildable(
        `a mean between ${Math.ceil(least)} and ${Math.floor(most)} tokens, which is what these percentiles allow`,
      );
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (this.meanAt(middle) < stated) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  private meanAt(bend: number): number {
    this.bend = bend;
    let mean = 0;
    for (let i = 0; i + 1 < this.shares.length; i++) {
      const width = this.shares[i + 1]! - this.shares[i]!;
      for (let point = 0; point < POINTS; point++)
        mean += (width / POINTS) * this.at(this.shares[i]! + (width * (point + 0.5)) / POINTS);
    }
    return mean;
  }
}

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
  make: ({ tokens }): Length => new QuantileTable(knotsOf(tokens), tokens.mean),
});
