/** Everything about a request that hangs on its number: lengths, guess and urgency. */
import { type Draws, Purpose } from './draws.js';
import { LONGEST } from './lengths/length.js';
import type { PreparedStream } from './prepared.js';
import type { Arrivals } from './request.js';

export class StreamDraws {
  private readonly priority: number;
  private readonly guess: PreparedStream['guess'];

  constructor(
    /** Row of the stream in the scenario. */
    readonly row: number,
    readonly prepared: PreparedStream,
    readonly keyed: Draws,
    /** Whether anybody looks at guesses. */
    guesses: boolean,
  ) {
    this.priority = prepared.spec.priority;
    this.guess = guesses ? prepared.guess : null;
  }

  /** Writes a request that stands alone, all but its time. */
  write(into: Arrivals, row: number, id: number): void {
    const { keyed, guess } = this;
    const { lengths } = this.prepared;
    keyed.pair(Purpose.lengths, id);
    into.id[row] = id;
    into.stream[row] = this.row;
    into.priority[row] = this.priority;
    into.owner[row] = -1;
    lengths.draw(into, row, id, keyed.first, keyed.second);
    const output = into.output[row]!;
    if (guess === null) into.predicted[row] = output;
    else {
      keyed.pair(Purpose.prediction, id);
      into.predicted[row] = Math.min(LONGEST, Math.max(1, Math.round(output * guess(keyed.first))));
    }
  }

  /** Writes a later turn of a conversation that is `context` tokens long so far, all but its time. */
  writeTurn(into: Arrivals, row: number, id: number, context: number): void {
    this.write(into, row, id);
    const added = this.prepared.dialogue?.added;
    if (added !== undefined) {
      this.keyed.pair(Purpose.lengths, id);
      into.prompt[row] = added.at(this.keyed.first);
    }
    into.prompt[row] = Math.min(LONGEST, into.prompt[row]! + context);
  }
}
