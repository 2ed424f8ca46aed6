/** Finished requests for tests, written as objects and handed over as columns. */
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import type { Finished } from '../../src/serving/pool/spec.js';

export interface Row {
  readonly id: number;
  readonly stream?: number;
  readonly replica?: number;
  readonly prompt?: number;
  readonly output?: number;
  readonly window?: number;
  /** Seconds. */
  readonly arrival?: number;
  readonly first?: number;
  readonly last?: number;
  readonly preemptions?: number;
  readonly refused?: boolean;
}

export const finishedOf = (rows: readonly Row[]): Finished => {
  const ticks = (of: (row: Row) => number | undefined) =>
    Float64Array.from(rows, (row) => (of(row) ?? 0) * TICKS_PER_SECOND);
  return {
    count: rows.length,
    id: Float64Array.from(rows, ({ id }) => id),
    stream: Uint8Array.from(rows, ({ stream }) => stream ?? 0),
    replica: Int32Array.from(rows, ({ replica }) => replica ?? 0),
    prompt: Int32Array.from(rows, ({ prompt }) => prompt ?? 1),
    output: Int32Array.from(rows, ({ output }) => output ?? 1),
    window: Int32Array.from(rows, ({ window }) => window ?? 0),
    arrival: ticks(({ arrival }) => arrival),
    firstToken: ticks(({ first }) => first),
    lastToken: ticks(({ last }) => last),
    preemptions: Uint8Array.from(rows, ({ preemptions }) => preemptions ?? 0),
    refused: Uint8Array.from(rows, ({ refused }) => (refused ? 1 : 0)),
  };
};
