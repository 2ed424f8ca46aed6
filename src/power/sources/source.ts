/** Something that feeds the site bus: what it can give now, what it gave, and what passed its limit. */
import type { Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import type { SeriesContext } from '../series/aligned.js';

/** A stretch of time in which more was drawn than the source could lawfully give. */
export interface Episode {
  readonly source: string;
  readonly from: Seconds;
  readonly to: Seconds;
  /** Energy above the limit [J]. */
  readonly joules: Joules;
  /** Highest power above the limit [W]. */
  readonly watts: Watts;
}

export interface Source {
  readonly name: string;
  /** Most power it can give from this instant on [W]. */
  available(time: Seconds): Watts;
  /** Power drawn from now on [W]; above `available` it is still delivered, and recorded as an episode. */
  set(power: Watts): void;
  /** Energy given so far [J]. */
  joules(): Joules;
  /** Carbon dioxide equivalent emitted for it so far, average intensity [kg]. */
  kilograms(): Kilograms;
  /** Episodes so far; one still open ends now. */
  episodes(): readonly Episode[];
}

/** What a source is told about the site it feeds. */
export interface SourceContext extends SeriesContext {
  readonly name: string;
  now(): Seconds;
  /** Average carbon intensity of the region's grid [kg/J]. */
  readonly regionCarbon: number;
}
