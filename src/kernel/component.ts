/** What a part of the factory looks like from outside: a name, a start, ports, and laws it states about itself. */
import type { Seconds } from '../units/quantity.js';

/** States what must hold; the statement is only written down when it does not. */
export type Law = (holds: boolean, statement: () => string) => void;

export interface Component {
  readonly name: string;
  /** Schedules the first event, after all wiring. */
  start(): void;
  /** States what must hold now. */
  check?(law: Law): void;
}

/** An output of a component: whoever listens is called at once, in order of wiring. */
export class Port<T> {
  private readonly listeners: ((value: T) => void)[] = [];

  to(listener: (value: T) => void): this {
    this.listeners.push(listener);
    return this;
  }

  send(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}

/** A law of the model does not hold: our fault, never the user's, and never caught inside the library. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
  constructor(
    readonly component: string,
    readonly time: Seconds,
    readonly statement: string,
  ) {
    super(`${component} at ${time} s: ${statement}`);
  }
}

/** A law that is enforced at once, in the name of a component at a time. */
export const enforced =
  (component: string, time: Seconds): Law =>
  (holds, statement) => {
    if (!holds) throw new LawBroken(component, time, statement());
  };
