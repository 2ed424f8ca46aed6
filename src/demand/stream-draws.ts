/** Everything about a request that hangs on its number: lengths, guess and urgency. */
import { inverseNormal } from '../kernel/normal.js';
import type { Dialogue } from './callers/dialogue.js';
import { type Draws, Purpose } from './draws.js';
import { LONGEST } from './lengths/length.js';
import type { Lengths } from './lengths/lengths.js';
import type { Arrivals } from './request.js';

export class StreamDraws {
  constructor(
    /** Row of the stream in the scenario. */
    readonly row: number,
    readonly keyed: Draws,
    private readonly lengths: Lengths,
    private readonly predictionError: number,
    private readonly priority: number,
    readonly dialogue: Dialogue | null,
  ) {}

  /** Writes a request that stands alone, all but its time. */
  write(into: Arrivals, row: number, id: number): void {
    const { keyed } = this;
    keyed.pair(Purpose.lengths, id);
    into.id[row] = id;
    into.stream[row] = this.row;
    into.priority[row] = this.priority;
    into.owner[row] = -1;
    this.lengths.draw(into, row, id, keyed.first, keyed.second);
    into.predicted[row] = this.predicted(into.output[row]!, id);
  }

  /** Writes a later turn of a conversation whose context so far is `context` tokens, all but its time. */
  writeTurn(into: Arrivals, row: number, id: number, context: number): void {
    this.write(into, row, id);
    const added = this.dialogue?.added;
    if (added !== undefined) {
      this.keyed.pair(Purpose.lengths, id);
      into.prompt[row] = added.at(this.keyed.first);
    }
    into.prompt[row] = Math.min(LONGEST, into.prompt[row]! + context);
  }

  private predicted(output: number, id: number): number {
    if (this.predictionError === 0) return output;
    this.keyed.pair(Purpose.prediction, id);
    return Math.min(
      LONGEST,
      Math.max(1, Math.round(output * Math.exp(this.predictionError * inverseNormal(this.keyed.first)))),
    );
  }
}
