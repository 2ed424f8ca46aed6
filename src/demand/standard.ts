/** The standard exponential and the standard normal of one uniform draw, as tables that all streams share. */
import { inverseNormal } from '../kernel/normal.js';
import { tabulated } from './tabulated.js';

/** −ln(1 − u) for u in [0, 1), whose mean over u is 1 within 2e-6. */
export const standardExponential = tabulated((uniform) => -Math.log1p(-uniform));

/** z with Φ(z) = u for u in [0, 1), finite also at 0. */
export const standardNormal = tabulated((uniform) => inverseNormal(uniform || Number.MIN_VALUE));
