/** Something that feeds the site bus: what it offers now and at what price, what it gave, what passed its limit. */
import type { Stream } from '../../kernel/chance.js';
import type { Money } from '../../units/parse.js';
import type { Dollars, DollarsPerJoule, Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import type { SeriesContext } from '../series/aligned.js';
import type { Signal } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import type { Place } from '../weather/sun.js';

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

/** One step of what a source offers above its least power: so many watts at one price. */
export interface Bid {
  readonly watts: Watts;
  /** What one joule costs whoever runs the site, sunk costs left out [USD/J]; below 0 where giving is paid. */
  readonly cost: DollarsPerJoule;
}

export interface Source {
  readonly name: string;
  /** What reports call the next watt when it comes from here: `grid`, `solar`, `genset`. */
  readonly unit: string;
  /** Whether it comes through the meter of the site's tariff. */
  readonly isMetered: boolean;
  /** The way out through the same wires, where there is one. */
  readonly outlet?: Outlet | undefined;
  /** Least power it gives, wanted or not, from this instant on [W]. */
  least(time: Seconds): Watts;
  /** Most power it can give from this instant on [W]. */
  available(time: Seconds): Watts;
  /** Steps between `least` and `available`, cheapest first. */
  bids(time: Seconds): readonly Bid[];
  /** The next instant at which any of these changes by itself; Infinity if never. */
  nextChange(time: Seconds): Seconds;
  /** Whether it would carry more than it offers rather than let the load go dark: a grid that is up, never one's own machines. */
  bears(time: Seconds): boolean;
  /** Nobody can serve this much of the load now [W]: a source that can start, starts. */
  call?(missing: Watts): void;
  /** Power drawn from now on [W]; above `available` it is still delivered, and recorded as an episode. */
  set(power: Watts): void;
  /** Energy given so far [J]. */
  joules(): Joules;
  /** Energy that cost nothing and that nobody took so far [J]; of sources whose energy is lost when it is not taken. */
  spilled(): Joules;
  /** Carbon dioxide equivalent emitted for it so far, average intensity [kg]. */
  kilograms(): Kilograms;
  /** Clean energy so far whose certificates come to the site although it was delivered elsewhere [J]. */
  certified?(): Joules;
  /** What one more joule emits now, as averages and as the margin of its market see it [kg/J]. */
  carbon(time: Seconds): { readonly average: number; readonly marginal: number };
  /** Episodes so far; one still open ends now. */
  episodes(): readonly Episode[];
  /** What it adds to the bill so far beside the tariff's meter: fuel, contracts, wear. */
  lines(): readonly BillLine[];
}

/** A way out of the site: power that nobody needs goes to the grid, for what the tariff pays. The bus meters it. */
export interface Outlet {
  /** Most power that may leave from this instant on [W]. */
  room(time: Seconds): Watts;
  /** The next instant at which the room changes by itself; Infinity if never. */
  nextChange(time: Seconds): Seconds;
}

/** What a source is told about the site it feeds. */
export interface SourceContext extends SeriesContext {
  readonly name: string;
  now(): Seconds;
  /** Average carbon intensity of the region's grid [kg/J]. */
  readonly regionCarbon: number;
  /** What one more joule through the site's meter costs [USD/J]. */
  readonly price: Signal;
  /** Turns a stated price into dollars at the run's stated exchange rate. */
  dollars(money: Money): Dollars;
  /** Where the site stands, for the sun and the density of the air. */
  readonly place: Place;
  /** A stream of draws for one purpose; another purpose never moves it. */
  chance(purpose: string): Stream;
}
