/** A grid connection: as much as its limit, at the carbon intensity of the region. */
import { fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import { Meter } from '../meter.js';
import { signalFrom } from '../series/aligned.js';
import { signalField } from '../series/field.js';
import type { Signal } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { Output } from './output.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';

/** Power above the limit by less than this share is rounding. */
const ROUNDING = 1e-9;

export class GridFeed implements Source {
  readonly name: string;
  readonly unit = 'grid';
  readonly isMetered = true;
  private readonly output: Output;
  private readonly above: Meter;
  private readonly closed: Episode[] = [];
  private open: { from: Seconds; joules: Joules; watts: Watts } | null = null;

  constructor(
    private readonly context: Pick<SourceContext, 'name' | 'now' | 'price'>,
    private readonly limit: Watts,
    /** Average carbon intensity [kg/J]. */
    private readonly intensity: Signal,
    /** Carbon intensity of what backs one more joule up [kg/J]. */
    private readonly marginal: Signal,
  ) {
    this.name = context.name;
    this.output = new Output(context.now, intensity);
    this.above = new Meter(context.now);
  }

  least(): Watts {
    return 0;
  }

  available(): Watts {
    return this.limit;
  }

  bids(time: Seconds): readonly Bid[] {
    return [{ watts: this.limit, cost: this.context.price.at(time) }];
  }

  nextChange(time: Seconds): Seconds {
    return this.context.price.nextChange(time);
  }

  set(power: Watts): void {
    this.output.set(power);
    const excess = power > this.limit * (1 + ROUNDING) ? power - this.limit : 0;
    this.above.set(excess);
    if (this.open !== null && excess === 0) {
      this.closed.push(this.ending(this.open));
      this.open = null;
    }
    if (excess > 0) {
      this.open ??= { from: this.context.now(), joules: this.above.read(), watts: 0 };
      this.open.watts = Math.max(this.open.watts, excess);
    }
  }

  joules(): Joules {
    return this.output.joules();
  }

  /** What the grid does not sell here it sells elsewhere. */
  spilled(): Joules {
    return 0;
  }

  kilograms(): Kilograms {
    return this.output.kilograms();
  }

  carbon(time: Seconds): { readonly average: number; readonly marginal: number } {
    return { average: this.intensity.at(time), marginal: this.marginal.at(time) };
  }

  episodes(): readonly Episode[] {
    return this.open === null ? this.closed : [...this.closed, this.ending(this.open)];
  }

  lines(): readonly BillLine[] {
    return [];
  }

  private ending({ from, joules, watts }: NonNullable<GridFeed['open']>): Episode {
    return { source: this.name, from, to: this.context.now(), joules: this.above.read() - joules, watts };
  }
}

export const grid = entry({
  kind: 'grid',
  doc: 'A connection to the public grid with a limit that is watched: what is drawn above it is reported, never ignored.',
  fields: fields({
    limit: quantity(
      'power',
      'Most power the connection may carry, at the site meter. Left out: as much as the site ever needs.',
      { above: 0 },
    ).optional(),
    carbon: signalField(
      'carbon intensity',
      'Average emissions of a kilowatt-hour from this grid. Left out: the average of the region.',
      { min: 0 },
    ).optional(),
    marginalCarbon: signalField(
      'carbon intensity',
      'Emissions of what backs up one more kilowatt-hour of this grid. Left out: its average, which understates added load in most places.',
      { min: 0 },
    ).optional(),
  }),
  make: ({ limit, carbon, marginalCarbon }, context: SourceContext): Source => {
    const average = carbon ?? context.regionCarbon;
    return new GridFeed(
      context,
      limit ?? Number.POSITIVE_INFINITY,
      signalFrom(average, context),
      signalFrom(marginalCarbon ?? average, context),
    );
  },
});
