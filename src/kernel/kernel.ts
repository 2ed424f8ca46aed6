/** Time and order for the calm things of the factory: prices, settlements, outages, meters. Knows nothing of the trade. */
import type { Seconds } from '../units/quantity.js';
import { Agenda } from './agenda.js';

/** Who goes first at the same instant, and why. Rows may be added; moving one is a decision record. */
export const Order = {
  supply: 0, // prices and sun change before anyone spends them
  finish: 1, // work ends before new work is judged, freeing memory
  arrive: 2, // requests join before the batch is chosen
  decide: 3, // schedulers see the settled instant
  observe: 4, // meters read last
} as const;
export type Order = (typeof Order)[keyof typeof Order];

export type EventCode = number & { readonly event?: never };

export class Kernel {
  private time: Seconds = 0;
  private readonly agenda = new Agenda();
  private readonly names: string[] = [];
  private readonly orders: Order[] = [];
  private readonly handlers: ((subject: number) => void)[] = [];

  /** Seconds since the start of the run. */
  get now(): Seconds {
    return this.time;
  }

  /** Declares an event once, at assembly; `after` then schedules it. */
  event(name: string, order: Order, handler: (subject: number) => void): EventCode {
    this.names.push(name);
    this.orders.push(order);
    return this.handlers.push(handler) - 1;
  }

  /** Schedules an event `delay` seconds from now; a delay of Infinity is never. `subject` is a whole number below 2^31, such as a row of a table.
   *  @throws RangeError for a delay that is negative or not a number, naming the event */
  after(delay: Seconds, event: EventCode, subject = 0): void {
    if (!(delay >= 0)) throw new RangeError(`${this.names[event]}: a delay of ${delay} s is not a time to come`);
    if (delay === Number.POSITIVE_INFINITY) return;
    this.agenda.add(this.time + delay, this.orders[event]!, event, subject);
  }

  /** One movable deadline: setting it again replaces the old one, which then never reaches the handler. */
  timer(name: string, order: Order, handler: () => void): Timer {
    return new Timer(this, name, order, handler);
  }

  /** Fires everything due up to and including `until`, and leaves the clock there. */
  run(until: Seconds): void {
    if (!(until >= this.time && until < Number.POSITIVE_INFINITY))
      throw new RangeError(`cannot run from ${this.time} s to ${until} s`);
    while (this.agenda.next <= until) {
      this.time = this.agenda.next;
      const { code, subject } = this.agenda;
      this.agenda.drop();
      this.handlers[code]!(subject);
    }
    this.time = until;
  }
}

export class Timer {
  /** Number of the deadline in force; events of earlier ones are ignored. */
  private generation = 0;
  private readonly event: EventCode;

  constructor(
    private readonly kernel: Kernel,
    name: string,
    order: Order,
    handler: () => void,
  ) {
    this.event = kernel.event(name, order, (generation) => {
      if (generation === this.generation) handler();
    });
  }

  set(delay: Seconds): void {
    this.generation++;
    this.kernel.after(delay, this.event, this.generation);
  }

  clear(): void {
    this.generation++;
  }
}
