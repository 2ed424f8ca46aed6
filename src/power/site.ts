/** One site's electricity, wired: chips' mean power in; price, bill, carbon and episodes out.
 *
 *   pools ──settle(itWatts)──▶ Bus ──▶ Sources          every coupling interval
 *                               │
 *        Tariff ──priced──▶     └──▶ settled (interval) ──▶ ledger, series
 *
 *  Pools hand over exact joules per interval; the bus holds their mean until the next meeting, so energy is conserved.
 *  At one instant prices change first and meters read last. */
import type { Component, Law } from '../kernel/component.js';
import { Port } from '../kernel/component.js';
import { type Kernel, Order, type Timer } from '../kernel/kernel.js';
import type { Dollars, DollarsPerJoule, Joules, Kilograms, Ratio, Seconds, Watts } from '../units/quantity.js';
import type { Facility } from './building.js';
import { agree, Bus } from './bus.js';
import { FacilityMeter, type FacilityRecord } from './facility-meter.js';
import { Room, type RoomSpec } from './room.js';
import { integral } from './signal.js';
import type { Episode, Source } from './sources/source.js';
import type { BillLine } from './tariffs/part.js';
import type { Tariff } from './tariffs/tariff.js';

/** What one coupling interval took and cost. */
export interface Interval {
  readonly from: Seconds;
  readonly to: Seconds;
  /** Chips and servers. */
  readonly itJoules: Joules;
  /** At the site meter. */
  readonly siteJoules: Joules;
  /** Mean energy price over the interval. */
  readonly price: DollarsPerJoule;
  readonly dollars: Dollars;
  readonly kilograms: Kilograms;
  /** Site watts for one more IT watt. */
  readonly marginal: Ratio;
}

/** The site's electricity over the run. */
export interface SiteReport {
  readonly bill: readonly BillLine[];
  readonly dollars: Dollars;
  readonly sources: readonly { readonly name: string; readonly joules: Joules }[];
  readonly itJoules: Joules;
  /** Cooling and conversion. */
  readonly facilityJoules: Joules;
  readonly siteJoules: Joules;
  /** Highest mean power of a coupling interval at the site meter. */
  readonly peak: Watts;
  readonly kilograms: Kilograms;
  /** `average` is Infinity when chips and servers drew nothing at all. */
  readonly pue: { readonly average: Ratio; readonly marginal: Ratio };
  /** What a building that follows the weather did; null for one that does not. */
  readonly facility: FacilityRecord | null;
  /** How hot the hall became and how long its chips were held back; null where cooling never fails. */
  readonly room: { readonly hottest: number; readonly throttled: Seconds } | null;
  readonly intervals: readonly Interval[];
  readonly episodes: readonly Episode[];
}

export interface SiteParts {
  readonly facility: Facility;
  /** A hall whose cooling may fail: how it warms, and the IT power that it is held to while hot. */
  readonly room?: { readonly spec: RoomSpec; readonly hot: Watts; readonly rated: Watts } | null;
  readonly sources: readonly [Source, ...Source[]];
  readonly tariff: Tariff;
  /** Length of a coupling interval. */
  readonly interval: Seconds;
}

export class Site implements Component {
  /** The energy price from now on, at the start and at each change -- output port. */
  readonly priced = new Port<DollarsPerJoule>();
  /** A coupling interval has been metered and charged -- output port. */
  readonly settled = new Port<Interval>();

  private readonly bus: Bus;
  private readonly building: FacilityMeter;
  private readonly room: Room | null;
  private readonly priceChange: Timer;
  private readonly settlement: Timer;
  private readonly intervals: Interval[] = [];
  private last = { time: 0, itJoules: 0, siteJoules: 0, kilograms: 0, added: { site: 0, it: 0 } };

  constructor(
    readonly name: string,
    private readonly kernel: Kernel,
    private readonly parts: SiteParts,
  ) {
    this.bus = new Bus(`${name}.bus`, () => kernel.now, parts.facility, parts.sources);
    this.building = new FacilityMeter(parts.facility, () => kernel.now);
    this.room = parts.room ? new Room(`${name}.room`, kernel, parts.room.spec) : null;
    this.priceChange = kernel.timer(`${name}.price-changed`, Order.supply, () => this.onPrice());
    this.settlement = kernel.timer(`${name}.settled`, Order.observe, () => this.onSettlement());
  }

