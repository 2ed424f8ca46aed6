/** The fixed grid of times that every histogram counts in: 128 equal cells in each octave from 2^-20 s to 2^20 s. */

export const CELLS_PER_OCTAVE = 128;
const LOWEST_OCTAVE = -20;
const OCTAVES = 40;

/** Times below this (about 1 µs) share the first cell. */
export const LEAST_TIME = 2 ** LOWEST_OCTAVE;
/** Times from this on (about 12 days) share the last cell. */
export const GREATEST_TIME = 2 ** (LOWEST_OCTAVE + OCTAVES);
/** Cells of the grid, with the one below and the one above. */
export const CELLS = OCTAVES * CELLS_PER_OCTAVE + 2;
/** A time and any other time of its cell differ by at most this share of either, between LEAST_TIME and GREATEST_TIME. */
export const RELATIVE_ERROR = 1 / CELLS_PER_OCTAVE;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH_WORD = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * The cell of a time [s] that is not negative. A double's high word holds sign, exponent and 20 bits of fraction, of which the top 7 number the cell inside
 * the octave: 13 are dropped, and (1023 − 20)·128 − 1 is the number before the first. Written out, because V8 does not fold the constants of a module into
 * a hot function.
 */
export const cellOf = (seconds: number): number => {
  double[0] = seconds;
  const cell = (words[HIGH_WORD]! >>> 13) - 128_383;
  return cell < 0 ? 0 : cell < 5_122 ? cell : 5_121;
};

/** Where a cell begins [s]; the cell after the last begins at Infinity. */
export const cellStart = (cell: number): number => {
  if (cell <= 0) return 0;
  if (cell >= CELLS) return Number.POSITIVE_INFINITY;
  const octave = Math.floor((cell - 1) / CELLS_PER_OCTAVE);
  return 2 ** (LOWEST_OCTAVE + octave) * (1 + ((cell - 1) % CELLS_PER_OCTAVE) / CELLS_PER_OCTAVE);
};

/** Counts of consecutive cells, `first` being the cell of `counts[0]`; the least and the greatest time counted bound every answer. */
export interface Counted {
  readonly first: number;
  readonly counts: ArrayLike<number>;
  readonly total: number;
  readonly least: number;
  readonly greatest: number;
}

/**
 * The time [s] that a share of the counted times does not exceed: the inverse of the empirical distribution, linear inside a cell.
 * It lies in the same cell as the exact order statistic of rank ceil(share × total), so it errs by at most RELATIVE_ERROR; null when nothing was counted.
 */
export const quantileOf = ({ first, counts, total, least, greatest }: Counted, share: number): number | null => {
  if (!(total > 0)) return null;
  const rank = Math.min(Math.max(share, 0), 1) * total;
  let before = 0;
  let answer = greatest;
  for (let at = 0; at < counts.length; at++) {
    const inside = counts[at]!;
    if (inside === 0) continue;
    if (before + inside >= rank) {
      const start = cellStart(first + at);
      const end = Math.min(cellStart(first + at + 1), Math.max(greatest, start));
      answer = start + ((end - start) * (rank - before)) / inside;
      break;
    }
    before += inside;
  }
  return Math.min(Math.max(answer, least), greatest);
};

/** How many of the counted times lie below a time [s], linear inside its cell: the inverse of `quantileOf`. */
export const countBelow = (
  { first, counts, greatest }: Pick<Counted, 'first' | 'counts' | 'greatest'>,
  seconds: number,
): number => {
  const cell = cellOf(seconds);
  let below = 0;
  for (let at = 0; at < counts.length && first + at < cell; at++) below += counts[at]!;
  const inside = counts[cell - first] ?? 0;
  if (inside === 0) return below;
  const start = cellStart(cell);
  const end = Math.min(cellStart(cell + 1), Math.max(greatest, start));
  return below + (end > start ? (inside * Math.min(seconds - start, end - start)) / (end - start) : inside);
};
