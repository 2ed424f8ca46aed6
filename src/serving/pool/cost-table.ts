/** A plan's physics, quantised: whole ticks and whole joule quanta per step, so that many steps at once cost exactly what single steps do. */
import { type Batch, type Cost, type StepModel, type Sum, verifiedBy } from '../../compute/step-model.js';
import { TICKS_PER_SECOND } from '../../demand/request.js';
import { RestCache } from './rest-cache.js';
import { meanWritten } from './speculation.js';

/** No step lasts longer (1,024 s): longer prompts are refused, and a cap that would stretch a step beyond it is treated as reaching it. */
export const LONGEST_STEP = 2 ** 52;

/** Linear cells per octave of attention time; the top four mantissa bits of a double name one. */
const CELLS = 1 + (52 << 4);
const FIRST_CELL = 1023 << 4;
/** A cell is halved until a straight line errs by less than this, at most DEEPEST times (a kink never becomes straight). */
const TOLERANCE = 1e-4;
const DEEPEST = 6;
/** A chord, and a window rounded to strides, may lie this far below the physics. */
const BELOW_LIGHT = 0.01;

/**
 * Cost of decode steps as straight lines over cells of A, the attention time of one step (contexts and windows in strides, `speculation.ts`):
 *
 *   A = Σ_j slope_j·X_j                       X_j = Σ min(context, window_j) over the batch
 *   ticks  = C_t + Σ_j E_tj·X_j               exact where step time is affine in A: uncapped, and nothing side by side
 *   joules = C_e + Σ_j E_ej·X_j               a chord of the physics, in quanta
 *
 * All coefficients are whole numbers, so k steps cost k·now + growth·k(k−1)/2 exactly, however they are cut (docs/model.md, "Exact time").
 * Where windows share A unequally, the chord is drawn for a batch of equal contexts. Filled lazily; a value depends on its cell alone.
 */
export class CostTable {
  /** Ticks of attention per stride of context, one per window; a stride is a token unless drafts are verified. */
  readonly slopes: Float64Array;
  /** Attention windows in strides. */
  readonly windows: Float64Array;
  /** Joules in one quantum: a power of two, small enough to resolve a step and large enough that a window's sum is exact. */
  readonly jouleQuantum: number;
  /** Rows of [end of piece in A, C_t, C_e, E_t…, E_e…]. */
  pieces: Float64Array;
  readonly width: number;
  /** Cost of the step last asked of `mixed`. */
  ticks = 0;
  joules = 0;

  private pieceCount = 0;
  private cells: Int32Array;
  private cellCount = 0;
  /** Start in `cells` of the row of (power state, batch), or -1. */
  private rows: Int32Array;
  private readonly caps: number[] = [];
  /** Tokens in a stride, and tokens of each writing sequence that a step verifies. */
  private readonly stride: number;
  private readonly verified: number;
  private readonly rest: RestCache;
  private readonly bits = new Float64Array(1);
  private readonly words = new Int32Array(this.bits.buffer);
  private readonly scratch: Sum = { seconds: 0, compute: 0, memory: 0 };
  private readonly attention: readonly Cost[];
  private readonly sums: Float64Array;
  /** Seconds, compute and memory of the terms of a mixed step: floors, then attention, pairs and pairs per length of each window. */
  private readonly terms: Float64Array;

  constructor(
    private readonly step: StepModel,
    private readonly maxBatch: number,
    windowTicks: number,
  ) {
    const count = step.windows.length;
    this.verified = verifiedBy(step);
    this.stride =
      step.speculation === undefined ? 1 : meanWritten(step.speculation.drafts, step.speculation.acceptance);
    const { stride } = this;
    this.windows = Float64Array.from(step.windows, (window) => (stride === 1 ? window : Math.round(window / stride)));
    this.attention = step.attention.map(({ seconds, compute, memory }) => ({
      seconds: stride * seconds,
      compute: stride * compute,
      memory: stride * memory,
    }));
    this.slopes = Float64Array.from(this.attention, (cost) => Math.round(cost.seconds * TICKS_PER_SECOND));
    this.sums = new Float64Array(count);
    const perWindow = step.windows.flatMap((_, j) => [
      this.attention[j]!,
      step.prefillPair[j]!,
      step.prefillPairPerLength[j]!,
    ]);
    const terms = [step.prefillFloor, step.decodeFloor, ...perWindow];
    this.terms = Float64Array.from(terms.flatMap((cost) => [cost.seconds, cost.compute, cost.memory]));
    this.width = 3 + 2 * count;
    this.pieces = new Float64Array(64 * this.width);
    this.cells = new Int32Array(8 * CELLS);
    this.rows = new Int32Array(0);
    this.rest = new RestCache(step, maxBatch * this.verified);
    const mostJoules = Math.max(step.peak, step.idle) * ((windowTicks + LONGEST_STEP) / TICKS_PER_SECOND);
    this.jouleQuantum = 2 ** (Math.ceil(Math.log2(mostJoules)) - 52);
  }

