/** Remembers what a step costs beside attention: a part that depends on its tokens, and a part that depends on its rows of the head. */
import type { StepModel } from '../../compute/step-model.js';

const TOKEN_SLOTS = 1 << 14;

/**
 * rest(tokens, rows) = [rest(tokens, 1)] + [rest(1, rows) − rest(1, 1)], since every kernel sees either all tokens or the sampled rows.
 * Token counts share slots, a newcomer evicting what sat in its place; values are pure, so what is remembered changes no result.
 */
export class RestCache {
  seconds = 0;
  compute = 0;
  memory = 0;

  /** Columns of seconds, compute and memory, three a slot. */
  private readonly byTokens = new Float64Array(3 * TOKEN_SLOTS);
  private readonly tokensAt = new Int32Array(TOKEN_SLOTS).fill(-1);
  private readonly byRows: Float64Array;

  constructor(
    private readonly step: StepModel,
    mostRows: number,
  ) {
    this.byRows = new Float64Array(3 * (mostRows + 1)).fill(Number.NaN);
  }

  /** Finds `rest(tokens, rows)`, into `seconds`, `compute` and `memory`. */
  find(tokens: number, rows: number): void {
    const slot = tokens & (TOKEN_SLOTS - 1);
    if (this.tokensAt[slot] !== tokens) this.fillTokens(slot, tokens);
    const { byTokens, byRows } = this;
    if (Number.isNaN(byRows[3 * rows]!)) this.fillRows(rows);
    this.seconds = byTokens[3 * slot]! + byRows[3 * rows]!;
    this.compute = byTokens[3 * slot + 1]! + byRows[3 * rows + 1]!;
    this.memory = byTokens[3 * slot + 2]! + byRows[3 * rows + 2]!;
  }

  private fillTokens(slot: number, tokens: number): void {
    const cost = this.step.rest(tokens, 1);
    this.byTokens[3 * slot] = cost.seconds;
    this.byTokens[3 * slot + 1] = cost.compute;
    this.byTokens[3 * slot + 2] = cost.memory;
    this.tokensAt[slot] = tokens;
  }

  private fillRows(rows: number): void {
    const one = this.step.rest(1, 1);
    const cost = this.step.rest(1, rows);
    this.byRows[3 * rows] = cost.seconds - one.seconds;
    this.byRows[3 * rows + 1] = cost.compute - one.compute;
    this.byRows[3 * rows + 2] = cost.memory - one.memory;
  }
}
