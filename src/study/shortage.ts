/** What a day lost because its supply ran short: against the same day with the same requests and all the power it wanted. */
import type { Blueprint } from '../factory/blueprint.js';
import { estimate, type Stratum } from '../measure/interval.js';
import type { Estimate, ShortageResult } from '../measure/result.js';
import { counterIndex } from '../serving/pool/spec.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import type { PieceResult } from './piece.js';
import { type World, worldOf } from './world.js';

const { outputTokens } = counterIndex;

/** The day with nothing held back; null where the blueprint holds none. */
export const unhindered = (blueprint: Blueprint, results: readonly PieceResult[]): World | null => {
  const number = blueprint.worlds.findIndex(({ free }) => free);
  return blueprint.reactive && number > 0 ? worldOf(blueprint, results, number) : null;
};

/** null where supply could not reach the chips. `free` is the day unhindered, where it was simulated. */
export const shortageOf = (world: World, free: World | null): ShortageResult | null => {
  const { course } = world;
  if (course === null) return null;
  const { episodes } = course;
  return {
    episodes: episodes.map(({ caps, serving, ...episode }) => ({
      ...episode,
      pools: world.pools.map(({ pool }, row) => ({
        name: pool.name,
        lowestCap: caps[row]!,
        fewestServing: serving[row]!,
      })),
    })),
    seconds: episodes.reduce((sum, { from, to }) => sum + to - from, 0),
    joules: episodes.reduce((sum, { joules }) => sum + joules, 0),
    missing: Math.max(0, ...episodes.map(({ missing }) => missing)),
    tokensLost: free === null ? null : tokensLost(world, free),
  };
};

/** Pairs the same stretches of the same groups of both days: their requests are the same. */
const tokensLost = (world: World, free: World): Estimate | null =>
  estimate(
    world.pools.flatMap(({ counters }, row): Stratum<Float64Array>[] =>
      counters.map(({ units, population }, stratum) => ({
        population,
        units: units.map((unit, at) => {
          const twin = free.pools[row]!.counters[stratum]!.units[at]!;
          return Float64Array.of(twin[outputTokens]! - unit[outputTokens]!);
        }),
      })),
    ),
    (totals) => totals[0] ?? 0,
  );

/** What happened, in sentences; none where nothing ran short. */
export const shortageSentences = ({
  episodes,
  seconds,
  joules,
  missing,
  tokensLost: lost,
}: ShortageResult): string[] => {
  if (episodes.length === 0) return [];
  const times = episodes.length === 1 ? 'once' : `${episodes.length} times`;
  const [{ pools }] = episodes as [ShortageResult['episodes'][number]];
  const lowest = (of: 'lowestCap' | 'fewestServing'): readonly string[] =>
    pools.flatMap(({ name }, row) => {
      const share = Math.min(...episodes.map((episode) => episode.pools[row]![of]));
      return share < 1 ? [`${name} to ${Math.round(100 * share)}%`] : [];
    });
  const [caps, parked] = [lowest('lowestCap'), lowest('fewestServing')];
  const tokens =
    lost === null
      ? ''
      : lost.value > 0
        ? ` Against the same day with all the power it wanted, ${(lost.value / 1e6).toPrecision(3)} million tokens were lost.`
        : ' Against the same day with all the power it wanted, no tokens were lost.';
  return [
    `Supply ran short ${times}, for ${(seconds / 60).toFixed(0)} minutes in all: up to ${(missing / 1000).toPrecision(3)} kW and ${(joules / JOULES_PER_KILOWATT_HOUR).toPrecision(3)} kWh of chips and servers.${
      caps.length === 0 ? '' : ` Chips were capped, at the lowest ${caps.join(', ')} of their limit.`
    }${parked.length === 0 ? '' : ` Replicas went dark, at the fewest ${parked.join(', ')} of them served.`}${tokens}`,
  ];
};
