/** How much dearer a battery's policy was than perfect foresight: the dispatch program over the run, beside what the run paid. */
import type { Interval, SiteReport } from '../power/site.js';
import { optimumOf, regretOf } from '../power/storage/optimum.js';
import type { Dollars, Ratio, Seconds } from '../units/quantity.js';

/** Steps of the plan: as long as the usual window of a meter. */
const STEP: Seconds = 900;
/** A plan of more steps takes longer than it tells. */
const MOST_STEPS = 3000;

/** Relative error of the solver. */
const ROUNDING = 1e-7;

interface Step {
  readonly load: number;
  readonly free: number;
  readonly imported: number;
  readonly discharged: number;
  /** Price with taxes, times the time it holds [USD s/J]. */
  readonly priced: number;
  readonly seconds: Seconds;
}

const NOTHING: Step = { load: 0, free: 0, imported: 0, discharged: 0, priced: 0, seconds: 0 };

/** null without exactly one battery, with plants that burn fuel, with charges for peaks or load that went unserved: the plan knows none of them.
 *  Call with the solver loaded. */
export const storageRegret = ({
  stores,
  sources,
  intervals,
  bill,
}: SiteReport): { readonly dollars: Dollars; readonly share: Ratio | null } | null => {
  const [store, second] = stores;
  const isKnown = sources.every(({ unit }) => unit === 'grid' || unit.startsWith('curtailed'));
  const isPeaky = bill.some(({ peaks }) => (peaks?.length ?? 0) > 0);
  const isShort = intervals.some(({ balance }) => balance.unserved > 0 || balance.exported > 0);
  const steps = stepsOf(intervals, sources);
  if (store === undefined || second !== undefined || !isKnown || isPeaky || isShort) return null;
  if (steps.length === 0 || steps.length > MOST_STEPS || steps.some(({ seconds }) => seconds !== STEP)) return null;
  const column = (of: (step: Step) => number) => Float64Array.from(steps, of);
  const price = column(({ priced }) => priced / STEP);
  const plan = optimumOf({
    step: STEP,
    price,
    load: column(({ load }) => load / STEP),
    free: column(({ free }) => free / STEP),
    limit: Number.POSITIVE_INFINITY,
    exportLimit: 0,
    exportPrice: new Float64Array(steps.length),
    store: { ...store.limits, end: intervals.at(-1)!.stored[0]! },
    demandCharge: 0,
    lostLoad: 1,
  });
  if (plan === null) return null;
  const paid = steps.reduce((sum, one, at) => sum + one.imported * price[at]! + one.discharged * store.limits.wear, 0);
  /** What is left of rounding, either way, is none. */
  const cost = Math.abs(paid - plan.cost) <= ROUNDING * Math.abs(paid) ? paid : plan.cost;
  return { dollars: paid - cost, share: regretOf(paid, cost) };
};

/** Sums over whole quarters of an hour; an interval belongs to the quarter in which it begins. */
const stepsOf = (intervals: readonly Interval[], sources: SiteReport['sources']): readonly Step[] => {
  const steps: Step[] = [];
  for (const { from, to, siteJoules, given, spilled, balance, price, levy } of intervals) {
    const at = Math.floor(from / STEP);
    const step = steps[at] ?? NOTHING;
    const free = sources.reduce((sum, { unit }, row) => sum + (unit === 'grid' ? 0 : given[row]! + spilled[row]!), 0);
    steps[at] = {
      load: step.load + siteJoules,
      free: step.free + free,
      imported: step.imported + balance.imported,
      discharged: step.discharged + balance.discharged,
      priced: step.priced + (price + levy) * (to - from),
      seconds: step.seconds + to - from,
    };
  }
  return steps;
};
