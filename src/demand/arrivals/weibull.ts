/** Bursts with a long silence between them: gaps with a heavier tail than chance alone. */
import { defaulting, fields, number } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { tabulated } from '../tabulated.js';
import { logGamma } from './log-gamma.js';
import { type ArrivalProcess, skips } from './process.js';

/** Variance over squared mean of a Weibull gap with exponent k: Γ(1 + 2/k)/Γ(1 + 1/k)² − 1, falling in k. */
const squaredVariation = (k: number): number => Math.expm1(logGamma(1 + 2 / k) - 2 * logGamma(1 + 1 / k));

/** The exponent k with the given coefficient of variation, by bisection in ln k; from 0.15 to 60 for cv from 0.03 to 30. */
export const weibullExponent = (cv: number): number => {
  let low = Math.log(0.15);
  let high = Math.log(60);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (squaredVariation(Math.exp(middle)) > cv * cv) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
};

/** Gap = (−ln u)^(1/k) / Γ(1 + 1/k), so that its mean is 1. Sums of Weibull gaps have no closed form: a group that receives the share p
 *  of the stream draws all 1/p gaps between its own requests, about 10 ns each. */
export const weibull = entry({
  kind: 'weibull',
  doc: 'Bursts: Weibull gaps. With many small groups, gamma is cheaper and hardly different.',
  fields: fields({
    cv: defaulting(
      number('Coefficient of variation of the gaps: 1 is Poisson, above 1 is bursty.', { min: 0.05, max: 20 }),
      2,
      'assumed, picked from 1–4: measured hours lie at 1.1 (Azure conversation 2023) and 3.0 (Mooncake conversation)',
    ),
  }),
  make: ({ cv }): ArrivalProcess => {
    const k = weibullExponent(cv);
    const scale = Math.exp(-logGamma(1 + 1 / k));
    const single = tabulated((uniform) => (-Math.log1p(-uniform)) ** (1 / k));
    return {
      gaps: (draw, share) => {
        const skip = skips(draw, share);
        return (into) => {
          for (let i = 0; i < into.length; i++) {
            let gap = 0;
            for (let left = skip(); left > 0; left--) gap += single(draw());
            into[i] = gap * scale;
          }
        };
      },
    };
  },
});