  /** The number of the power state with this cap on the whole replica [W]; Infinity is no cap. */
  powerState(cap: number): number {
    const found = this.caps.indexOf(cap);
    if (found >= 0) return found;
    this.caps.push(cap);
    const rows = new Int32Array(this.caps.length * (this.maxBatch + 1)).fill(-1);
    rows.set(this.rows);
    this.rows = rows;
    return this.caps.length - 1;
  }

  /** Offset in `pieces` of the piece that holds attention time `ticks` for a batch. */
  piece(state: number, batch: number, ticks: number): number {
    this.bits[0] = ticks;
    const high = this.words[1]!;
    const cell = high === 0 ? 0 : (high >>> 16) - FIRST_CELL + 1;
    const row = this.rows[state * (this.maxBatch + 1) + batch]!;
    let piece = row < 0 ? -1 : this.cells[row + cell]!;
    if (piece < 0) piece = this.fill(state, batch, cell);
    const pieces = this.pieces;
    while (ticks >= pieces[piece]!) piece += this.width;
    return piece;
  }

  /** Ticks and joule quanta of a step with chunks, into `ticks` and `joules`; `contexts` starts at `offset` of the given column. */
  mixed(state: number, decode: number, contexts: Float64Array, offset: number, chunks: Chunks): void {
    const { scratch, terms, rest } = this;
    const verified = decode * this.verified;
    rest.find(verified + chunks.tokens, verified + chunks.finished);
    let seconds = rest.seconds + terms[0]!;
    let compute = rest.compute + terms[1]!;
    let memory = rest.memory + terms[2]!;
    if (decode > 0) {
      seconds += terms[3]!;
      compute += terms[4]!;
      memory += terms[5]!;
    }
    for (let j = 0, at = 6; j < this.windows.length; j++, at += 9) {
      const context = decode > 0 ? contexts[offset + j]! : 0;
      const pairs = chunks.pairs[j]!;
      const shares = chunks.pairsPerLength[j]!;
      seconds += terms[at]! * context + terms[at + 3]! * pairs + terms[at + 6]! * shares;
      compute += terms[at + 1]! * context + terms[at + 4]! * pairs + terms[at + 7]! * shares;
      memory += terms[at + 2]! * context + terms[at + 5]! * pairs + terms[at + 8]! * shares;
    }
    scratch.seconds = seconds;
    scratch.compute = compute;
    scratch.memory = memory;
    this.step.concurrent?.(scratch, { decode, prefill: chunks.tokens, finished: chunks.finished });
    this.price(state);
    this.ticks = Math.max(1, Math.round(this.ticks));
    this.joules = Math.round(this.joules);
  }

  /** States that no batch size met so far is priced below what the data sheets allow: at the shortest and the longest attention time met with it, as the engine reads the table. */
  checkLaws(law: (holds: boolean, statement: () => string) => void): void {
    const { step, sums, pieces } = this;
    if (step.floor === undefined) return;
    const none = step.windows.map(() => 0);
    for (let row = 0; row < this.rows.length; row++) {
      const from = this.rows[row]!;
      if (from < 0) continue;
      const state = Math.floor(row / (this.maxBatch + 1));
      const batch = row % (this.maxBatch + 1);
      const met = this.cells.subarray(from, from + CELLS);
      for (const cell of new Set([met.findIndex((piece) => piece >= 0), met.findLastIndex((piece) => piece >= 0)])) {
        this.evaluate(state, batch, cellStart(cell));
        const piece = met[cell]!;
        let ticks = pieces[piece + 1]!;
        for (let j = 0; j < sums.length; j++) ticks += pieces[piece + 3 + j]! * sums[j]!;
        const contexts = Array.from(sums, (sum) => sum * this.stride);
        const floor = step.floor({
          decode: batch,
          contexts,
          prefill: 0,
          chunks: 0,
          pairs: none,
          pairsPerLength: none,
          finished: 0,
        });
        law(
          (1 + BELOW_LIGHT) * ticks >= floor * TICKS_PER_SECOND,
          () =>
            `a step of ${batch} sequences takes ${ticks / TICKS_PER_SECOND} s, less than the ${floor} s that the data sheet allows`,
        );
      }
    }
  }

