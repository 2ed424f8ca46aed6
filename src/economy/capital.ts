/** What a thing bought once costs per year of its life. */
import type { Dollars, Ratio } from '../units/quantity.js';

/** Capital recovery factor crf(r, n) = r / (1 − (1 + r)^−n), and 1/n at r = 0 (straight line): the yearly payment that repays one dollar.
 *  r: yearly cost of capital, n: life in years. Standard annuity; valid for r > −1 and n > 0. */
export const capitalRecovery = (rate: Ratio, years: number): number =>
  rate === 0 ? 1 / years : -rate / Math.expm1(-years * Math.log1p(rate));

/** Yearly annuity of a price [USD/year]. */
export const annuity = (price: Dollars, rate: Ratio, years: number): Dollars => price * capitalRecovery(rate, years);
