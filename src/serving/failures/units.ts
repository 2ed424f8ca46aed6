/** Parts of a replica that fail each by itself: any one of them takes the replica out of service. */
import { keyOf } from '../../kernel/keyed.js';
import { count, defaulting, fields, list, name, number, quantity } from '../../schema/field.js';
import type { Seconds } from '../../units/quantity.js';
import type { FailureContext, Failures, Outage } from './failure.js';
import { downtimes, type Renewal } from './renewal.js';

/** Chips in a server of the interruption counts below, and in most catalogues. */
export const CHIPS_PER_NODE = 8;

/** Interruptions of one training run, the largest public count by cause. */
export const LLAMA =
  'Llama Team, "The Llama 3 Herd of Models" (arXiv 2407.21783), table 5: unexpected interruptions in 54 days on 16,384 H100 in 2,048 servers';

export const poolsField = list(
  name('Name of a pool of the fleet.'),
  'Pools that it strikes. Left out: all.',
).optional();

export const repairFields = (mttr: string, source: string) => ({
  mttr: defaulting(quantity('time', 'Mean time to repair.', { above: 0 }), mttr, source),
  cv: defaulting(
    number('Standard deviation of a repair over its mean; repairs are log-normal.', { min: 0, max: 10 }),
    1,
    'assumed, picked from 0.5–2',
  ),
  pools: poolsField,
});

const SPARES = {
  spares: defaulting(
    count('Spare parts in stock for each pool; one in use comes back when the repair it stands in for is done.', {
      min: 0,
      max: 1_000_000,
    }),
    0,
    'none unless stated',
  ),
  swap: defaulting(
    quantity('time', 'Time to put a spare in place.', { above: 0 }),
    '30 minute',
    'assumed, picked from 10 minutes (a hot spare) to 2 hours (somebody walks)',
  ),
};

/** Fields of a part with this mean time between failures. */
export const unitFields = (what: string, mtbf: string, source: string) =>
  fields({
    mtbf: defaulting(quantity('time', `Mean time between failures of one ${what}.`, { above: 0 }), mtbf, source),
    ...repairFields('1 day', 'assumed, picked from 4 hours to 3 days: diagnosed, replaced and put back by day'),
    ...SPARES,
  });

interface UnitValues extends Renewal {
  readonly spares: number;
  readonly swap: Seconds;
}

/** Outages of all parts of all replicas; `perReplica` says how many parts a replica of so many chips has. */
export const unitFailures =
  (kind: string, perReplica: (chips: number) => number) =>
  (values: UnitValues): Failures =>
  (context) => {
    const units = perReplica(context.chips);
    const key = keyOf(`${context.seed}/${context.replication}/${kind}/${context.row}/${context.pool}`);
    const found: Outage[] = [];
    for (let unit = 0; unit < context.simulated * units; unit++)
      for (const stretch of downtimes(values, key, unit, context.horizon))
        found.push({ ...stretch, replica: Math.floor(unit / units), planned: false });
    return withSpares(found, values, context);
  };

/** A spare shortens an outage to the time of its swap, where one is in stock when the part fails; the simulated replicas have their share of the stock, to the nearest whole one. */
const withSpares = (
  outages: readonly Outage[],
  { spares, swap }: UnitValues,
  { simulated, replicas }: FailureContext,
): readonly Outage[] => {
  const back = new Array<Seconds>(Math.round((spares * simulated) / replicas)).fill(Number.NEGATIVE_INFINITY);
  return [...outages]
    .sort((a, b) => a.from - b.from || a.replica - b.replica)
    .map((outage) => {
      const spare = back.findIndex((time) => time <= outage.from);
      if (spare < 0 || outage.to - outage.from <= swap) return outage;
      back[spare] = outage.to;
      return { ...outage, to: outage.from + swap };
    });
};
