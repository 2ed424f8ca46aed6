/** ln Γ(x), which the Weibull distribution needs to know its own mean. */

/** Stirling's series after shifting x above 10: ln Γ(x) = (x − ½)ln x − x + ½ln 2π + 1/12x − 1/360x³ + 1/1260x⁵ (Abramowitz & Stegun 6.1.41).
 *  Error below 1e-10 for x > 0. */
export const logGamma = (x: number): number => {
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift += Math.log(y);
  const square = y * y;
  return (
    (y - 0.5) * Math.log(y) -
    y +
    0.5 * Math.log(2 * Math.PI) +
    (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / y -
    shift
  );
};
