/** A source whose energy is there for nothing or lost: sun, wind, running water. It offers all it has at what taking it costs. */
import type { Joules, Kilograms, Seconds, Watts } from '../../units/quantity.js';
import { JOULES_PER_KILOWATT_HOUR } from '../../units/quantity.js';
import { constant, type Signal } from '../signal.js';
import type { BillLine } from '../tariffs/part.js';
import { Output } from './output.js';
import type { Bid, Episode, Source, SourceContext } from './source.js';

/** What building it costs, spread over the energy it can give: paid whether the energy is taken or not. */
export interface Levelised {
  readonly label: string;
  /** USD/J. */
  readonly dollarsPerJoule: number;
}

export class FreeSource implements Source {
  readonly isMetered = false;
  private readonly output: Output;

  constructor(
    readonly name: string,
    readonly unit: string,
    private readonly now: SourceContext['now'],
    /** What it can give [W]. */
    private readonly power: Signal,
    /** What taking one more joule costs: upkeep by use, less what production earns [USD/J]. */
    private readonly cost: number,
    private readonly levelised: Levelised,
  ) {
    this.output = new Output(now, constant(0));
  }

  bears(): boolean {
    return false;
  }

  least(): Watts {
    return 0;
  }

  available(time: Seconds): Watts {
    return this.power.at(time);
  }

  bids(time: Seconds): readonly Bid[] {
    return [{ watts: this.power.at(time), cost: this.cost }];
  }

  nextChange(time: Seconds): Seconds {
    return this.power.nextChange(time);
  }

  set(power: Watts): void {
    this.output.set(power, Math.max(0, this.power.at(this.now()) - power));
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
    const { label, dollarsPerJoule } = this.levelised;
    const taken = this.output.joules();
    const whole = taken + this.output.spilled();
    const line = (name: string, joules: Joules, price: number): BillLine => ({
      label: name,
      group: 'supply',
      quantity: joules / JOULES_PER_KILOWATT_HOUR,
      unit: 'kWh',
      price: price * JOULES_PER_KILOWATT_HOUR,
      currency: 'USD',
      dollars: joules * price,
      from: 0,
      to: this.now(),
    });
    return [
      line(`${label}, building it, taken or not`, whole, dollarsPerJoule),
      ...(this.cost === 0 ? [] : [line(`${label}, taken`, taken, this.cost)]),
    ];
  }
}
