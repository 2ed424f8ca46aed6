/** A long line from a far source: kilowatt-hours are shipped, and some are lost on the way.
 *
 *   far source ──sent──▶ [ l0 + l1·x + l2·x² ] ──delivered──▶ bus
 */
import { defaulting, fields, number, price, quantity, ratio } from '../../schema/field.js';
import { entry, makeFrom, shelfField } from '../../schema/shelf.js';
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  type Ratio,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import { Meter } from '../meter.js';
import type { BillLine } from '../tariffs/part.js';
import { hydro } from './hydro.js';
import { solar } from './solar.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';
import { wind } from './wind.js';

export interface LineSpec {
  /** Most power that may be sent [W]. */
  readonly capacity: Watts;
  /** Loss over capacity = standing + linear·x + square·x², x = sent over capacity. */
  readonly standing: Ratio;
  readonly linear: Ratio;
  readonly square: Ratio;
  /** For the use of the line [USD/J delivered]. */
  readonly fee: DollarsPerJoule;
}

/** Power delivered of what is sent [W]; the standing loss comes first. */
export const delivered = (sent: Watts, { capacity, standing, linear, square }: LineSpec): Watts => {
  const x = sent / capacity;
  return Math.max(0, sent - capacity * (standing * (sent > 0 ? 1 : 0) + linear * x + square * x * x));
};

/** Loss of one more watt sent: linear + 2·square·x; for pure I²R twice the average. */
export const marginalLoss = (sent: Watts, { capacity, linear, square }: LineSpec): Ratio =>
  linear + (2 * square * sent) / capacity;

/** Power to send for so much delivered [W]: the smaller root of the same quadratic. */
export const sentFor = (wanted: Watts, spec: LineSpec): Watts => {
  if (wanted <= 0) return 0;
  const { capacity, standing, linear, square } = spec;
  const [a, b, c] = [square / capacity, -(1 - linear), wanted + standing * capacity];
  if (a === 0) return Math.min(capacity, c / -b);
  const root = b * b - 4 * a * c;
  return root <= 0 ? capacity : Math.min(capacity, (2 * c) / (-b + Math.sqrt(root)));
};

/** Steps in which the rising loss is bid. */
const STEPS = 4;

export class Line implements Source {
  readonly isMetered = false;
  readonly unit: string;
  private readonly output: Meter;

  constructor(
    readonly name: string,
    private readonly spec: LineSpec,
    private readonly far: Source,
    now: () => Seconds,
  ) {
    this.unit = `${far.unit} over a line`;
    this.output = new Meter(now);
  }

  least(time: Seconds): Watts {
    return delivered(Math.min(this.far.least(time), this.spec.capacity), this.spec);
  }

  available(time: Seconds): Watts {
    return delivered(Math.min(this.far.available(time), this.spec.capacity), this.spec);
  }

  /** The far source's first price, dearer by what the next watt loses on the way, in a few steps. */
  bids(time: Seconds): readonly Bid[] {
    const { spec } = this;
    const [from, to] = [
      Math.min(this.far.least(time), spec.capacity),
      Math.min(this.far.available(time), spec.capacity),
    ];
    const price = this.far.bids(time)[0]?.cost ?? 0;
    return Array.from({ length: STEPS }, (_, step): Bid => {
      const [low, high] = [0, 1].map((edge) => from + ((to - from) * (step + edge)) / STEPS) as [Watts, Watts];
      const loss = marginalLoss((low + high) / 2, spec);
      return { watts: Math.max(0, delivered(high, spec) - delivered(low, spec)), cost: price / (1 - loss) + spec.fee };
    });
  }

  nextChange(time: Seconds): Seconds {
    return this.far.nextChange(time);
  }

  bears(): boolean {
    return false;
  }

  set(power: Watts): void {
    this.output.set(power);
    this.far.set(sentFor(power, this.spec));
  }

  joules(): Joules {
    return this.output.read();
  }

  spilled(): Joules {
    return this.far.spilled();
  }

  /** Energy lost on the way so far [J]. */
  lost(): Joules {
    return this.far.joules() - this.output.read();
  }

  kilograms(): Kilograms {
    return this.far.kilograms();
  }

  carbon(time: Seconds): { readonly average: number; readonly marginal: number } {
    return this.far.carbon(time);
  }

  episodes(): readonly Episode[] {
    return this.far.episodes();
  }

  lines(): readonly BillLine[] {
    const { fee } = this.spec;
    const far = this.far.lines();
    const dated = far[0];
    if (fee === 0 || dated === undefined) return far;
    return [
      ...far,
      {
        ...dated,
        label: 'Use of the line',
        quantity: this.joules() / JOULES_PER_KILOWATT_HOUR,
        unit: 'kWh',
        price: fee * JOULES_PER_KILOWATT_HOUR,
        currency: 'USD',
        dollars: this.joules() * fee,
      },
    ];
  }
}

const farSources = [solar, wind, hydro] as const;

export const line = entry({
  kind: 'line',
  doc: 'A source far away and the line to it: kilowatt-hours are shipped to the tokens, less what the way takes.',
  fields: fields({
    source: shelfField(farSources, 'What stands at the far end.'),
    capacity: quantity('power', 'Most power that may be sent.', { above: 0 }),
    distance: number('Length of the line [km].', { min: 0, max: 10_000 }),
    converters: defaulting(
      ratio('Loss in the converters of both ends.', { max: 0.2 }),
      0.014,
      'assumed: HVDC, 0.7% an end',
    ),
    perThousand: defaulting(
      ratio('Loss of each thousand kilometres at full load, growing with the square of the load.', { max: 0.3 }),
      0.035,
      'assumed: HVDC, 3.5% per 1,000 km',
    ),
    fee: defaulting(
      price('energy price', 'For the use of the line, per kilowatt-hour delivered.', { min: 0 }),
      '0 USD/MWh',
      'none stated',
    ),
  }),
  make: (spec, context: SourceContext): Source =>
    new Line(
      context.name,
      {
        capacity: spec.capacity,
        standing: 0,
        linear: spec.converters,
        square: (spec.perThousand * spec.distance) / 1000,
        fee: context.dollars(spec.fee) as number,
      },
      makeFrom<Source>(farSources, spec.source, context),
      context.now,
    ),
});
