/** Many worlds under the same draws: those whose events are the same share one simulation and are priced from it. */
import type { Loaded } from '../scenario/load.js';
import { type Assignment, type CrewOptions, performAll } from './crew.js';
import { eventsKey } from './events.js';
import type { Recorded } from './job.js';
import type { Outcome } from './outcome.js';

export interface WorldsRun {
  /** Of each world, in the order asked: one outcome a replication. */
  readonly outcomes: readonly (readonly Outcome[])[];
  /** Worlds simulated; the others are those worlds under other prices. */
  readonly simulations: number;
}

/** Worlds that cannot share a simulation. */
export const simulationsOf = (worlds: readonly Loaded[]): number =>
  new Set(worlds.map(({ scenario }) => eventsKey(scenario))).size;

/** Runs the same replications, numbered from 0, of every world; each with its own sampling but for their number. */
export const runWorlds = async (worlds: readonly Loaded[], count: number, crew: CrewOptions): Promise<WorldsRun> => {
  const rows = new Map<string, number[]>();
  worlds.forEach(({ scenario }, row) => {
    const key = eventsKey(scenario);
    rows.set(key, [...(rows.get(key) ?? []), row]);
  });
  const groups = [...rows.values()];
  const replications = Array.from({ length: count }, (_, replication) => replication);
  const assignments = groups.map((members): Assignment => {
    const recorded: Recorded = {
      traces: new Map(members.flatMap((row) => [...worlds[row]!.traces])),
      series: new Map(members.flatMap((row) => [...worlds[row]!.series])),
    };
    const pricings = members.map((row) => {
      const { scenario } = worlds[row]!;
      return { ...scenario, sampling: { ...scenario.sampling, replications: count } };
    });
    return { scenario: pricings[0]!, recorded, pricings, told: members.map((_, row) => row), replications };
  });
  const results = await performAll(assignments, crew);
  const outcomes = new Array<readonly Outcome[]>(worlds.length);
  groups.forEach((members, group) => {
    members.forEach((row, member) => {
      outcomes[row] = results[group]!.map((result) => result.outcomes[member]!);
    });
  });
  return { outcomes, simulations: groups.length };
};

/** The same world with so much time on two cores for its simulation. */
export const withBudget = (world: Loaded, budget: number): Loaded => ({
  ...world,
  scenario: { ...world.scenario, sampling: { ...world.scenario.sampling, budget } },
});
