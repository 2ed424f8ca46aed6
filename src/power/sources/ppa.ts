/** Contracts for power from somebody else's plant: who delivers, who pays for what is not taken, and what the next kilowatt-hour then costs.
 *
 *   as-produced, sleeved, direct line   delivered hour by hour as the plant gives it, taken or paid
 *   baseload                            the same power at all hours, taken or paid
 *   virtual                             nothing is delivered: the difference between spot and strike is settled
 */
import { choice, defaulting, fields, flag, price, quantity } from '../../schema/field.js';
import { entry, makeFrom, shelfField } from '../../schema/shelf.js';
import {
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Kilograms,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import { Meter } from '../meter.js';
import { constant, type Signal } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { solar } from './solar.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';
import { wind } from './wind.js';

type Kind = 'as-produced' | 'baseload' | 'virtual' | 'sleeved' | 'direct-line';

export interface Contract {
  readonly kind: Kind;
  /** Contract price [USD/J]. */
  readonly strike: DollarsPerJoule;
  /** What the plant gives [W]. */
  readonly produced: Signal;
  /** Market price at the meter [USD/J]. */
  readonly spot: Signal;
  /** Whether what is not taken can be sold at spot, less fees [USD/J]. */
  readonly resale: boolean;
  readonly fees: DollarsPerJoule;
  /** For standing ready when the plant does not give, per watt and second. */
  readonly backup: number;
  readonly capacity: Watts;
}

export class PowerPurchase implements Source {
  readonly isMetered = false;
  readonly unit = 'PPA';
  private readonly taken: Meter;
  private readonly left: Meter;
  /** ∫ spot · produced dt and ∫ produced dt, for settlements. */
  private worth = 0;
  private made: Joules = 0;
  private resold = 0;
  private since: Seconds;

  constructor(
    readonly name: string,
    private readonly contract: Contract,
    private readonly now: () => Seconds,
  ) {
    this.taken = new Meter(now);
    this.left = new Meter(now);
    this.since = now();
  }

  private get isPhysical(): boolean {
    return this.contract.kind !== 'virtual';
  }

  least(): Watts {
    return 0;
  }

  available(time: Seconds): Watts {
    return this.isPhysical ? this.contract.produced.at(time) : 0;
  }

  /** The contract price is sunk: what is taken costs what it would have earned elsewhere, and fees for its delivery. */
  bids(time: Seconds): readonly Bid[] {
    const { resale, spot, fees, kind } = this.contract;
    const delivery = kind === 'sleeved' ? fees : 0;
    const elsewhere = resale ? Math.max(0, spot.at(time) - (kind === 'sleeved' ? 0 : fees)) : 0;
    return [{ watts: this.available(time), cost: elsewhere + delivery }];
  }

  nextChange(time: Seconds): Seconds {
    const { produced, spot, resale, kind } = this.contract;
    return Math.min(
      produced.nextChange(time),
      resale || kind === 'virtual' ? spot.nextChange(time) : Number.POSITIVE_INFINITY,
    );
  }

  bears(): boolean {
    return false;
  }

  set(power: Watts): void {
    this.settle();
    this.taken.set(power);
    this.left.set(Math.max(0, this.available(this.now()) - power));
  }

  joules(): Joules {
    return this.taken.read();
  }

  spilled(): Joules {
    return this.contract.resale ? 0 : this.left.read();
  }

  kilograms(): Kilograms {
    return 0;
  }

  certified(): Joules {
    this.settle();
    return this.contract.kind === 'virtual' ? this.made : 0;
  }

  carbon(): { readonly average: number; readonly marginal: number } {
    return { average: 0, marginal: 0 };
  }

  episodes(): readonly Episode[] {
    return [];
  }

  lines(): readonly BillLine[] {
    this.settle();
    const { kind, strike, fees, backup, capacity } = this.contract;
    const now = this.now();
    const dated = { group: 'supply' as const, currency: 'USD', from: 0, to: now };
    const energy = (label: string, joules: Joules, dollars: number): BillLine => ({
      ...dated,
      label,
      quantity: joules / JOULES_PER_KILOWATT_HOUR,
      unit: 'kWh',
      price: joules === 0 ? 0 : (dollars / joules) * JOULES_PER_KILOWATT_HOUR,
      dollars,
    });
    if (kind === 'virtual')
      return [energy('Virtual PPA, strike less spot', this.made, strike * this.made - this.worth)];
    return [
      energy(`PPA, ${kind}, taken or paid`, this.made, strike * this.made),
      ...(kind === 'sleeved' ? [energy('PPA, delivery by the utility', this.joules(), fees * this.joules())] : []),
      ...(this.resold === 0 ? [] : [energy('PPA, sold on', this.left.read(), -this.resold)]),
      ...(backup === 0
        ? []
        : [
            {
              ...dated,
              label: 'PPA, backup',
              quantity: capacity / 1000,
              unit: 'kW',
              price: backup * 1000 * now,
              dollars: backup * capacity * now,
            },
          ]),
    ];
  }

  private settle(): void {
    const now = this.now();
    if (now <= this.since) return;
    const { produced, spot, resale, fees } = this.contract;
    for (let time = this.since; time < now; ) {
      const until = Math.min(now, produced.nextChange(time), spot.nextChange(time));
      const joules = produced.at(time) * (until - time);
      this.made += joules;
      this.worth += joules * spot.at(time);
      if (resale) this.resold += this.left.power * Math.max(0, spot.at(time) - fees) * (until - time);
      time = until;
    }
    this.since = now;
  }
}

const plants = [solar, wind] as const;

export const ppa = entry({
  kind: 'ppa',
  doc: 'A contract for the power of somebody else’s plant. Whatever was promised for it is sunk; the next kilowatt-hour costs what it would earn elsewhere.',
  fields: fields({
    contract: choice(
      ['as-produced', 'baseload', 'virtual', 'sleeved', 'direct-line'],
      'as-produced: delivered as the plant gives it; baseload: the same at all hours; virtual: a settlement against spot, nothing delivered; sleeved: through a utility for a fee; direct-line: over a wire of its own, with a backup fee.',
    ),
    capacity: quantity('power', 'Power contracted.', { above: 0 }),
    plant: shelfField(
      plants,
      'The plant behind it; its capacity is that of the contract. None for baseload.',
    ).optional(),
    strike: price('energy price', 'Contract price.'),
    resale: defaulting(
      flag('What is not taken can be sold at the market price.'),
      false,
      'most contracts near a site cannot',
    ),
    fees: defaulting(price('energy price', 'Fees of delivery or resale.', { min: 0 }), '0 USD/MWh', 'none stated'),
    backup: defaulting(
      price('yearly power price', 'For standing ready when the plant does not give.', { min: 0 }),
      '0 USD/kW/year',
      'none stated',
    ),
  }),
  check: ({ contract, plant }) => {
    if (contract === 'baseload') {
      return plant === undefined
        ? []
        : [{ path: ['plant'], expected: 'no plant beside baseload, which is the same at all hours' }];
    }
    return plant === undefined
      ? [{ path: ['plant'], expected: 'a plant, such as {kind: wind, capacity: 10 MW} (missing)' }]
      : [];
  },
  make: (spec, context: SourceContext): Source => {
    const plant =
      spec.plant === undefined
        ? undefined
        : makeFrom<Source>(plants, { ...spec.plant, capacity: spec.capacity } as never, context);
    const produced: Signal =
      plant === undefined
        ? constant(spec.capacity)
        : { at: (time) => plant.available(time), nextChange: (time) => plant.nextChange(time) };
    return new PowerPurchase(
      context.name,
      {
        kind: spec.contract,
        strike: context.dollars(spec.strike) as number,
        produced,
        spot: context.price,
        resale: spec.resale,
        fees: context.dollars(spec.fees) as number,
        backup: context.dollars(spec.backup),
        capacity: spec.capacity,
      },
      context.now,
    );
  },
});
