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
import { agree, type Balance, Bus, type NextWatt } from './bus.js';
import { FacilityMeter, type FacilityRecord } from './facility-meter.js';
import { Room, type RoomSpec } from './room.js';
import { integral } from './signal.js';
import type { Episode, Outlet, Source } from './sources/source.js';
import type { Store, StoreLimits } from './storage/store.js';
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
  /** Bill and own supply together. */
  readonly dollars: Dollars;
  readonly kilograms: Kilograms;
  /** Site watts for one more IT watt. */
  readonly marginal: Ratio;
  readonly balance: Balance;
  /** What each source gave [J], and what each store holds at the end [J]. */
  readonly given: readonly Joules[];
  readonly stored: readonly Joules[];
  /** What each source could have given for nothing beside that [J]. */
  readonly spilled: readonly Joules[];
  /** Taxes that one more joule through the meter pays beside its price [USD/J], at the start. */
  readonly levy: DollarsPerJoule;
  /** What one more watt on the bus would come from, as it stood at the end. */
  readonly next: NextWatt;
}

/** The site's electricity over the run. */
export interface SiteReport {
  readonly bill: readonly BillLine[];
  readonly dollars: Dollars;
  readonly sources: readonly {
    readonly name: string;
    readonly joules: Joules;
    readonly spilled: Joules;
    readonly unit: string;
  }[];
  readonly stores: readonly { readonly name: string; readonly capacity: Joules; readonly limits: StoreLimits }[];
  readonly balance: Balance;
  readonly itJoules: Joules;
  /** Cooling and conversion. */
  readonly facilityJoules: Joules;
  readonly siteJoules: Joules;
  /** Highest mean power of a coupling interval at the site meter. */
  readonly peak: Watts;
  readonly kilograms: Kilograms;
  /** Of it, what is left when certificates of contracts stand against what the meter read. */
  readonly contractualKilograms: Kilograms;
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
  readonly sources: readonly Source[];
  readonly stores: readonly Store[];
  readonly outlet: Outlet | null;
  /** While energy is dearer than this [USD/J], chips may draw so much [W]. */
  readonly dear?: { readonly above: DollarsPerJoule; readonly keep: Watts } | undefined;
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
  private readonly redispatch: Timer;
  private last: Standing | null = null;

  constructor(
    readonly name: string,
    private readonly kernel: Kernel,
    private readonly parts: SiteParts,
  ) {
    this.bus = new Bus(`${name}.bus`, () => kernel.now, { ...parts, exportPrice: parts.tariff.exportPrice });
    this.redispatch = kernel.timer(`${name}.supply-changed`, Order.supply, () => this.onSupply());
    this.building = new FacilityMeter(parts.facility, () => kernel.now);
    this.room = parts.room ? new Room(`${name}.room`, kernel, parts.room.spec) : null;
    this.priceChange = kernel.timer(`${name}.price-changed`, Order.supply, () => this.onPrice());
    this.settlement = kernel.timer(`${name}.settled`, Order.observe, () => this.onSettlement());
  }

  start(): void {
    this.bus.start();
    this.last = this.standing();
    this.building.set(0);
    this.room?.start();
    this.onPrice();
    this.armed();
    this.settlement.set(this.parts.interval);
  }

  /** Mean power of chips and servers from now until the next meeting [W] -- input port. */
  settle(itPower: Watts): void {
    this.bus.setLoad(itPower);
    this.building.set(itPower);
    this.room?.setLoad(itPower / this.parts.room!.rated);
    this.armed();
  }

  /** IT load that the sources can carry from now on, and the stores for at least `lead`, and that a hot hall can bear [W]. */
  available(lead: Seconds): Watts {
    const { facility, room } = this.parts;
    const { now } = this.kernel;
    const supplied = facility.itPower(this.bus.available(now, lead), now);
    const { dear, tariff } = this.parts;
    const isDear = dear !== undefined && tariff.energyPrice.at(now) > dear.above;
    const afforded = isDear ? Math.min(supplied, dear.keep) : supplied;
    return this.room?.isThrottled ? Math.min(afforded, room!.hot) : afforded;
  }

  /** Whether stores carry what the sources alone cannot. */
  get isStrained(): boolean {
    const { now } = this.kernel;
    return this.bus.sustained(now) < this.parts.facility.sitePower(this.bus.load, now);
  }

  /** The next instant at which supply changes by itself, as far as is known now. */
  get nextChange(): Seconds {
    return this.bus.nextChange(this.kernel.now);
  }

  check(law: Law): void {
    this.bus.check(law);
    this.room?.check(law);
    const { imported, exported } = this.last!.balance;
    for (const billed of this.parts.tariff.billedJoules()) {
      law(agree(billed, imported), () => `${this.name}: billed ${billed} J, but the bus read ${imported} J`);
    }
    for (const credited of this.parts.tariff.creditedJoules()) {
      law(agree(credited, exported), () => `${this.name}: credited ${credited} J, but the bus sent ${exported} J out`);
    }
  }

