/** Water behind a dam: what flows in by the month, what is held, what runs through the turbines, what spills.
 *
 *   inflow ──▶ [ reservoir ] ──turbines──▶ bus
 *                  └──────── spill
 */
import type { Law } from '../../kernel/component.js';
import { defaulting, fields, list, number, price, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import type { Calendar } from '../calendar.js';
import { constant } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { Output } from './output.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';

/** Levels closer than this share of the reservoir are the same. */
const SAME = 1e-9;

interface HydroSpec {
  readonly capacity: Watts;
  /** Energy that the full reservoir holds, as electricity [J]; 0 for a river that runs through. */
  readonly reservoir: Joules;
  /** Energy inside at the start [J]. */
  readonly start: Joules;
  /** Mean inflow as electricity [W]. */
  readonly inflow: Watts;
  /** Inflow of each month over the mean, January first. */
  readonly months: readonly number[];
  /** What a joule in the reservoir is worth, kept for later [USD/J]. */
  readonly value: DollarsPerJoule;
  readonly levelised: DollarsPerJoule;
}

/** dS/dt = inflow − P − spill, all as electricity; linear between events: a month's edge, full, empty. */
export class Hydro implements Source {
  readonly unit = 'hydro';
  readonly isMetered = false;
  private readonly output: Output;
  private inside: Joules;
  private since: Seconds;
  private came: Joules = 0;
  private over: Joules = 0;
  private power: Watts = 0;

  constructor(
    readonly name: string,
    private readonly spec: HydroSpec,
    private readonly now: () => Seconds,
    private readonly calendar: Calendar,
  ) {
    this.output = new Output(now, constant(0));
    this.inside = spec.start;
    this.since = now();
  }

  private inflowAt(time: Seconds): Watts {
    return this.spec.inflow * this.spec.months[this.calendar.moment(time, 0).month - 1]!;
  }

  private get held(): Joules {
    this.settle();
    return this.inside;
  }

  bears(): boolean {
    return false;
  }

  least(): Watts {
    return 0;
  }

  available(time: Seconds): Watts {
    const { capacity, reservoir } = this.spec;
    return this.held > SAME * reservoir && reservoir > 0 ? capacity : Math.min(capacity, this.inflowAt(time));
  }

  /** Water that would spill costs nothing; the rest what it is worth later. */
  bids(time: Seconds): readonly Bid[] {
    const most = this.available(time);
    const { reservoir, value } = this.spec;
    const isFull = this.held >= reservoir * (1 - SAME);
    const running = isFull ? Math.min(most, this.inflowAt(time)) : 0;
    return [
      { watts: running, cost: 0 },
      { watts: most - running, cost: value },
    ];
  }

  nextChange(time: Seconds): Seconds {
    const net = this.inflowAt(time) - this.power;
    const { reservoir } = this.spec;
    const level = this.held;
    let next = this.calendar.month(time, 0).to;
    if (net > 0 && level < reservoir * (1 - SAME)) next = Math.min(next, time + (reservoir - level) / net);
    if (net < 0 && level > SAME * reservoir) next = Math.min(next, time + level / -net);
    return next;
  }

  set(power: Watts): void {
    this.settle();
    this.power = power;
    const isFull = this.inside >= this.spec.reservoir * (1 - SAME);
    this.output.set(power, isFull ? Math.max(0, Math.min(this.spec.capacity, this.inflowAt(this.now())) - power) : 0);
  }

  joules(): Joules {
    return this.output.joules();
  }

  spilled(): Joules {
    return this.output.spilled();
  }

  kilograms(): Kilograms {
    return 0;
  }

  carbon(): { readonly average: number; readonly marginal: number } {
    return { average: 0, marginal: 0 };
  }

  episodes(): readonly Episode[] {
    return [];
  }

  lines(): readonly BillLine[] {
    const { levelised } = this.spec;
    this.settle();
    return [
      {
        label: 'Water, building it, taken or not',
        group: 'supply',
        quantity: this.came / JOULES_PER_KILOWATT_HOUR,
        unit: 'kWh',
        price: levelised * JOULES_PER_KILOWATT_HOUR,
        currency: 'USD',
        dollars: this.came * levelised,
        from: 0,
        to: this.now(),
      },
    ];
  }

  check(law: Law): void {
    const { start, reservoir } = this.spec;
    const level = this.held;
    const books = start + this.came - this.joules() - this.over;
    law(
      Math.abs(books - level) <= SAME * Math.max(reservoir, this.came, start),
      () => `${this.name}: ${level} J in the reservoir, but ${books} J came and did not leave`,
    );
  }

  private settle(): void {
    for (const now = this.now(); this.since < now; ) {
      const until = Math.min(now, this.calendar.month(this.since, 0).to);
      const seconds = until - this.since;
      const arrived = this.inflowAt(this.since) * seconds;
      const level = this.inside + arrived - this.power * seconds;
      this.came += arrived;
      this.over += Math.max(0, level - this.spec.reservoir);
      this.inside = Math.max(0, Math.min(this.spec.reservoir, level));
      this.since = until;
    }
  }
}

/** Inflow of each month over its mean: the curve of PyPSA-China-PIK 25c83bf (per unit of nameplate, mean .43), used there for all provinces. */
const CHINA = [0.27, 0.15, 0.18, 0.32, 0.45, 0.61, 0.75, 0.69, 0.59, 0.46, 0.3, 0.37].map((share) =>
  Number((share / 0.43).toFixed(3)),
);

export const hydro = entry({
  kind: 'hydro',
  doc: 'Turbines at a dam or in a river: inflow by the month, a reservoir that fills, spills and runs empty.',
  fields: fields({
    capacity: quantity('power', 'Rated output of the turbines.', { above: 0 }),
    inflow: quantity('power', 'Mean inflow over the year, as electricity.', { above: 0 }),
    months: defaulting(
      list(
        number('Inflow of a month over the mean.', { min: 0, max: 12 }),
        'Inflow of each month over the mean, January first.',
        { min: 12, max: 12 },
      ),
      CHINA,
      'PyPSA-China-PIK 25c83bf: one curve for all provinces',
    ),
    reservoir: defaulting(
      quantity('energy', 'Electricity that the full reservoir holds; 0 for a river.', { min: 0 }),
      '0 MWh',
      'a river that runs through',
    ),
    start: defaulting(number('Share of the reservoir that is full at the start.', { min: 0, max: 1 }), 0.5, 'assumed'),
    waterValue: defaulting(
      price('energy price', 'What a kilowatt-hour of water is worth, kept for later.', { min: 0 }),
      '0 USD/MWh',
      'a river cannot keep it',
    ),
    levelisedCost: defaulting(
      price('energy price', 'What building it costs over its life, per kilowatt-hour that flows in.', { min: 0 }),
      '50 USD/MWh',
      'assumed: between wind and coal in the cost tables of power.md section 13',
    ),
  }),
  make: (spec, context: SourceContext): Source =>
    new Hydro(
      context.name,
      {
        ...spec,
        start: spec.start * spec.reservoir,
        value: context.dollars(spec.waterValue) as number,
        levelised: context.dollars(spec.levelisedCost) as number,
      },
      context.now,
      context.calendar,
    ),
});