  /** The longest prompt, up to `most`, that one uncapped step can read whole. */
  longestPrompt(most: number): number {
    const { step } = this;
    const isShort = (length: number): boolean => {
      const pairs = step.windows.map((window) => promptPairs(0, length, window));
      const pairsPerLength = pairs.map((count) => count / length);
      const batch = {
        decode: 0,
        contexts: pairs.map(() => 0),
        prefill: length,
        chunks: 1,
        pairs,
        pairsPerLength,
        finished: 1,
      };
      return stepCost(step, batch).seconds * TICKS_PER_SECOND <= LONGEST_STEP;
    };
    let longest = most;
    let low = 0;
    while (longest > low && !isShort(longest)) {
      let high = longest;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (isShort(middle)) low = middle;
        else high = middle;
      }
      longest = low;
    }
    return longest;
  }

  /** Unrounded ticks and joule quanta of the cost in `scratch` under a power state, into `ticks` and `joules`. */
  private price(state: number): void {
    const { seconds, compute, memory } = this.scratch;
    const cap = this.caps[state]!;
    if (cap === Number.POSITIVE_INFINITY) {
      this.ticks = Math.min(LONGEST_STEP, seconds * TICKS_PER_SECOND);
      this.joules =
        (this.step.draw(compute / seconds, memory / seconds) * this.ticks) / TICKS_PER_SECOND / this.jouleQuantum;
      return;
    }
    const capped = this.step.capped(this.scratch, cap);
    const ticks = capped.seconds * TICKS_PER_SECOND;
    const tooLong = !(ticks <= LONGEST_STEP);
    this.ticks = tooLong ? LONGEST_STEP : ticks;
    this.joules = (tooLong ? cap * (LONGEST_STEP / TICKS_PER_SECOND) : capped.joules) / this.jouleQuantum;
  }

  /** Physics of a decode step of `batch` equal contexts that take `attention` ticks, into `ticks`, `joules` and `sums`. */
  private evaluate(state: number, batch: number, attention: number): void {
    const { step, scratch, sums } = this;
    const context = this.equalContext(attention / batch);
    const verified = batch * this.verified;
    const rest = step.rest(verified, verified);
    scratch.seconds = rest.seconds + step.decodeFloor.seconds;
    scratch.compute = rest.compute + step.decodeFloor.compute;
    scratch.memory = rest.memory + step.decodeFloor.memory;
    for (let j = 0; j < sums.length; j++) {
      const cost = this.attention[j]!;
      const sum = batch * Math.min(context, this.windows[j]!);
      sums[j] = sum;
      scratch.seconds += cost.seconds * sum;
      scratch.compute += cost.compute * sum;
      scratch.memory += cost.memory * sum;
    }
    step.concurrent?.(scratch, { decode: batch, prefill: 0, finished: 0 });
    this.price(state);
  }

  /** The context at which one sequence takes this attention time: the inverse of a sum of ramps. */
  private equalContext(ticks: number): number {
    const { windows, slopes } = this;
    let rate = 0;
    for (let j = 0; j < slopes.length; j++) rate += slopes[j]!;
    let from = 0;
    let left = ticks;
    for (;;) {
      let bend = Number.POSITIVE_INFINITY;
      for (let j = 0; j < windows.length; j++) if (windows[j]! > from && windows[j]! < bend) bend = windows[j]!;
      if (rate <= 0) return from;
      if (left <= rate * (bend - from)) return from + left / rate;
      left -= rate * (bend - from);
      for (let j = 0; j < windows.length; j++) if (windows[j] === bend) rate -= slopes[j]!;
      from = bend;
    }
  }

  private fill(state: number, batch: number, cell: number): number {
    const slot = state * (this.maxBatch + 1) + batch;
    if (this.rows[slot]! < 0) {
      if (this.cellCount + CELLS > this.cells.length) {
        const grown = new Int32Array(2 * this.cells.length);
        grown.set(this.cells);
        this.cells = grown;
      }
      this.cells.fill(-1, this.cellCount, this.cellCount + CELLS);
      this.rows[slot] = this.cellCount;
      this.cellCount += CELLS;
    }
    const first = this.pieceCount * this.width;
    this.cells[this.rows[slot]! + cell] = first;
    this.halve(state, batch, cellStart(cell), cellStart(cell + 1), DEEPEST);
    return first;
  }

  /** Writes the pieces of [low, high): one chord, or those of its halves where a chord is too far from the physics. */
  private halve(state: number, batch: number, low: number, high: number, depth: number): void {
    this.evaluate(state, batch, low);
    const lowTicks = this.ticks;
    const lowJoules = this.joules;
    this.evaluate(state, batch, high);
    const highTicks = this.ticks;
    const highJoules = this.joules;
    for (let quarter = 1; quarter < 4 && depth > 0; quarter++) {
      const share = quarter / 4;
      this.evaluate(state, batch, low + share * (high - low));
      const off = Math.max(
        Math.abs(this.ticks / (lowTicks + share * (highTicks - lowTicks)) - 1),
        Math.abs(this.joules / (lowJoules + share * (highJoules - lowJoules)) - 1),
      );
      if (off > TOLERANCE) {
        const middle = (low + high) / 2;
        this.halve(state, batch, low, middle, depth - 1);
        this.halve(state, batch, middle, high, depth - 1);
        return;
      }
    }
    this.evaluate(state, batch, (low + high) / 2);
    const isBent = this.caps[state] !== Number.POSITIVE_INFINITY || this.step.concurrent !== undefined;
    const piece = this.newPiece();
    const { pieces, sums, slopes } = this;
    const span = high - low;
    let ticks = isBent ? (lowTicks + highTicks) / 2 : this.ticks;
    let joules = (lowJoules + highJoules) / 2;
    for (let j = 0; j < slopes.length; j++) {
      const tickSlope = isBent ? Math.max(0, Math.round(((highTicks - lowTicks) / span) * slopes[j]!)) : slopes[j]!;
      const jouleSlope = Math.round(((highJoules - lowJoules) / span) * slopes[j]!);
      pieces[piece + 3 + j] = tickSlope;
      pieces[piece + 3 + slopes.length + j] = jouleSlope;
      ticks -= tickSlope * sums[j]!;
      joules -= jouleSlope * sums[j]!;
    }
    if (!isBent) ticks = this.base(batch);
    pieces[piece] = Math.ceil(high);
    pieces[piece + 1] = Math.round(ticks);
    pieces[piece + 2] = Math.round(joules);
  }

  /** Ticks of a decode step without its attention, where the step is the sum of its parts. */
  private base(batch: number): number {
    return Math.max(
      1,
      Math.round(
        (this.step.rest(batch * this.verified, batch * this.verified).seconds + this.step.decodeFloor.seconds) *
          TICKS_PER_SECOND,
      ),
    );
  }

  private newPiece(): number {
    const piece = this.pieceCount * this.width;
    this.pieceCount++;
    if (piece + this.width > this.pieces.length) {
      const grown = new Float64Array(2 * this.pieces.length);
      grown.set(this.pieces);
      this.pieces = grown;
    }
    return piece;
  }
}