  /** The law over all meters: what the chips counted themselves [J], what the bus read, and what was billed. Call at the end of an interval. */
  checkAgainst(chipJoules: Joules, law: Law): void {
    const metered = this.bus.balance.it;
    law(
      agree(chipJoules, metered),
      () => `${this.name}: chips and servers counted ${chipJoules} J, but the bus delivered ${metered} J`,
    );
    this.check(law);
  }

  /** Settles what is left of the last interval and adds everything up. */
  report(): SiteReport {
    this.closeInterval();
    const { sources, stores, tariff } = this.parts;
    const { balance, siteJoules } = this.bus;
    const bill = [
      ...tariff.lines(),
      ...sources.flatMap((source) => source.lines()),
      ...stores.flatMap((store) => store.lines()),
    ];
    return {
      bill,
      dollars: bill.reduce((total, line) => total + line.dollars, 0),
      sources: sources.map((source) => ({
        name: source.name,
        joules: source.joules(),
        spilled: source.spilled(),
        unit: source.unit,
      })),
      stores: stores.map((store) => ({ name: store.name, capacity: store.capacity(), limits: store.limits })),
      balance,
      itJoules: balance.it,
      facilityJoules: balance.losses,
      siteJoules,
      peak: this.bus.peak,
      kilograms: sources.reduce((total, source) => total + source.kilograms(), 0),
      contractualKilograms: contractualKilograms(sources),
      pue: { average: siteJoules / balance.it, marginal: this.building.marginalPue() },
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

  /** Supply changed by itself: the same load is served anew. */
  private onSupply(): void {
    this.bus.settle();
    this.building.set(this.bus.load);
    this.armed();
  }

  private armed(): void {
    const next = this.bus.nextChange(this.kernel.now);
    if (Number.isFinite(next)) this.redispatch.set(Math.max(0, next - this.kernel.now));
    else this.redispatch.clear();
  }

  private standing(): Standing {
    const { sources } = this.parts;
    return {
      time: this.kernel.now,
      balance: this.bus.balance,
      siteJoules: this.bus.siteJoules,
      kilograms: sources.reduce((total, source) => total + source.kilograms(), 0),
      given: sources.map((source) => source.joules()),
      spilled: sources.map((source) => source.spilled()),
      added: this.building.added,
      supply: sources.reduce(
        (total, source) => total + source.lines().reduce((sum, { dollars }) => sum + dollars, 0),
        0,
      ),
    };
  }

  private closeInterval(): void {
    const before = this.last!;
    const now = this.standing();
    if (now.time <= before.time) return;
    const { tariff, stores } = this.parts;
    const [from, to] = [before.time, now.time];
    const balance = Object.fromEntries(
      Object.entries(now.balance).map(([flow, joules]) => [flow, joules - before.balance[flow as keyof Balance]]),
    ) as unknown as Balance;
    const interval: Interval = {
      from,
      to,
      itJoules: balance.it,
      siteJoules: now.siteJoules - before.siteJoules,
      price: integral(tariff.energyPrice, from, to) / (to - from),
      dollars:
        tariff.charge(balance.imported / (to - from), from, to, balance.exported / (to - from)) +
        now.supply -
        before.supply,
      kilograms: now.kilograms - before.kilograms,
      balance,
      given: now.given.map((joules, row) => joules - before.given[row]!),
      spilled: now.spilled.map((joules, row) => joules - before.spilled[row]!),
      stored: stores.map((store) => store.level()),
      levy: tariff.levy(from),
      next: this.bus.next,
      marginal: this.building.marginalPue(before.added),
    };
    this.last = now;
    this.intervals.push(interval);
    this.settled.send(interval);
  }
}

/** Each certified joule stands against one that the meter read, at its mean intensity; more certificates than energy take nothing further off. */
const contractualKilograms = (sources: readonly Source[]): Kilograms => {
  const sum = (list: readonly Source[], of: (source: Source) => number): number =>
    list.reduce((total, source) => total + of(source), 0);
  const metered = sources.filter(({ isMetered }) => isMetered);
  const [joules, certified] = [
    sum(metered, (source) => source.joules()),
    sum(sources, (source) => source.certified?.() ?? 0),
  ];
  const covered = joules === 0 ? 0 : Math.min(1, certified / joules);
  return sum(sources, (source) => source.kilograms()) - covered * sum(metered, (source) => source.kilograms());
};

/** Meters as they stood at an instant. */
interface Standing {
  readonly time: Seconds;
  readonly balance: Balance;
  readonly siteJoules: Joules;
  readonly kilograms: Kilograms;
  readonly given: readonly Joules[];
  readonly spilled: readonly Joules[];
  readonly added: FacilityMeter['added'];
  /** What own supply has cost so far. */
  readonly supply: Dollars;
}
