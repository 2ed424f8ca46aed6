/** A pool as the power controller sees it: a table of what its watts are worth, and levers to hold it back. */

import { workOf } from '../demand/prepared.js';
import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Setting } from '../power/shortage/allocation.js';
import { saturated } from '../serving/capacity.js';
import type { Group } from '../serving/pool/group.js';
import type { Counter } from '../serving/pool/spec.js';
import type { Joules, Seconds, Watts } from '../units/quantity.js';
import type { Blueprint, Pool } from './blueprint.js';

/** Caps in a table, from idle to the full draw. */
const TABLE_STEPS = 32;
/** Caps are set to this share of the peak draw, so that small changes of a budget change nothing. */
const CAP_STEPS = 64;

/** Draw and worth of a saturated pool under each cap, by the physics of its steps: what its own cap table makes of its mix of reading and writing. Worth is output tokens a second. */
export const capTable = ({ rates, streams }: Blueprint, pool: Pool): readonly Setting[] => {
  const { step, memory, scheduler, spec, serverPower } = pool;
  if (step === null) return [{ watts: 0, worth: 0, active: 1, cap: 0 }];
  const total = pool.streams.reduce((sum, row) => sum + rates[row]!, 0);
  const mean = (of: 'prompt' | 'output'): number =>
    total > 0 ? pool.streams.reduce((sum, row) => sum + rates[row]! * workOf(streams[row]!)[of], 0) / total : 1;
  const work = { prompt: mean('prompt'), output: mean('output') };
  return Array.from({ length: TABLE_STEPS }, (_, at): Setting => {
    const cap = step.idle + ((step.peak - step.idle) * (at + 1)) / TABLE_STEPS;
    const { rate, watts } = saturated(step, memory, scheduler, work, at + 1 === TABLE_STEPS ? undefined : cap);
    return {
      watts: spec.replicas * (serverPower + watts),
      worth: spec.replicas * rate * work.output,
      active: 1,
      cap,
    };
  });
};

export class HeldLoad {
  /** Cap of each replica [W]. */
  private cap: Watts;

  constructor(
    readonly pool: Pool,
    readonly groups: readonly Group[],
  ) {
    this.cap = this.unhindered;
  }

  /** The cap of the scenario itself, or the chips' limit. */
  private get unhindered(): Watts {
    const { step, plan, chips } = this.pool;
    return step === null ? 0 : Math.min(step.peak, plan.cap * chips);
  }

  /** A counter over the stretch just run, for the whole pool. */
  private stretch(counter: Counter): number {
    const { pool, groups } = this;
    const scale = pool.sampled > 0 ? pool.spec.replicas / pool.sampled : 0;
    return scale * groups.reduce((sum, group) => sum + group.stretch(counter), 0);
  }

  /** Energy of all the pool's chips and servers over the stretch just run, which lasted `seconds` [J]. */
  joules(seconds: Seconds): Joules {
    const { pool } = this;
    if (pool.step === null) return 0;
    const chips = this.stretch('decodeJoules') + this.stretch('prefillJoules') + this.stretch('idleJoules');
    const servers = pool.spec.replicas * seconds - this.stretch('darkTicks') / TICKS_PER_SECOND;
    return chips + pool.serverPower * servers;
  }

  /** Cap as a share of what it would be unhindered. */
  get capShare(): number {
    return this.unhindered > 0 ? this.cap / this.unhindered : 1;
  }

  /** Takes a setting into force `at` seconds into the present window. */
  hold({ cap }: Setting, at: Seconds): void {
    const { step } = this.pool;
    if (step === null) return;
    const unit = step.peak / CAP_STEPS;
    const wanted = Math.min(this.unhindered, cap);
    const next = wanted >= this.unhindered ? this.unhindered : Math.max(unit, Math.floor(wanted / unit) * unit);
    if (next === this.cap) return;
    this.cap = next;
    for (const group of this.groups) group.setCap(next, Math.round(at * TICKS_PER_SECOND));
  }
}
