/** One stream's requests that arrive whatever serving does: times and numbers, window by window, before their lengths are drawn. */

export interface Source {
  /** Finds the arrivals of window `index`; call once per window, in order. Returns how many rows of the columns are valid. */
  window(index: number): number;
  /** Local ticks, not decreasing. Replaced when it grows: read it after `window`. */
  readonly times: Float64Array;
  /** Numbers of the requests inside the stream. */
  readonly ids: Float64Array;
}

/** The same column with twice the room. */
export const grown = (column: Float64Array): Float64Array => {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
};
