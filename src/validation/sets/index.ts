/** The measured tables the program can judge itself by. */
import type { MeasuredSet } from '../comparison.js';
import { gemmSet } from './aic-gemm.js';

export const measuredSets: readonly MeasuredSet[] = [gemmSet];
