/** Lengths with a long tail, from a mean or median and a spread. */
import { inverseNormal } from '../../kernel/normal.js';
import { count, defaulting, fields, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { tabulated } from '../tabulated.js';
import { type Length, LONGEST, Unbuildable } from './length.js';
import { normalShare } from './normal-share.js';

/** 95 % of a standard normal lie below. */
const Z95 = 1.6448536269514722;

/** Mean of a lognormal cut to [a, b]: e^(μ+σ²/2)·[Φ(β−σ) − Φ(α−σ)]/[Φ(β) − Φ(α)] with α, β = (ln a − μ)/σ, (ln b − μ)/σ. */
const cutMean = (mu: number, sigma: number, min: number, max: number): number => {
  if (sigma === 0) return Math.min(max, Math.max(min, Math.exp(mu)));
  const low = (Math.log(min) - mu) / sigma;
  const high = (Math.log(max) - mu) / sigma;
  const kept = normalShare(high) - normalShare(low);
  const mean = (Math.exp(mu + (sigma * sigma) / 2) * (normalShare(high - sigma) - normalShare(low - sigma))) / kept;
  return kept > 1e-6 ? Math.min(max, Math.max(min, mean)) : mu > Math.log(max) ? max : min;
};

/** σ from a mean m and a 95th percentile p: ln p = ln m − σ²/2 + zσ, the smaller root; from a median: σ = ln(p/median)/z. */
const spreadTo95 = (p95: number, mean: number | undefined, median: number | undefined): number => {
  const ratio = Math.log(p95 / (mean ?? median!));
  const sigma = mean === undefined ? ratio / Z95 : Z95 - Math.sqrt(Z95 * Z95 - 2 * ratio);
  if (sigma >= 0) return sigma;
  throw new Unbuildable(
    mean === undefined
      ? `a p95 of at least the median, ${median}`
      : `a p95 between the mean, ${mean}, and ${Math.floor(mean * Math.exp((Z95 * Z95) / 2))} tokens, the most a lognormal with this mean can have`,
  );
};

/** A stated mean is that of the lengths as drawn, after cutting to [min, max]: μ is found by bisection. The spread is that of the uncut lognormal. */
const location = (
  sigma: number,
  mean: number | undefined,
  median: number | undefined,
  min: number,
  max: number,
): number => {
  if (mean === undefined) return Math.log(median!);
  let low = Math.log(min) - 12 * sigma - 1;
  let high = Math.log(max) + 12 * sigma + 1;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (cutMean(middle, sigma, min, max) < mean) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const tokens = (doc: string) => number(doc, { min: 1, max: LONGEST });

export const lognormal = entry({
  kind: 'lognormal',
  doc: 'A long-tailed length, cut to [min, max]: a mean or a median, and a spread as cv or as p95.',
  fields: fields({
    mean: tokens('Mean tokens, as drawn.').optional(),
    median: tokens('Median tokens, before cutting.').optional(),
    cv: number('Spread: standard deviation over mean, before cutting.', { min: 0, max: 20 }).optional(),
    p95: tokens('Spread: 95th percentile, before cutting.').optional(),
    min: defaulting(
      count('Shortest length [token].', { max: LONGEST }),
      1,
      'a request reads and writes at least one token',
    ),
    max: defaulting(
      count('Longest length [token].', { max: LONGEST }),
      131_072,
      'assumed: the context that most catalogue models serve; picked from 8,192–1,000,000',
    ),
  }),
  make: ({ mean, median, cv, p95, min, max }): Length => {
    if ((mean === undefined) === (median === undefined)) throw new Unbuildable('either a mean or a median');
    if ((cv === undefined) === (p95 === undefined)) throw new Unbuildable('a spread: either cv or p95');
    const centre = mean ?? median!;
    if (max < min || centre < min || centre > max)
      throw new Unbuildable(`min ≤ ${mean === undefined ? 'median' : 'mean'} ≤ max`);
    const sigma = cv === undefined ? spreadTo95(p95!, mean, median) : Math.sqrt(Math.log1p(cv * cv));
    const mu = location(sigma, mean, median, min, max);
    const from = sigma === 0 ? 0.5 : normalShare((Math.log(min) - mu) / sigma);
    const width = sigma === 0 ? 0 : normalShare((Math.log(max) - mu) / sigma) - from;
    const at = tabulated((uniform) => {
      const share = Math.min(1 - 1e-12, Math.max(1e-12, from + uniform * width));
      return Math.min(max, Math.max(min, Math.exp(mu + sigma * inverseNormal(share))));
    });
    return { mean: cutMean(mu, sigma, min, max), at: (uniform) => Math.round(at(uniform)) };
  },
});
