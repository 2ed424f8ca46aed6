/** Weather that nobody recorded: slow and fast Gaussian memory, mapped to the marginal that the quantity has. Drawn in order of time from a stream of its own. */
import { errorFunction, gamma, gammaln } from 'simple-statistics';
import type { Stream } from '../../kernel/chance.js';
import { inverseNormal } from '../../kernel/normal.js';

/** A standard normal with memory: z_t = φ z_{t−1} + √(1 − φ²) ε, φ = e^(−step/memory). Values come in order and are kept. */
export const remembering = (stream: Stream, step: number, memory: number): ((index: number) => number) => {
  const phi = Math.exp(-step / memory);
  const kept: number[] = [];
  return (index) => {
    while (kept.length <= index) {
      const shock = inverseNormal(Math.min(1 - 2 ** -53, Math.max(2 ** -53, stream())));
      kept.push(kept.length === 0 ? shock : phi * kept.at(-1)! + Math.sqrt(1 - phi * phi) * shock);
    }
    return kept[index]!;
  };
};

/** Probability that a standard normal stays below z. */
export const normal = (z: number): number => (1 + errorFunction(z / Math.SQRT2)) / 2;

/** Weibull speeds with a mean and a standard deviation over mean: k = (sd/mean)^−1.086, A = mean / Γ(1 + 1/k) (Justus 1978; good for k from 1 to 10). */
export const weibull = (mean: number, variation: number) => {
  const shape = variation ** -1.086;
  const scale = mean / gamma(1 + 1 / shape);
  return { shape, scale, at: (probability: number): number => scale * (-Math.log(1 - probability)) ** (1 / shape) };
};

/** Shares between 0 and 1 with a mean and a standard deviation: Kumaraswamy's distribution, F(x) = 1 − (1 − x^a)^b, the Beta's twin with a closed inverse.
 *  a and b are found by halving; mean b·B(1 + 1/a, b). */
export const kumaraswamy = (mean: number, deviation: number): ((probability: number) => number) => {
  const moment = (a: number, b: number, n: number): number => b * beta(1 + n / a, b);
  const shapeFor = (a: number): number => halved(0.05, 500, (b) => moment(a, b, 1) - mean);
  const spreadAt = (a: number): number => {
    const b = shapeFor(a);
    return moment(a, b, 2) - moment(a, b, 1) ** 2;
  };
  const a = halved(0.3, 60, (one) => spreadAt(one) - deviation ** 2);
  const b = shapeFor(a);
  return (probability) => (1 - (1 - probability) ** (1 / b)) ** (1 / a);
};

const beta = (x: number, y: number): number => Math.exp(gammaln(x) + gammaln(y) - gammaln(x + y));

/** The zero of a falling function between two ends, by sixty halvings of the logarithm. */
const halved = (from: number, to: number, of: (x: number) => number): number => {
  let [low, high] = [Math.log(from), Math.log(to)];
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2;
    if (of(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
};
