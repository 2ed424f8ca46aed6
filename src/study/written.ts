/** When the tokens of an answer were written, where drafts are verified. */
import { COUNTERS, counterIndex } from '../serving/pool/spec.js';

/**
 * Where drafts are verified, tokens are counted by their mean until an answer ends and is put to what was truly written. In a quiet window that can
 * take back more than was counted in it: what is taken back beyond that was counted before, so the windows before give it.
 * Never short, since no answer is ever held to be less than nothing; the sum over all windows stays.
 *
 * @param windows counters of all windows, one row of `COUNTERS` each, changed in place [token]
 */
export const settleWritten = (windows: Float64Array): void => {
  let owed = 0;
  const last = windows.length - COUNTERS.length + counterIndex.outputTokens;
  for (let at = last; at >= 0; at -= COUNTERS.length) {
    const left = windows[at]! - owed;
    owed = left < 0 ? -left : 0;
    windows[at] = left < 0 ? 0 : left;
  }
};
