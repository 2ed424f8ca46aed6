/** Everything about a request that hangs on its number: lengths, guess and urgency. */
import { type StreamChange, stretched } from './change.js';
import { type Draws, Purpose } from './draws.js';
import { LONGEST } from './lengths/length.js';
import type { PreparedStream } from './prepared.js';
import type { Arrivals } from './request.js';

export class StreamDraws {
  private readonly priority: number;
  private readonly guess: PreparedStream['guess'];
  /** Requests over those stated. */
  readonly requests: number;
  private readonly longerInput: number;
  private readonly longerOutput: number;

  constructor(
    /** Row of the stream in the scenario. */
    readonly row: number,
    readonly prepared: PreparedStream,
    readonly keyed: Draws,
    /** Whether anybody looks at guesses. */
    guesses: boolean,
    change?: StreamChange,
  ) {
    this.requests = change?.requests ?? 1;
    this.longerInput = change?.input ?? 1;
    this.longerOutput = change?.output ?? 1;
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
    this.stretch(into, row, id);
    const output = into.output[row]!;
    if (guess === null) into.predicted[row] = output;
    else {
      keyed.pair(Purpose.prediction, id);
      into.predicted[row] = Math.min(LONGEST, Math.max(1, Math.round(output * guess(keyed.first))));
    }
  }

  /** Stretches prompt and answer of a request as the change of its stream asks. */
  private stretch(into: Arrivals, row: number, id: number, longerOutput = this.longerOutput): void {
    const { longerInput, keyed } = this;
    if (longerInput === 1 && longerOutput === 1) return;
    keyed.pair(Purpose.stretch, id);
    into.prompt[row] = stretched(into.prompt[row]!, longerInput, keyed.first, LONGEST);
    into.output[row] = stretched(into.output[row]!, longerOutput, keyed.second, LONGEST);
  }

  /** Writes a later turn of a conversation that is `context` tokens long so far, all but its time. */
  writeTurn(into: Arrivals, row: number, id: number, context: number): void {
    this.write(into, row, id);
    const added = this.prepared.dialogue?.added;
    if (added !== undefined) {
      this.keyed.pair(Purpose.lengths, id);
      into.prompt[row] = added.at(this.keyed.first);
      this.stretch(into, row, id, 1);
    }
    into.prompt[row] = Math.min(LONGEST, into.prompt[row]! + context);
  }
}
