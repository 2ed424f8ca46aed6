/** What one replication of one scenario gave: the unit of every study of many runs. */
import type { Blueprint } from '../factory/blueprint.js';
import type { Verdict } from '../measure/measure.js';
import type { PromiseResult } from '../measure/result.js';
import { judged } from './judged.js';
import { measuresOf } from './measures.js';
import { rackOf } from './rack.js';
import { shortageOf } from './shortage.js';
import { promiseResults } from './streams.js';
import { runTask, tasksOf } from './task.js';
import { type World, worldOf } from './world.js';

/** One replication of one priced scenario, as plain data that a file or another thread can hold. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Every published measure by name; null where it does not exist. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly promises: readonly PromiseResult[];
}

/** A simulated day of one replication, put together. */
export interface Day {
  /** Holds one replication, whatever the number that its time budget was split by. */
  readonly blueprint: Blueprint;
  readonly world: World;
}

/** Simulates the day of one replication; `advanced` is called after each window of each piece. */
export const dayOf = (blueprint: Blueprint, replication: number, advanced: () => void = () => {}): Day => {
  const pieces = tasksOf(blueprint)
    .filter(([piece]) => piece.world === 0 && piece.replication === replication)
    .flatMap((task) => runTask(blueprint, task, 0, advanced));
  const { scenario } = blueprint;
  const single = { ...blueprint, scenario: { ...scenario, sampling: { ...scenario.sampling, replications: 1 } } };
  return { blueprint: single, world: worldOf(single, pieces, 0) };
};

export const outcomeOf = ({ blueprint, world }: Day): Outcome => {
  const { verdict, unbounded, ...found } = judged(blueprint, world);
  const measures = measuresOf({
    blueprint,
    world,
    ...found,
    next: null,
    shortage: shortageOf(blueprint, world, null),
    rack: rackOf(blueprint, world, found.money),
  });
  return {
    verdict,
    values: Object.fromEntries(measures.map(({ name, value }) => [name, value])),
    promises: promiseResults(blueprint, world, unbounded),
  };
};
