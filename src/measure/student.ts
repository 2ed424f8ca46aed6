/** Student's t distribution for whole degrees of freedom, which simple-statistics does not offer. */

/**
 * Probability that |T| stays within √ν·tan θ, for ν degrees of freedom: a finite sum, exact for whole ν ≥ 1.
 * odd ν:  A = (2/π)·(θ + sin θ·(cos θ + (2/3)·cos³θ + … + (2·4…(ν−3))/(3·5…(ν−2))·cos^(ν−2) θ))
 * even ν: A = sin θ·(1 + (1/2)·cos²θ + … + (1·3…(ν−3))/(2·4…(ν−2))·cos^(ν−2) θ)
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
const centralProbability = (angle: number, degrees: number): number => {
  const cosine = Math.cos(angle);
  const square = cosine * cosine;
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
};

/**
 * The t that a Student variable with `degrees` (a whole number ≥ 1) stays below with a probability between 0 and 1; 0.975 serves a 95% interval.
 * Found by halving the angle 54 times: accurate to 1e-6 of published tables, and far better away from the extreme tails. Throws RangeError outside these ranges.
 */
export const studentQuantile = (probability: number, degrees: number): number => {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`a probability of ${probability} has no t quantile`);
  if (!(Number.isInteger(degrees) && degrees >= 1))
    throw new RangeError(`t needs whole degrees of freedom, not ${degrees}`);
  const central = Math.abs(2 * probability - 1);
  let low = 0;
  let high = Math.PI / 2;
  for (let halving = 0; halving < 54; halving++) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, degrees) < central) low = middle;
    else high = middle;
  }
  return Math.sign(probability - 0.5) * Math.sqrt(degrees) * Math.tan(low);
};
