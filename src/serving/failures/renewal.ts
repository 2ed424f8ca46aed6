/** Up and down by turns, for ever: one unit that fails and is repaired, by draws of its own. */
import { threefry, uniform } from '../../kernel/keyed.js';
import { inverseNormal } from '../../kernel/normal.js';
import type { Seconds } from '../../units/quantity.js';

export interface Renewal {
  /** Mean time from a repair to the next failure. */
  readonly mtbf: Seconds;
  /** Mean time to repair. */
  readonly mttr: Seconds;
  /** Standard deviation of a repair over its mean. */
  readonly cv: number;
}

/** When the unit of this key and number is down, from 0 to `horizon`. Times up are exponential with mean MTBF, repairs log-normal; the first stretch is
 *  that of a process that has run for ever, so that at every instant it is up with chance MTBF / (MTBF + MTTR):
 *
 *    ln repair ~ N(ln MTTR − σ²/2, σ²), σ² = ln(1 + cv²)        down at the start: what is left of a length-biased repair, U · exp(ln MTTR + σ²/2 + σz)
 *
 *  Sources: Cox, Renewal Theory (1962), chapter 5 (equilibrium process); docs/model.md, shortage and failures. */
export const downtimes = (
  { mtbf, mttr, cv }: Renewal,
  key: number,
  unit: number,
  horizon: Seconds,
): readonly { readonly from: Seconds; readonly to: Seconds }[] => {
  const words = new Uint32Array(2);
  const sigma = Math.sqrt(Math.log1p(cv * cv));
  const repair = (word: number, bias: number): Seconds =>
    mttr * Math.exp((bias * sigma * sigma) / 2 + sigma * inverseNormal(uniform(word)));
  const found: { from: Seconds; to: Seconds }[] = [];
  let time = 0;
  threefry(key, unit, 0, 1, words);
  if (uniform(words[0]!) >= mtbf / (mtbf + mttr)) {
    const left = uniform(words[1]!);
    threefry(key, unit, 0, 2, words);
    time = left * repair(words[0]!, 1);
    found.push({ from: 0, to: time });
  }
  for (let cycle = 0; ; cycle++) {
    threefry(key, unit, cycle, 0, words);
    time -= mtbf * Math.log(uniform(words[0]!));
    if (time >= horizon) return found;
    const from = time;
    time += repair(words[1]!, -1);
    found.push({ from, to: time });
  }
};
