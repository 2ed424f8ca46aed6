/** Bursts of adjustable strength, exact for any number of groups. */
import type { Stream } from '../../kernel/chance.js';
import { defaulting, fields, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { standardExponential, standardNormal } from '../standard.js';
import { type ArrivalProcess, skips } from './process.js';

/** A Gamma(a, 1) draw: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000), with their squeeze, which
 *  spares nearly every draw its logarithms; for a < 1 by Gamma(a + 1)·u^(1/a), where u^(1/a) = e^(−E/a) with E exponential. */
export const gammaDraw = (a: number, draw: Stream): number => {
  if (a < 1) return gammaDraw(a + 1, draw) * Math.exp(-standardExponential(draw()) / a);
  const d = a - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(draw());
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = draw();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
};

/** Gaps are Gamma(k, 1/k) with k = 1/cv². The sum of n of them is one Gamma(k·n, 1/k), so a group that keeps a share of the stream
 *  draws the number of gaps between its own requests and then a single sum, exactly. */
export const gamma = entry({
  kind: 'gamma',
  doc: 'Bursts: gamma gaps with the stated variation.',
  fields: fields({
    cv: defaulting(
      number('Coefficient of variation of the gaps: below 1 is more even than Poisson, above 1 is bursty.', {
        min: 0.05,
        max: 20,
      }),
      2,
      'assumed, picked from 1–4: measured hours lie at 1.1 (Azure conversation 2023) and 3.0 (Mooncake conversation)',
    ),
  }),
  make: ({ cv }): ArrivalProcess => {
    const k = 1 / (cv * cv);
    return {
      gaps: (draw, share) => {
        const skip = skips(draw, share);
        return (into) => {
          for (let i = 0; i < into.length; i++) into[i] = gammaDraw(k * skip(), draw) / k;
        };
      },
    };
  },
});
