/** What the next million tokens cost: the same day with a little more demand, the same draws, and the ratio of the differences. */
import type { Blueprint } from '../factory/blueprint.js';
import { ratioOf, type Stratum, totalOf } from '../measure/interval.js';
import type { Verdict } from '../measure/measure.js';
import { percentile } from '../measure/percentile.js';
import type { NextTokens } from '../measure/result.js';
import { counterIndex } from '../serving/pool/spec.js';
import { partsOf } from './streams.js';
import { counterTotal, jouleCost, type World } from './world.js';

const { decodeJoules, prefillJoules, idleJoules, outputTokens } = counterIndex;
const DOLLARS = 0;
const TOKENS = 1;

/** Only electricity differs between the two days; chips, building and staff are paid either way (docs/decisions/0003). */
export const nextTokens = (blueprint: Blueprint, base: World, more: World, verdict: Verdict): NextTokens => {
  const demandStep = blueprint.worlds[1]!.demand - 1;
  const added = more.pools.reduce(
    (sum, pool, row) => sum + counterTotal(pool, 'outputTokens') - counterTotal(base.pools[row]!, 'outputTokens'),
    0,
  );
  const dollars = more.site.dollars - base.site.dollars;
  const differences = base.pools.flatMap((pool, row): Stratum<Float64Array>[] => {
    const other = more.pools[row]!;
    const before = jouleCost(pool, base.site);
    const after = jouleCost(other, more.site);
    return pool.counters.map(({ units, population }, stratum) => ({
      population,
      units: units.map((unit, at) => {
        const twin = other.counters[stratum]!.units[at]!;
        return Float64Array.of(
          chipJoules(twin) * after - chipJoules(unit) * before,
          twin[outputTokens]! - unit[outputTokens]!,
        );
      }),
    }));
  });
  const why =
    verdict === 'STABLE'
      ? added > 0
        ? null
        : 'More demand wrote no more tokens.'
      : 'The fleet has no room for more requests, so a difference has no meaning: the next token costs what the token it displaces would have earned.';
  const ratio = why === null ? ratioOf(differences, DOLLARS, TOKENS) : null;
  const spread = totalOf(differences, DOLLARS);
  const shift = (
    interval: readonly [number, number] | null,
    from: number,
    to: number,
  ): readonly [number, number] | null => interval && [interval[0] + to - from, interval[1] + to - from];
  return {
    demandStep,
    addedOutputTokens: added,
    addedDollars: { value: dollars, interval: shift(spread.interval, spread.value, dollars) },
    perOutputToken:
      why !== null || added <= 0
        ? null
        : { value: dollars / added, interval: shift(ratio?.interval ?? null, ratio?.value ?? 0, dollars / added) },
    ttftP95Change: ttftChange(blueprint, base, more),
    why,
  };
};

const chipJoules = (unit: Float64Array): number => unit[decodeJoules]! + unit[prefillJoules]! + unit[idleJoules]!;

/** Change of the 95th percentile of the first token over all streams [s]; null when nothing ended. */
const ttftChange = ({ streams }: Blueprint, base: World, more: World): number | null => {
  const p95 = (world: World): number | null =>
    percentile(
      streams.flatMap((_, row) =>
        partsOf(world, row).map(({ latencies, scale }) => {
          const units = latencies.sectionTimes('ttft');
          return { units, population: units.length * scale };
        }),
      ),
      0.95,
    )?.value ?? null;
  const [before, after] = [p95(base), p95(more)];
  return before === null || after === null ? null : after - before;
};
