/** How well a figure is known, in the three words that every page uses. */
import type { Tier } from '../schema/fact.js';

export type Evidence = 'primary' | 'reported' | 'assumed';

/** `primary` measured on the thing itself · `reported` a sibling's figure, a data sheet, a press report · `assumed` our estimate. */
export const EVIDENCE: Readonly<Record<Tier, Evidence>> = {
  measured: 'primary',
  'same-generation': 'reported',
  'data-sheet': 'reported',
  estimate: 'assumed',
};

/** Filled bars of the three-bar mark. */
export const EVIDENCE_BARS: Readonly<Record<Evidence, 1 | 2 | 3>> = { primary: 3, reported: 2, assumed: 1 };
