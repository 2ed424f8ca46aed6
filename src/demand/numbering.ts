/** How requests are numbered, so that a request keeps its number, and with it its draws, whatever happens to others. */
import { MOST_TURNS } from './callers/dialogue.js';

/** Numbers of a stream reserved for one group of replicas: group g counts from g·2^36, so sampling more groups moves nobody. */
export const GROUP_SPAN = 2 ** 36;

/** The most groups whose numbers stay exact in a double. */
export const MOST_GROUPS = 2 ** 17;

/** Turn t of the session with number s (a multiple of `MOST_TURNS`) has number s + t. */
export const SESSION_STEP = MOST_TURNS;
