/** Engines that start when nobody else can serve the load: some do not start, all drink from one tank.
 *
 *   missing ──call──▶ starting ──▶ running ──least run over, not needed──▶ standing
 */

import type { Stream } from '../../kernel/chance.js';
import { count, defaulting, fields, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  type Ratio,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import { constant } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { Output } from './output.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';

export interface GensetSpec {
  readonly units: number;
  /** Of each unit [W]. */
  readonly power: Watts;
  readonly startTime: Seconds;
  /** Share of units that are in repair when they are called, and of those called that do not start. */
  readonly unavailable: Ratio;
  readonly startFailure: Ratio;
  /** Mean running time until a unit fails [s]. */
  readonly failsAfter: Seconds;
  readonly leastLoad: Ratio;
  readonly leastRun: Seconds;
  /** Electricity out over heat of the fuel (higher heating value). */
  readonly efficiency: Ratio;
  /** Fuel burnt at no load, as a share of that at full load. */
  readonly idleFuel: Ratio;
  /** Electricity that a full tank gives at full load [J]; Infinity for a pipe. */
  readonly tank: Joules;
  /** USD/J of electricity at full load. */
  readonly fuelCost: DollarsPerJoule;
  /** kg/J of electricity at full load. */
  readonly emission: number;
}

export class Genset implements Source {
  readonly unit = 'genset';
  readonly isMetered = false;
  private readonly output: Output;
  private state: 'standing' | 'starting' | 'running' = 'standing';
  /** When starting ends, or the least run. */
  private until: Seconds = Number.POSITIVE_INFINITY;
  /** When each running unit will fail; empty while standing. */
  private failing: Seconds[] = [];
  private fuel: Joules;
  private burnt: Joules = 0;
  private power: Watts = 0;
  private since: Seconds;
  private starts = 0;
  private failures = 0;

  constructor(
    readonly name: string,
    private readonly spec: GensetSpec,
    private readonly now: () => Seconds,
    private readonly stream: Stream,
  ) {
    this.output = new Output(now, constant(0));
    this.fuel = spec.tank;
    this.since = now();
  }

  /** Nobody can serve this much more [W]: starts all units, once. */
  call(): void {
    this.settle();
    if (this.state !== 'standing' || this.fuel <= 0) return;
    this.state = 'starting';
    this.starts++;
    this.until = this.now() + this.spec.startTime;
  }

  bears(): boolean {
    return false;
  }

  least(time: Seconds): Watts {
    const { leastLoad } = this.spec;
    return this.state === 'running' && time < this.until ? leastLoad * this.running : 0;
  }

  available(): Watts {
    this.settle();
    return this.state === 'running' && this.fuel > 0 ? this.running : 0;
  }

  bids(time: Seconds): readonly Bid[] {
    const most = this.available();
    return [{ watts: Math.max(0, most - this.least(time)), cost: this.marginalCost }];
  }

  nextChange(time: Seconds): Seconds {
    this.settle();
    if (this.state === 'standing') return Number.POSITIVE_INFINITY;
    let next = this.until > time ? this.until : Number.POSITIVE_INFINITY;
    for (const instant of this.failing) if (instant > time) next = Math.min(next, instant);
    const rate = this.fuelRate;
    if (this.state === 'running' && rate > 0) next = Math.min(next, time + this.fuel / rate);
    return next;
  }

  set(power: Watts): void {
    this.settle();
    this.power = power;
    this.output.set(power);
    if (this.state === 'running' && power === 0 && this.now() >= this.until) this.stand();
  }

  joules(): Joules {
    return this.output.joules();
  }

  spilled(): Joules {
    return 0;
  }

  kilograms(): Kilograms {
    this.settle();
    return this.burnt * this.spec.emission;
  }

  carbon(): { readonly average: number; readonly marginal: number } {
    const { emission, idleFuel } = this.spec;
    return { average: emission, marginal: emission * (1 - idleFuel) };
  }

  episodes(): readonly Episode[] {
    return [];
  }

  /** What happened to it. */
  get record() {
    this.settle();
    return { starts: this.starts, failures: this.failures, fuelLeft: this.fuel };
  }

  lines(): readonly BillLine[] {
    this.settle();
    const { fuelCost } = this.spec;
    if (this.burnt === 0) return [];
    return [
      {
        label: 'Gensets, fuel at full-load rates',
        group: 'supply',
        quantity: this.burnt / JOULES_PER_KILOWATT_HOUR,
        unit: 'kWh',
        price: fuelCost * JOULES_PER_KILOWATT_HOUR,
        currency: 'USD',
        dollars: this.burnt * fuelCost,
        from: 0,
        to: this.now(),
      },
    ];
  }

  /** The next joule burns only the slope of the fuel curve. */
  private get marginalCost(): DollarsPerJoule {
    return this.spec.fuelCost * (1 - this.spec.idleFuel);
  }

  private get running(): Watts {
    const now = this.now();
    return this.failing.filter((instant) => instant > now).length * this.spec.power;
  }

  /** Fuel burnt in a second, as electricity at full load [W]: F0·P_rated + F1·P over its value at full load. */
  private get fuelRate(): Watts {
    return this.state === 'running' ? this.spec.idleFuel * this.running + (1 - this.spec.idleFuel) * this.power : 0;
  }

  private stand(): void {
    this.state = 'standing';
    this.failing = [];
    this.until = Number.POSITIVE_INFINITY;
  }

  private settle(): void {
    const now = this.now();
    const burnt = Math.min(this.fuel, this.fuelRate * (now - this.since));
    this.burnt += burnt;
    this.fuel -= burnt;
    this.since = now;
    if (this.state === 'starting' && now >= this.until) this.run(now);
    if (this.state === 'running' && (this.running === 0 || this.fuel <= 0)) {
      this.power = 0;
      this.stand();
    }
  }

  /** Starting is over: some units were in repair, some did not start, each of the others has its own life. */
  private run(now: Seconds): void {
    const { units, unavailable, startFailure, failsAfter, leastRun } = this.spec;
    this.failing = [];
    for (let unit = 0; unit < units; unit++) {
      const [repair, start, life] = [this.stream(), this.stream(), this.stream()];
      if (repair < unavailable || start < startFailure) this.failures++;
      else this.failing.push(now - failsAfter * Math.log(1 - life));
    }
    this.state = 'running';
    this.until = now + leastRun;
  }
}

/** REopt (NREL/REopt.jl 029db01d): 0.322 of the higher heating value, 40.7 kWh a gallon. */
const KILOWATT_HOURS_PER_GALLON = 40.7;

export const genset = entry({
  kind: 'genset',
  doc: 'Diesel engines that stand until nobody else can serve the load; each may fail to start or fail as it runs.',
  fields: fields({
    units: defaulting(count('Engines.', { max: 1000 }), 1, 'one'),
    power: quantity('power', 'Rated output of each engine.', { above: 0 }),
    startTime: defaulting(
      quantity('time', 'From the call to full output.', { min: 0, max: 3600 }),
      '15 s',
      'assumed, picked from 10–15 s',
    ),
    unavailable: defaulting(
      ratio('Share of engines that are in repair when called.'),
      0.005,
      'REopt: operational availability 0.995',
    ),
    startFailure: defaulting(
      ratio('Share of engines that do not start when called.'),
      0.0094,
      'REopt: failure to start 0.0094',
    ),
    failsAfter: defaulting(
      quantity('time', 'Mean running time until one fails.', { above: 0 }),
      '1100 hour',
      'REopt: mean time to failure',
    ),
    leastLoad: defaulting(ratio('Least load of a running engine.'), 0.3, 'assumed: below it, engines foul'),
    leastRun: defaulting(
      quantity('time', 'Least time that they run once started.', { min: 0, max: 86_400 }),
      '15 minute',
      'assumed',
    ),
    efficiency: defaulting(
      ratio('Electricity over heat of the fuel.', { min: 0.1 }),
      0.322,
      'REopt: of the higher heating value',
    ),
    idleFuel: defaulting(
      ratio('Fuel at no load as a share of that at full load.', { max: 0.9 }),
      0,
      'REopt’s default curve has no constant part',
    ),
    tank: defaulting(
      quantity('time', 'How long a full tank lasts at full load.', { above: 0 }),
      '48 hour',
      'assumed, picked from 24–72 h',
    ),
    fuelPrice: defaulting(price('money', 'Price of a gallon of diesel.', { min: 0 }), '2.25 USD', 'REopt default'),
    emission: defaulting(
      quantity('carbon', 'Carbon dioxide of a gallon of diesel.', { min: 0 }),
      '10.242 kgCO2',
      'REopt: 22.58 lb of CO2e a gallon',
    ),
  }),
  make: (spec, context: SourceContext): Source => {
    const perGallon = KILOWATT_HOURS_PER_GALLON * JOULES_PER_KILOWATT_HOUR * spec.efficiency;
    return new Genset(
      context.name,
      {
        ...spec,
        tank: spec.tank * spec.units * spec.power,
        fuelCost: context.dollars(spec.fuelPrice) / perGallon,
        emission: spec.emission / perGallon,
      },
      context.now,
      context.chance(`genset/${context.name}`),
    );
  },
});
