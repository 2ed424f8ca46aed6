/** From operational time to ticks: walks a process through a rate that is constant between instants, window by window.
 *
 *  With Λ(t) = ∫ rate·shape dt, request n arrives when Λ reaches the sum of its gaps. Λ is piecewise linear and is walked forward, so a
 *  request costs O(1). Time is local to the window, so that a tick is resolved however long the run.
 */
import type { Seconds } from '../units/quantity.js';
import type { Gaps } from './arrivals/process.js';
import { TICKS_PER_SECOND } from './request.js';
import type { Shape } from './shapes/shape.js';
import { grown, type Source } from './source.js';

const BATCH = 256;

export class WarpedArrivals implements Source {
  times: Float64Array = new Float64Array(1024);
  ids: Float64Array = new Float64Array(1024);

  private readonly batch = new Float64Array(BATCH);
  private cursor = BATCH;
  private made = 0;
  /** Operational time until the next request. */
  private left: number;
  private pieceEnd: Seconds = 0;
  private intensity = 0;

  constructor(
    private readonly gaps: Gaps,
    private readonly shape: Shape,
    /** Mean rate of the whole stream [request/s]. */
    private readonly rate: number,
    /** Number of the first request; the others follow in steps of `idStep`. */
    private readonly firstId: number,
    private readonly idStep: number,
    private readonly windowTicks: number,
  ) {
    this.left = this.nextGap();
  }

  window(index: number): number {
    const start = (index * this.windowTicks) / TICKS_PER_SECOND;
    const end = ((index + 1) * this.windowTicks) / TICKS_PER_SECOND;
    let count = 0;
    let now: Seconds = 0;
    for (let from = start; from < end; from = this.pieceEnd) {
      if (this.pieceEnd <= from) this.enter(from);
      const pieceStop = Math.min(this.pieceEnd, end) - start;
      const inverse = 1 / this.intensity;
      let room = (pieceStop - now) * this.intensity;
      let { left } = this;
      while (left < room) {
        room -= left;
        now += left * inverse;
        if (count === this.times.length) {
          this.times = grown(this.times);
          this.ids = grown(this.ids);
        }
        this.times[count] = Math.min(Math.floor(now * TICKS_PER_SECOND), this.windowTicks - 1);
        this.ids[count++] = this.firstId + this.made++ * this.idStep;
        left = this.nextGap();
      }
      this.left = left - Math.max(0, room);
      now = pieceStop;
    }
    return count;
  }

  private enter(time: Seconds): void {
    this.intensity = this.rate * this.shape.at(time);
    this.pieceEnd = this.shape.until(time);
  }

  private nextGap(): number {
    if (this.cursor === BATCH) {
      this.gaps(this.batch);
      this.cursor = 0;
    }
    return this.batch[this.cursor++]!;
  }
}
