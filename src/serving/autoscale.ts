/** How many replicas of a pool serve, by what it is asked for: those not needed end what they serve and go dark. */
import { defaulting, fields, type Output, quantity, ratio } from '../schema/field.js';
import type { Seconds } from '../units/quantity.js';

export const autoscaleFields = fields({
  target: defaulting(
    ratio('Load of the serving replicas that is aimed at, as a share of their capacity.', { min: 0.05 }),
    0.7,
    'assumed, picked from 0.5–0.8: above it, waits grow faster than load',
  ),
  least: defaulting(ratio('Share of the replicas that always serves.', { min: 0 }), 0.1, 'assumed, picked from 0–30%'),
  hold: defaulting(
    quantity('time', 'A replica goes dark only when none of the last so many seconds needed it.', { max: 86_400 }),
    '5 minute',
    'Kubernetes HorizontalPodAutoscaler, scaleDown.stabilizationWindowSeconds = 300',
  ),
});

export type AutoscaleValues = Output<typeof autoscaleFields>;

/** What an operator sees of a pool at a meeting. */
export interface Observed {
  readonly seconds: Seconds;
  /** Requests that came in that time, and those that wait now. */
  readonly arrived: number;
  readonly waiting: number;
}

/** Share of replicas that should serve = (arrivals + what waits, spread over a hold) / (target · capacity), at least `least`; the most of the last hold. */
export class Autoscaler {
  private readonly recent: { readonly until: Seconds; readonly share: number }[] = [];

  constructor(
    private readonly plan: AutoscaleValues,
    /** Requests a second at which all replicas saturate. */
    private readonly capacity: number,
  ) {}

  meet(now: Seconds, { seconds, arrived, waiting }: Observed): number {
    const { target, least, hold } = this.plan;
    const rate = arrived / seconds + waiting / Math.max(hold, seconds);
    const share = this.capacity > 0 ? Math.min(1, Math.max(least, rate / (target * this.capacity))) : 1;
    while (this.recent.length > 0 && (this.recent[0]!.until < now || this.recent.at(-1)!.share <= share)) {
      if (this.recent[0]!.until < now) this.recent.shift();
      else this.recent.pop();
    }
    this.recent.push({ until: now + hold, share });
    return this.recent[0]!.share;
  }
}
