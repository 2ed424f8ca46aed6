/** Where sources, stores and load meet: at each change the load is served by merit order, and every side is metered apart.
 *
 *   sources ──given──▶ [ Bus ] ──▶ facility losses ──▶ IT load
 *   stores  ◀─charge──    │ ──surplus──▶ stores, outlet, curtailed
 *           ─discharge─▶  └──── missing ──▶ unserved
 */
import type { Component, Law } from '../kernel/component.js';
import type { DollarsPerJoule, Joules, Seconds, Watts } from '../units/quantity.js';
import type { Facility } from './building.js';
import { dispatch, nextOf } from './dispatch.js';
import { Meter } from './meter.js';
import type { Signal } from './signal.js';
import type { Outlet, Source } from './sources/source.js';
import type { Store } from './storage/store.js';

/** Relative difference up to which two meters of the same energy agree. */
export const METER_TOLERANCE = 1e-9;

export const agree = (one: number, other: number): boolean =>
  Math.abs(one - other) <= METER_TOLERANCE * Math.max(Math.abs(one), Math.abs(other));

/** Energy over some stretch of time, as the bus metered it [J]. */
export interface Balance {
  readonly it: Joules;
  /** Cooling and conversion. */
  readonly losses: Joules;
  /** What every source gave, together. */
  readonly given: Joules;
  /** Of it, what came through the tariff's meter. */
  readonly imported: Joules;
  readonly charged: Joules;
  readonly discharged: Joules;
  readonly exported: Joules;
  /** Must-run power that nobody took. */
  readonly dumped: Joules;
  /** Load that nobody could serve. */
  readonly unserved: Joules;
}

/** What the next watt on the bus would come from. */
export interface NextWatt {
  /** `grid`, `battery`, `curtailed solar`, `scarcity`. */
  readonly unit: string;
  /** USD/J; Infinity in scarcity. */
  readonly cost: DollarsPerJoule;
  /** Whether it would come through the tariff's meter. */
  readonly isMetered: boolean;
  /** kg/J; of the average and of the margin of its market. */
  readonly carbon: { readonly average: number; readonly marginal: number };
}

export interface BusParts {
  readonly facility: Facility;
  /** In the order in which equal prices are used. Where nobody can serve the load, the last one that bears it carries it and tells the episode. */
  readonly sources: readonly Source[];
  readonly stores: readonly Store[];
  readonly outlet: Outlet | null;
  /** What a joule out of the site earns [USD/J]. */
  readonly exportPrice: Signal;
}

const FLOWS = ['it', 'losses', 'site', 'imported', 'charged', 'discharged', 'exported', 'dumped', 'unserved'] as const;
type Flow = (typeof FLOWS)[number];

export class Bus implements Component {
  private readonly meters: Readonly<Record<Flow, Meter>>;
  private itPower: Watts = 0;
  private last: NextWatt = {
    unit: 'scarcity',
    cost: Number.POSITIVE_INFINITY,
    isMetered: false,
    carbon: { average: 0, marginal: 0 },
  };

  constructor(
    readonly name: string,
    private readonly now: () => Seconds,
    private readonly parts: BusParts,
  ) {
    this.meters = Object.fromEntries(FLOWS.map((flow) => [flow, new Meter(now)])) as unknown as Record<Flow, Meter>;
  }

  /** With nothing to do the hall still draws its fixed losses. */
  start(): void {
    this.setLoad(0);
  }

  /** IT power from now on [W] -- input port. */
  setLoad(power: Watts): void {
    this.itPower = power;
    this.settle();
  }

  /** Serves the present load by what is offered now. Called at each change of load, price, weather or store. */
  settle(): void {
    const { facility, sources, stores, outlet } = this.parts;
    const { meters, itPower } = this;
    const now = this.now();
    const needed = facility.sitePower(itPower, now);
    meters.it.set(itPower);
    meters.losses.set(facility.losses(itPower, now));
    meters.site.set(needed);

    const offers = sources.map((source) => ({ least: source.least(now), bids: source.bids(now) }));
    const free = offers.reduce(
      (sum, { least, bids }) => sum + least + bids.reduce((watts, bid) => watts + (bid.cost <= 0 ? bid.watts : 0), 0),
      0,
    );
    const most = sources.reduce((sum, source) => sum + source.available(now), 0);
    /** Stores first by their policies; charging never makes anybody go short, and before somebody does every store gives what it has. */
    let demand = needed;
    const planned = stores.map((store) => {
      const wanted = store.wanted({ time: now, demand, free });
      const power = Math.max(-store.acceptable(now), Math.min(store.available(now), wanted));
      const given = power < 0 ? -Math.min(-power, Math.max(0, most - demand)) : Math.min(power, demand);
      demand -= given;
      return given;
    });
    for (const [row, store] of stores.entries()) {
      const short = demand - most;
      if (short <= 0) break;
      const more = Math.min(short, store.available(now) - planned[row]!);
      planned[row]! += more;
      demand -= more;
    }

    const found = dispatch(demand, offers);
    let surplus = found.surplus;
    for (const [row, store] of stores.entries()) {
      const more = Math.min(surplus, Math.max(0, store.acceptable(now) + Math.min(0, planned[row]!)));
      if (!store.takesSurplus || more <= 0) continue;
      planned[row]! -= more;
      surplus -= more;
    }
    const given = [...found.given];
    const price = outlet === null ? 0 : this.parts.exportPrice.at(now);
    let exported = 0;
    if (outlet !== null) {
      const room = outlet.room(now);
      /** Where being rid of it would cost more than nothing, it is curtailed. */
      exported = price > 0 ? Math.min(room, surplus) : 0;
      surplus -= exported;
      const isImporting = sources.some(({ isMetered }, row) => isMetered && given[row]! > 0);
      /** What costs less than its export earns is sold; a meter runs one way at a time, so nothing is while it brings power in. */
      offers.forEach(({ least, bids }, row) => {
        if (isImporting || sources[row]!.isMetered) return;
        const worth = least + bids.reduce((watts, bid) => watts + (bid.cost < price ? bid.watts : 0), 0);
        const more = Math.min(room - exported, Math.max(0, worth - given[row]!));
        given[row]! += more;
        exported += more;
      });
    }
    /** The last source that bears it carries what nobody offers: no chip is switched off by a bookkeeper. */
    const backstop = found.missing > 0 ? sources.findLastIndex((source) => source.bears(now)) : -1;
    if (backstop >= 0) given[backstop]! += found.missing;
    if (found.missing > 0) for (const source of sources) source.call?.(found.missing);
    sources.forEach((source, row) => {
      source.set(given[row]!);
    });
    stores.forEach((store, row) => {
      store.set(planned[row]!);
    });
    const sum = (of: (watts: Watts, row: number) => Watts): Watts =>
      planned.reduce((all, watts, row) => all + of(watts, row), 0);
    meters.imported.set(given.reduce((all, watts, row) => all + (sources[row]!.isMetered ? watts : 0), 0));
    meters.charged.set(sum((watts) => Math.max(0, -watts)));
    meters.discharged.set(sum((watts) => Math.max(0, watts)));
    meters.exported.set(exported);
    meters.dumped.set(surplus);
    meters.unserved.set(backstop < 0 ? found.missing : 0);
    this.last = this.nextWatt(nextOf(given, offers), planned, exported, price, surplus, now);
  }