  start(): void {
    this.last = { ...this.last, time: this.kernel.now };
    this.bus.start();
    this.building.set(0);
    this.room?.start();
    this.onPrice();
    this.settlement.set(this.parts.interval);
  }

  /** Mean power of chips and servers from now until the next meeting [W] -- input port. */
  settle(itPower: Watts): void {
    this.bus.setLoad(itPower);
    this.building.set(itPower);
    this.room?.setLoad(itPower / this.parts.room!.rated);
  }

  /** IT load that the sources can carry from now on [W], and that a hot hall can bear. */
  get available(): Watts {
    const { facility, sources, room } = this.parts;
    const { now } = this.kernel;
    const supplied = facility.itPower(
      sources.reduce((sum, source) => sum + source.available(now), 0),
      now,
    );
    return this.room?.isThrottled ? Math.min(supplied, room!.hot) : supplied;
  }

  check(law: Law): void {
    this.bus.check(law);
    this.room?.check(law);
    const metered = this.last.siteJoules;
    for (const billed of this.parts.tariff.billedJoules()) {
      law(agree(billed, metered), () => `${this.name}: billed ${billed} J, but the bus read ${metered} J`);
    }
  }

  /** The law over all meters: what the chips counted themselves [J], what the bus read, and what was billed. Call at the end of an interval. */
  checkAgainst(chipJoules: Joules, law: Law): void {
    const metered = this.bus.itJoules;
    law(
      agree(chipJoules, metered),
      () => `${this.name}: chips and servers counted ${chipJoules} J, but the bus delivered ${metered} J`,
    );
    this.check(law);
  }

  /** Settles what is left of the last interval and adds everything up. */
  report(): SiteReport {
    this.closeInterval();
    const { sources, tariff } = this.parts;
    const { itJoules, lossJoules, siteJoules } = this.bus;
    const bill = tariff.lines();
    return {
      bill,
      dollars: bill.reduce((total, line) => total + line.dollars, 0),
      sources: sources.map((source) => ({ name: source.name, joules: source.joules() })),
      itJoules,
      facilityJoules: lossJoules,
      siteJoules,
      peak: this.bus.peak,
      kilograms: sources.reduce((total, source) => total + source.kilograms(), 0),
      pue: { average: siteJoules / itJoules, marginal: this.building.marginalPue() },
      facility: this.building.record,
      room: this.room?.record ?? null,
      intervals: this.intervals,
      episodes: sources.flatMap((source) => source.episodes()),
    };
  }

  private onPrice(): void {
    const { energyPrice } = this.parts.tariff;
    this.priced.send(energyPrice.at(this.kernel.now));
    const next = energyPrice.nextChange(this.kernel.now);
    if (Number.isFinite(next)) this.priceChange.set(next - this.kernel.now);
  }

  private onSettlement(): void {
    this.closeInterval();
    this.settlement.set(this.parts.interval);
  }

  private closeInterval(): void {
    const from = this.last.time;
    const to = this.kernel.now;
    if (to <= from) return;
    const { sources, tariff } = this.parts;
    const { itJoules, siteJoules } = this.bus;
    const kilograms = sources.reduce((total, source) => total + source.kilograms(), 0);
    const energy = siteJoules - this.last.siteJoules;
    const interval: Interval = {
      from,
      to,
      itJoules: itJoules - this.last.itJoules,
      siteJoules: energy,
      price: integral(tariff.energyPrice, from, to) / (to - from),
      dollars: tariff.charge(energy / (to - from), from, to),
      kilograms: kilograms - this.last.kilograms,
      marginal: this.building.marginalPue(this.last.added),
    };
    this.last = { time: to, itJoules, siteJoules, kilograms, added: this.building.added };
    this.intervals.push(interval);
    this.settled.send(interval);
  }
}