/** What the chunks of a step add up to: the prefill half of `Batch`. */
export type Chunks = {
  tokens: number;
  finished: number;
  readonly pairs: Float64Array;
  readonly pairsPerLength: Float64Array;
};

/** Smallest attention time of a cell; cell 0 holds zero alone. */
const cellStart = (cell: number): number => {
  if (cell === 0) return 0;
  const octave = (cell - 1) >> 4;
  return 2 ** octave * (1 + ((cell - 1) & 15) / 16);
};

/** Token pairs attended by `count` tokens read after `done` others: Σ_{i=1..count} min(done + i, window). */
export const promptPairs = (done: number, count: number, window: number): number => {
  const below = Math.max(0, Math.min(count, window - done));
  const pairs = below * done + (below * (below + 1)) / 2;
  return below < count ? pairs + (count - below) * window : pairs;
};

/** The physics in one place, for tests: the cost of any batch straight from the model [s]. */
export const stepCost = (step: StepModel, batch: Batch): Cost => {
  const verified = batch.decode * verifiedBy(step);
  const rest = step.rest(verified + batch.prefill, verified + batch.finished);
  const total: Sum = { seconds: rest.seconds, compute: rest.compute, memory: rest.memory };
  const add = (cost: Cost, times: number) => {
    total.seconds += cost.seconds * times;
    total.compute += cost.compute * times;
    total.memory += cost.memory * times;
  };
  if (batch.decode > 0) add(step.decodeFloor, 1);
  if (batch.chunks > 0) add(step.prefillFloor, 1);
  step.windows.forEach((_, j) => {
    add(step.attention[j]!, batch.contexts[j]!);
    add(step.prefillPair[j]!, batch.pairs[j]!);
    add(step.prefillPairPerLength[j]!, batch.pairsPerLength[j]!);
  });
  step.concurrent?.(total, batch);
  return total;
};
