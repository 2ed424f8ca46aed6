/** A thermal plant at the site: committed where prices pay for its start, ramped, broken and repaired. Gas and nuclear differ in figures alone. */
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  type Ratio,
  SECONDS_PER_HOUR,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import type { Signal } from '../signal.js';
import { constant } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { Output } from './output.js';
import type { Bid, Episode, Source } from './source.js';

export interface PlantSpec {
  readonly label: string;
  readonly unit: string;
  readonly power: Watts;
  readonly leastLoad: Ratio;
  /** Share of the rating by which output may rise in a second [1/s]. */
  readonly ramp: number;
  /** Fuel, carbon-free, and upkeep by use [USD/J]. */
  readonly fuelCost: DollarsPerJoule;
  readonly startCost: number;
  readonly leastRun: Seconds;
  /** kg/J. */
  readonly emission: number;
  /** Whether it runs whenever it can; else it is committed where the saving over its least run pays for the start. */
  readonly isBase: boolean;
  readonly levelised: DollarsPerJoule;
}

/** While output rises, how often it is looked at. */
const RAMP_STEP: Seconds = 60;

export class Plant implements Source {
  readonly isMetered = false;
  readonly unit: string;
  private readonly output: Output;
  private isOn: boolean;
  private runUntil: Seconds;
  /** Output and when it was set, for the ramp. */
  private level: Watts;
  private since: Seconds;
  private starts = 0;

  constructor(
    readonly name: string,
    private readonly spec: PlantSpec,
    private readonly now: () => Seconds,
    /** 1 while it is not broken and not in planned repair. */
    private readonly up: Signal,
    /** What its energy spares at the meter [USD/J]. */
    private readonly price: Signal,
  ) {
    this.unit = spec.unit;
    this.output = new Output(now, constant(spec.emission));
    this.isOn = spec.isBase;
    this.runUntil = now();
    this.level = spec.isBase ? spec.power : 0;
    this.since = now();
  }

  /** Somebody goes short: it starts whatever it costs. */
  call(): void {
    if (!this.isOn && this.up.at(this.now()) === 1) this.start();
  }

  bears(): boolean {
    return false;
  }

  least(time: Seconds): Watts {
    return this.runs(time) ? Math.min(this.spec.leastLoad * this.spec.power, this.reachable(time)) : 0;
  }

  available(time: Seconds): Watts {
    return this.runs(time) ? this.reachable(time) : 0;
  }

  bids(time: Seconds): readonly Bid[] {
    this.commit(time);
    return [{ watts: this.available(time) - this.least(time), cost: this.spec.fuelCost }];
  }

  nextChange(time: Seconds): Seconds {
    const hour = (Math.floor(time / SECONDS_PER_HOUR) + 1) * SECONDS_PER_HOUR;
    const isRising = this.runs(time) && this.reachable(time) < this.spec.power;
    return Math.min(
      this.up.nextChange(time),
      this.spec.isBase ? Number.POSITIVE_INFINITY : hour,
      isRising ? time + RAMP_STEP : Number.POSITIVE_INFINITY,
    );
  }

  set(power: Watts): void {
    this.level = power;
    this.since = this.now();
    this.output.set(power);
  }

  joules(): Joules {
    return this.output.joules();
  }

  spilled(): Joules {
    return 0;
  }

  kilograms(): Kilograms {
    return this.output.kilograms();
  }

  carbon(): { readonly average: number; readonly marginal: number } {
    return { average: this.spec.emission, marginal: this.spec.emission };
  }

  episodes(): readonly Episode[] {
    return [];
  }

  lines(): readonly BillLine[] {
    const { label, fuelCost, startCost, levelised } = this.spec;
    const dated = { group: 'supply' as const, currency: 'USD', from: 0, to: this.now() };
    const joules = this.joules();
    const perKilowattHour = (price: DollarsPerJoule) => price * JOULES_PER_KILOWATT_HOUR;
    return [
      {
        ...dated,
        label: `${label}, fuel and upkeep`,
        quantity: joules / JOULES_PER_KILOWATT_HOUR,
        unit: 'kWh',
        price: perKilowattHour(fuelCost),
        dollars: joules * fuelCost,
      },
      {
        ...dated,
        label: `${label}, building it`,
        quantity: joules / JOULES_PER_KILOWATT_HOUR,
        unit: 'kWh',
        price: perKilowattHour(levelised),
        dollars: joules * levelised,
      },
      ...(this.starts === 0
        ? []
        : [
            {
              ...dated,
              label: `${label}, starts`,
              quantity: this.starts,
              unit: 'start',
              price: startCost,
              dollars: this.starts * startCost,
            },
          ]),
    ];
  }

  private runs(time: Seconds): boolean {
    return this.isOn && this.up.at(time) === 1;
  }

  /** Output within the ramp since it was last set [W]. */
  private reachable(time: Seconds): Watts {
    const { power, ramp } = this.spec;
    return Math.min(power, this.level + ramp * power * (time - this.since));
  }

  private start(): void {
    const now = this.now();
    this.isOn = true;
    this.starts++;
    this.runUntil = now + this.spec.leastRun;
    this.level = 0;
    this.since = now;
  }

  /** Commits where the saving expected over the least run at full output exceeds the start, and stands down where the next such stretch would lose. */
  private commit(time: Seconds): void {
    const { isBase, power, fuelCost, startCost, leastRun } = this.spec;
    if (isBase || this.up.at(time) === 0) return;
    const hours = Math.max(1, Math.round(leastRun / SECONDS_PER_HOUR));
    let saving = 0;
    for (let hour = 0; hour < hours; hour++)
      saving += (this.price.at(time + hour * SECONDS_PER_HOUR) - fuelCost) * power * SECONDS_PER_HOUR;
    if (!this.isOn && saving > startCost) this.start();
    else if (this.isOn && time >= this.runUntil && saving < 0) this.isOn = false;
  }
}
