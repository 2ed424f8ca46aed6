/** The shelf of transformations. */
import { distilEntry } from './distil.js';
import { pruneEntry } from './prune.js';
import { quantiseEntry } from './quantise.js';
import { sparsifyEntry } from './sparsify.js';

export const transformationShelf = [quantiseEntry, pruneEntry, distilEntry, sparsifyEntry] as const;
