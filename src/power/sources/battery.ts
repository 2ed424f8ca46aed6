/** Electrical storage between the site bus and a bad hour.
 *
 *   bus ──charge──▶ [ cell ] ──discharge──▶ bus        policy: when
 */
import type { Law } from '../../kernel/component.js';
import { defaulting, fields, flag, price, quantity, ratio } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  SECONDS_PER_HOUR,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import { Cell, CYCLE } from '../storage/cell.js';
import { makePolicy, policyField } from '../storage/policies/index.js';
import type { StoragePolicy } from '../storage/policies/policy.js';
import type { Situation, Store, StoreLimits } from '../storage/store.js';
import type { BillLine } from '../tariffs/part.js';
import type { SourceContext } from './source.js';

/** Shortest time for which a battery holds its power. */
const LEAST_HOLD: Seconds = 300;

/** Relative error up to which a cell's books close. */
const CLOSURE = 1e-9;

export class Battery implements Store {
  readonly unit = 'battery';

  constructor(
    readonly name: string,
    private readonly cell: Cell,
    private readonly policy: StoragePolicy,
    private readonly wear: DollarsPerJoule,
  ) {}

  get limits(): StoreLimits {
    const { power, energy, floor, start, chargeEfficiency, dischargeEfficiency } = this.cell.spec;
    return {
      power,
      floor: Math.min(floor, start) * energy,
      full: energy,
      start: start * energy,
      chargeEfficiency,
      dischargeEfficiency,
      wear: this.wear,
    };
  }

  get takesSurplus(): boolean {
    return this.policy.takesSurplus;
  }

  get followsLoad(): boolean {
    return this.policy.followsLoad;
  }

  wanted(situation: Situation): Watts {
    const { cell } = this;
    return this.policy.wanted(situation, {
      stored: cell.level - cell.spec.floor * cell.capacity,
      room: cell.capacity - cell.level,
      discharge: cell.discharge,
      charge: cell.charge,
    });
  }

  available(): Watts {
    return this.cell.discharge;
  }

  acceptable(): Watts {
    return this.cell.charge;
  }

  usable(): Joules {
    const { spec, level, capacity } = this.cell;
    return Math.max(0, level - spec.floor * capacity) * spec.dischargeEfficiency;
  }

  cost(time: Seconds): DollarsPerJoule {
    return this.policy.value(time) / this.cell.spec.dischargeEfficiency + this.wear;
  }

  set(power: Watts): void {
    this.cell.set(power);
  }

  nextChange(time: Seconds): Seconds {
    return Math.min(this.cell.nextChange(time), this.policy.nextChange(time));
  }

  level(): Joules {
    return this.cell.level;
  }

  capacity(): Joules {
    return this.cell.capacity;
  }

  /** Wear is an estimate of what the cells lose, not a bill that anybody sends: it steers and is not charged. */
  lines(): readonly BillLine[] {
    return [];
  }

  check(law: Law): void {
    const { spec, level, capacity, totals } = this.cell;
    const inside =
      spec.start * spec.energy +
      totals.charged * spec.chargeEfficiency -
      totals.discharged / spec.dischargeEfficiency -
      totals.standing;
    law(
      Math.abs(inside - level) <= CLOSURE * Math.max(spec.energy, totals.charged, totals.discharged),
      () => `${this.name}: ${level} J inside, but ${inside} J went in and did not come out`,
    );
    law(
      level >= -CLOSURE * spec.energy && level <= capacity * (1 + CLOSURE),
      () => `${this.name}: ${level} J inside a battery of ${capacity} J`,
    );
  }
}

export const battery = entry({
  kind: 'battery',
  doc: 'Cells behind an inverter. Before anybody goes short it gives what it has, whatever its policy.',
  fields: fields({
    power: quantity('power', 'Most power in or out at its terminals.', { above: 0 }),
    energy: quantity('energy', 'Energy inside when it is new and full.', { above: 0 }),
    chargeEfficiency: defaulting(
      ratio('Energy inside over energy in.', { min: 0.3 }),
      0.948,
      'REopt (NREL/REopt.jl 029db01d): internal 0.975, each way through rectifier and inverter 0.96; round trip 0.899',
    ),
    dischargeEfficiency: defaulting(
      ratio('Energy out over energy taken from inside.', { min: 0.3 }),
      0.948,
      'REopt (NREL/REopt.jl 029db01d), as for charging',
    ),
    floor: defaulting(ratio('Least state of charge.', { max: 0.95 }), 0.2, 'REopt default (NREL/REopt.jl 029db01d)'),
    start: ratio('State of charge at the start; half-way between the floor and full if absent.').optional(),
    standingLoss: defaulting(
      ratio('Share of the energy inside that is lost in an hour.', { max: 0.1 }),
      0,
      'cells lose a few per cent a month; REopt counts none',
    ),
    ages: defaulting(
      flag('Whether it loses capacity with days and cycles.'),
      true,
      'ageing of REopt (NREL/REopt.jl 029db01d)',
    ),
    cellPrice: defaulting(
      price('energy price', 'Price of cells per kilowatt-hour of capacity: what wear is reckoned at.', { min: 0 }),
      '253 USD/kWh',
      'REopt default (NREL/REopt.jl 029db01d)',
    ),
    policy: defaulting(policyField, { kind: 'self-consumption' }, 'the plainest use of a battery beside sun and wind'),
  }),
  check: ({ power, energy }) =>
    energy >= power * LEAST_HOLD
      ? []
      : [
          {
            path: ['energy'],
            found: `${Number((energy / JOULES_PER_KILOWATT_HOUR).toPrecision(4))} kWh`,
            expected: `at least ${Number(((power * LEAST_HOLD) / JOULES_PER_KILOWATT_HOUR).toPrecision(4))} kWh: five minutes at its power; a smaller store is a capacitor`,
          },
        ],
  make: (spec, context: SourceContext): Store => {
    const { power, energy, chargeEfficiency, dischargeEfficiency, floor, ages } = spec;
    /** Cycle wear if cells are topped up: 253 USD/kWh × 2.46e-5 = 6.2 USD/MWh discharged [D power.md section 4]. */
    const wear = ages ? context.dollars(spec.cellPrice) * CYCLE : 0;
    const start = spec.start ?? (1 + floor) / 2;
    const cell = new Cell(
      {
        energy,
        power,
        chargeEfficiency,
        dischargeEfficiency,
        floor,
        start,
        ages,
        standingLoss: spec.standingLoss / SECONDS_PER_HOUR,
      },
      context.now,
    );
    const { price: energyPrice } = context;
    const policy = makePolicy(spec.policy, {
      price: energyPrice,
      chargeEfficiency,
      dischargeEfficiency,
      wear,
      energy,
      power,
    });
    return new Battery(context.name, cell, policy, wear);
  },
});