  /** IT power that is served now [W]. */
  get load(): Watts {
    return this.itPower;
  }

  /** What one more watt of load would come from now. */
  get next(): NextWatt {
    return this.last;
  }

  /** The next instant at which something other than the load changes. */
  nextChange(time: Seconds): Seconds {
    const { sources, stores, outlet } = this.parts;
    let next = Number.POSITIVE_INFINITY;
    if (outlet !== null) next = Math.min(outlet.nextChange(time), this.parts.exportPrice.nextChange(time));
    for (const source of sources) next = Math.min(next, source.nextChange(time));
    for (const store of stores) next = Math.min(next, store.nextChange(time));
    return next;
  }

  /** Power that sources can bring from now on, and stores for at least `lead` [W]. */
  available(time: Seconds, lead: Seconds): Watts {
    const { stores } = this.parts;
    return (
      this.sustained(time) +
      stores.reduce((sum, store) => {
        const power = store.available(time);
        return sum + (lead > 0 ? Math.min(power, store.usable() / lead) : power);
      }, 0)
    );
  }

  /** Power that sources alone can bring from now on [W]. */
  sustained(time: Seconds): Watts {
    return this.parts.sources.reduce((sum, source) => sum + source.available(time), 0);
  }

  /** Energy so far. */
  get balance(): Balance {
    const read = (flow: Flow): Joules => this.meters[flow].read();
    return {
      it: read('it'),
      losses: read('losses'),
      given: this.parts.sources.reduce((sum, source) => sum + source.joules(), 0),
      imported: read('imported'),
      charged: read('charged'),
      discharged: read('discharged'),
      exported: read('exported'),
      dumped: read('dumped'),
      unserved: read('unserved'),
    };
  }

  /** Energy of the building and its load so far [J]. */
  get siteJoules(): Joules {
    return this.meters.site.read();
  }

  /** Highest power of the building and its load so far [W]. */
  get peak(): Watts {
    return this.meters.site.peak;
  }

  check(law: Law): void {
    const { it, losses, given, charged, discharged, exported, dumped, unserved } = this.balance;
    const [brought, taken] = [given + discharged + unserved, it + losses + charged + exported + dumped];
    law(
      agree(brought, taken),
      () =>
        `${this.name}: sources, stores and what went unserved make ${brought} J, but load, losses, charging, export and curtailment took ${taken} J`,
    );
    law(
      agree(it + losses, this.siteJoules),
      () => `${this.name}: load and losses took ${it + losses} J, the site meter read ${this.siteJoules} J`,
    );
    for (const store of this.parts.stores) store.check(law);
  }

  private nextWatt(
    next: { readonly source: number; readonly cost: DollarsPerJoule } | null,
    planned: readonly Watts[],
    exported: Watts,
    price: DollarsPerJoule,
    surplus: Watts,
    now: Seconds,
  ): NextWatt {
    const { sources, stores } = this.parts;
    const own = { isMetered: false, carbon: { average: 0, marginal: 0 } };
    if (surplus > 0) return { unit: 'curtailed must-run', cost: 0, ...own };
    const following = stores.findIndex(
      (store, row) => store.followsLoad && planned[row]! > 0 && planned[row]! < store.available(now),
    );
    if (following >= 0) {
      const store = stores[following]!;
      return { unit: store.unit, cost: store.cost(now), ...own };
    }
    const source = next === null ? undefined : sources[next.source]!;
    /** Power that is sold could serve the load instead. */
    if (exported > 0 && price <= (next?.cost ?? Number.POSITIVE_INFINITY))
      return { unit: 'forgone export', cost: price, ...own };
    if (source === undefined) return { unit: 'scarcity', cost: Number.POSITIVE_INFINITY, ...own };
    return { unit: source.unit, cost: next!.cost, isMetered: source.isMetered, carbon: source.carbon(now) };
  }
}
