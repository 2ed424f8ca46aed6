/** The shelf of feed-forward layers. */
import { denseEntry } from './dense.js';
import { expertsEntry } from './experts.js';

export const feedForwardShelf = [denseEntry, expertsEntry] as const;
