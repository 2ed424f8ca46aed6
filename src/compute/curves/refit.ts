/** Curves that were fitted again because rows left out are met better, in place of those written by hand. */
import { curveRefits } from '../calibrated.js';
import type { CurveName } from './sheets.js';

/** A family of kernels with one form of curve. */
export type CurveFamily =
  | 'gemm'
  | 'grouped-decode'
  | 'grouped-prefill'
  | 'latent-decode'
  | 'latent-prefill'
  | 'experts';

export interface CurveRefit {
  readonly family: CurveFamily;
  readonly curves: CurveName;
  /** Row of the chip's table. */
  readonly row: string;
  /** In the order of the family's form; launches in µs. */
  readonly figures: readonly number[];
  /** Kernels it was fitted on. */
  readonly kernels: number;
}

/** A table by chip with its refitted rows in it. */
export const refitted = <Curve, Rows extends object>(
  family: CurveFamily,
  table: Readonly<Record<CurveName, Rows>>,
  curveOf: (...figures: number[]) => Curve,
  placed: (rows: Rows, row: string, curve: Curve) => Rows = (rows, row, curve) => ({ ...rows, [row]: curve }),
): Readonly<Record<CurveName, Rows>> => {
  const result = { ...table };
  for (const { family: own, curves, row, figures } of curveRefits)
    if (own === family) result[curves] = placed(result[curves], row, curveOf(...figures));
  return result;
};
