/** Length distributions measured on real services, with the figures that say how those services' requests arrived. */
import type { Fact } from '../../schema/fact.js';

export interface Preset {
  readonly name: string;
  readonly doc: string;
  /** Tokens at min, max and percentiles, with their mean. */
  readonly prompt: Fact<Readonly<Record<string, number>>>;
  readonly output: Fact<Readonly<Record<string, number>>>;
  /** Spearman's rank correlation between prompt and output. */
  readonly rankCorrelation: Fact;
  readonly requests: Fact;
  /** Length of the measured trace [s]. */
  readonly span: Fact;
  /** Coefficient of variation of the gaps between requests; 1 for Poisson. */
  readonly gapVariation: Fact;
  /** Variance over mean of the requests per whole minute; 1 for Poisson. */
  readonly dispersionPerMinute: Fact;
}
