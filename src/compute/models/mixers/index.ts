/** The shelf of token mixing: every kind of attention and linear state a model may be built from. */
import { compressedEntry } from './compressed.js';
import { groupedEntry } from './grouped.js';
import { latentEntry } from './latent.js';
import { gatedDeltaNetEntry, kimiDeltaEntry, mamba2Entry } from './linear.js';

export const mixerShelf = [
  groupedEntry,
  latentEntry,
  compressedEntry,
  gatedDeltaNetEntry,
  kimiDeltaEntry,
  mamba2Entry,
] as const;
