/** The counts a model is made of: layers, heads, widths. */
import { count } from '../../schema/field.js';

/** Far above any real model, and low enough that no product of sizes leaves the range of a number. */
const LARGEST = 1_000_000;

export const size = (doc: string, { min = 1 }: { min?: number } = {}) => count(doc, { min, max: LARGEST });
