/** A grid connection: as much as its limit, at the carbon intensity of the region. */
import { fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import { Meter } from '../meter.js';
import { signalFrom } from '../series/aligned.js';
import { signalField } from '../series/field.js';
import { integral, type Signal } from '../signal.js';
import type { Episode, Source, SourceContext } from './source.js';

/** Power above the limit by less than this share is rounding. */
const ROUNDING = 1e-9;

export class GridFeed implements Source {
  readonly name: string;
  private readonly meter: Meter;
  private readonly above: Meter;
  private readonly closed: Episode[] = [];
  private open: { from: Seconds; joules: Joules; watts: Watts } | null = null;
  private carbon: Kilograms = 0;
  private since: Seconds;

  constructor(
    private readonly context: Pick<SourceContext, 'name' | 'now'>,
    private readonly limit: Watts,
    /** Average carbon intensity [kg/J]. */
    private readonly intensity: Signal,
  ) {
    this.name = context.name;
    this.meter = new Meter(context.now);
    this.above = new Meter(context.now);
    this.since = context.now();
  }

  available(): Watts {
    return this.limit;
  }

  set(power: Watts): void {
    this.emit();
    this.meter.set(power);
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
    return this.meter.read();
  }

  kilograms(): Kilograms {
    this.emit();
    return this.carbon;
  }

  episodes(): readonly Episode[] {
    return this.open === null ? this.closed : [...this.closed, this.ending(this.open)];
  }

  private ending({ from, joules, watts }: NonNullable<GridFeed['open']>): Episode {
    return { source: this.name, from, to: this.context.now(), joules: this.above.read() - joules, watts };
  }

  private emit(): void {
    const now = this.context.now();
    this.carbon += this.meter.power * integral(this.intensity, this.since, now);
    this.since = now;
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
  }),
  make: ({ limit, carbon }, context: SourceContext): Source =>
    new GridFeed(context, limit ?? Number.POSITIVE_INFINITY, signalFrom(carbon ?? context.regionCarbon, context)),
});
