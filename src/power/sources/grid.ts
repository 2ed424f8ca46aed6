/** A grid connection: as much as its limit, at the carbon intensity of the region. */
import { fields, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import {
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  SECONDS_PER_HOUR,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import { Meter } from '../meter.js';
import { signalFrom } from '../series/aligned.js';
import { signalField } from '../series/field.js';
import type { Signal } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { type Connection, connectionIssues, connectionOf, connectionShape } from './connection.js';
import { Output } from './output.js';
import type { Bid, Episode, Outlet, Source, SourceContext } from './source.js';

/** While what it carries rises, how often it is looked at. */
const RAMP_STEP: Seconds = 60;

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

  /** What it carries and since when, for the ramp. */
  private level = Number.POSITIVE_INFINITY;
  private since: Seconds;
  private readonly against: Meter[];
  private readonly called: Meter[];

  constructor(
    private readonly context: Pick<SourceContext, 'name' | 'now' | 'price'>,
    private readonly connection: Connection,
    /** Average carbon intensity [kg/J]. */
    private readonly intensity: Signal,
    /** Carbon intensity of what backs one more joule up [kg/J]. */
    private readonly marginal: Signal,
    /** Way out through the same wires; none where nothing may leave. */
    readonly outlet?: Outlet,
  ) {
    this.name = context.name;
    this.output = new Output(context.now, intensity);
    this.above = new Meter(context.now);
    this.since = context.now();
    this.against = connection.contracts.map(() => new Meter(context.now));
    this.called = connection.contracts.map(() => new Meter(context.now));
  }

  least(): Watts {
    return 0;
  }

  available(time: Seconds): Watts {
    const { limit, ramp } = this.connection;
    const most = limit.at(time);
    return ramp === Number.POSITIVE_INFINITY ? most : Math.min(most, this.level + ramp * (time - this.since));
  }

  bids(time: Seconds): readonly Bid[] {
    return [{ watts: this.available(time), cost: this.context.price.at(time) }];
  }

  nextChange(time: Seconds): Seconds {
    const { limit, ramp } = this.connection;
    const isRising = ramp < Number.POSITIVE_INFINITY && this.available(time) < limit.at(time);
    return Math.min(
      this.context.price.nextChange(time),
      limit.nextChange(time),
      isRising ? time + RAMP_STEP : Number.POSITIVE_INFINITY,
    );
  }

  /** A grid that is up carries more than it should rather than nothing; one that is down carries nothing. */
  bears(time: Seconds): boolean {
    return this.connection.up.at(time) === 1;
  }

  set(power: Watts): void {
    const now = this.context.now();
    const most = this.available(now);
    this.output.set(power);
    this.level = power;
    this.since = now;
    const excess = power > most * (1 + ROUNDING) ? power - most : 0;
    this.connection.contracts.forEach(({ depth, free }, row) => {
      const isCalled = free.at(now) === 0;
      this.against[row]!.set(isCalled ? Math.min(excess, depth) : 0);
      this.called[row]!.set(isCalled ? Math.max(0, depth - excess) : 0);
    });
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

  /** What contracts pay and charge. */
  lines(): readonly BillLine[] {
    const now = this.context.now();
    const dated = { group: 'supply' as const, currency: 'USD', from: 0, to: now };
    const energy = (label: string, joules: Joules, price: number): readonly BillLine[] =>
      joules === 0 || price === 0
        ? []
        : [
            {
              ...dated,
              label,
              quantity: joules / JOULES_PER_KILOWATT_HOUR,
              unit: 'kWh',
              price: price * JOULES_PER_KILOWATT_HOUR,
              dollars: joules * price,
            },
          ];
    return this.connection.contracts.flatMap(({ payment, energyPayment, penalty }, row) => [
      ...(payment === 0
        ? []
        : [
            {
              ...dated,
              label: 'Callable power',
              quantity: now / SECONDS_PER_HOUR,
              unit: 'hour',
              price: -payment * SECONDS_PER_HOUR,
              dollars: -payment * now,
            },
          ]),
      ...energy('Power given back when called', this.called[row]!.read(), -energyPayment),
      ...energy('Power drawn against a call', this.against[row]!.read(), penalty),
    ]);
  }

  private ending({ from, joules, watts }: NonNullable<GridFeed['open']>): Episode {
    return { source: this.name, from, to: this.context.now(), joules: this.above.read() - joules, watts };
  }
}

/** Room for so much while the grid is up; contracts that call power back and tranches bind what comes in, not what leaves. */
const outletOf = (limit: Watts, up: Signal): Outlet => ({
  room: (time) => (up.at(time) === 0 ? 0 : limit),
  nextChange: (time) => up.nextChange(time),
});

export const grid = entry({
  kind: 'grid',
  doc: 'A connection to the public grid with a limit that is watched: what is drawn above it is reported, never ignored.',
  fields: fields({
    limit: quantity(
      'power',
      'Most power the connection may carry, at the site meter. Left out: as much as the site ever needs.',
      { above: 0 },
    ).optional(),
    exportLimit: quantity(
      'power',
      'Most power that may leave the site through it, for what the part `export` of the tariff pays. Left out: none; what nobody needs is curtailed.',
      { above: 0 },
    ).optional(),
    carbon: signalField(
      'carbon intensity',
      'Average emissions of a kilowatt-hour from this grid. Left out: the average of the region.',
      { min: 0 },
    ).optional(),
    ...connectionShape,
    marginalCarbon: signalField(
      'carbon intensity',
      'Emissions of what backs up one more kilowatt-hour of this grid. Left out: its average, which understates added load in most places.',
      { min: 0 },
    ).optional(),
  }),
  check: connectionIssues,
  make: (values, context: SourceContext): Source => {
    const { carbon, marginalCarbon, exportLimit } = values;
    const connection = connectionOf(values, context.name, context);
    const average = carbon ?? context.regionCarbon;
    return new GridFeed(
      context,
      connection,
      signalFrom(average, context),
      signalFrom(marginalCarbon ?? average, context),
      exportLimit === undefined ? undefined : outletOf(exportLimit, connection.up),
    );
  },
});
