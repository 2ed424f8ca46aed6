/** How mature the kernels of a framework are for one model in one format: measured step time over what kernel curves alone give. */
import { maturities } from './calibrated.js';
import type { FrameworkName } from './frameworks.js';
import type { PrecisionName } from './precision.js';

export interface Maturity {
  readonly framework: FrameworkName;
  /** Catalogue id. */
  readonly model: string;
  readonly precision: PrecisionName;
  /** Multiplies the time of all kernels: below 1 where they were tuned for this model. */
  readonly factor: number;
  /** Configurations it was fitted on. */
  readonly configurations: number;
}

/** 1 where nobody compared. */
export const maturityOf = (framework: string, model: string, precision: PrecisionName): number =>
  maturities.find((one) => one.framework === framework && one.model === model && one.precision === precision)?.factor ??
  1;
