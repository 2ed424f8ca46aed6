/** A plan for the hours that day-ahead prices are known for, solved again and again as they roll. */
import { count, defaulting, fields } from '../../../schema/field.js';
import { entry } from '../../../schema/shelf.js';
import { SECONDS_PER_HOUR, type Seconds } from '../../../units/quantity.js';
import { type DispatchPlan, optimumOf } from '../optimum.js';
import type { PolicyContext, StoragePolicy } from './policy.js';

export const lookAhead = entry({
  kind: 'look-ahead',
  doc: 'Solves the next day or two of known prices as a linear program (HiGHS) and follows the plan; load and free power are expected to stay as they are.',
  fields: fields({
    hours: defaulting(
      count('Hours that each plan sees.', { min: 4, max: 168 }),
      36,
      'a day-ahead market tells 12 to 36 hours; picked from 24–48',
    ),
    every: defaulting(
      count('Hours after which a new plan is made.', { min: 1, max: 24 }),
      6,
      'assumed, picked from 1–24 h',
    ),
  }),
  make: ({ hours, every }, context: PolicyContext): StoragePolicy => {
    const { price, chargeEfficiency, dischargeEfficiency, wear, power } = context;
    let plan: { readonly from: Seconds; readonly found: DispatchPlan | null } | null = null;
    const hourOf = (time: Seconds): number => Math.floor(time / SECONDS_PER_HOUR);
    const at = (time: Seconds): number => hourOf(time) - hourOf(plan!.from);
    return {
      wanted: ({ time, demand, free }, { stored, room, discharge }) => {
        if (plan === null || at(time) >= every) {
          const from = hourOf(time) * SECONDS_PER_HOUR;
          const steps = { length: hours };
          const found = optimumOf({
            step: SECONDS_PER_HOUR,
            price: Float64Array.from(steps, (_, hour) => price.at(from + hour * SECONDS_PER_HOUR)),
            load: new Float64Array(hours).fill(demand),
            free: new Float64Array(hours).fill(free),
            limit: Number.POSITIVE_INFINITY,
            exportLimit: 0,
            exportPrice: new Float64Array(hours),
            store: {
              power,
              floor: 0,
              full: stored + room,
              start: stored,
              end: 0,
              chargeEfficiency,
              dischargeEfficiency,
              wear,
            },
            demandCharge: 0,
            lostLoad: 1,
          });
          plan = { from, found };
        }
        return Math.min(plan.found?.store[at(time)] ?? 0, discharge);
      },
      nextChange: (time) => (hourOf(time) + 1) * SECONDS_PER_HOUR,
      takesSurplus: true,
      followsLoad: false,
      value: (time) => (plan === null ? price.at(time) : (plan.found?.worth[at(time)] ?? price.at(time))),
    };
  },
});
