/** What a day lost because its supply ran short: against the same day with the same requests and all the power it wanted. */
import type { Blueprint } from '../factory/blueprint.js';
import { estimate, type Stratum } from '../measure/interval.js';
import type { Estimate, ShortageResult } from '../measure/result.js';
import { streamFigures } from '../measure/stream.js';
import { counterIndex } from '../serving/pool/spec.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import type { PieceResult } from './piece.js';
import { partsOf } from './streams.js';
import { counterTotal, type World, worldOf } from './world.js';

const { outputTokens } = counterIndex;

/** The day with nothing held back; null where the blueprint holds none. */
export const unhindered = (blueprint: Blueprint, results: readonly PieceResult[]): World | null => {
  const number = blueprint.worlds.findIndex(({ free }) => free);
  return blueprint.reactive && number > 0 ? worldOf(blueprint, results, number) : null;
};

/** null where supply could not reach the chips. `free` is the day unhindered, where it was simulated. */
export const shortageOf = (blueprint: Blueprint, world: World, free: World | null): ShortageResult | null => {
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
    promises: free === null ? [] : promisesOf(blueprint, world, free),
  };
};

const promisesOf = ({ streams }: Blueprint, world: World, free: World): ShortageResult['promises'] =>
  streams.flatMap(({ spec }, row) => {
    const [kept, unhindered] = [world, free].map((day) => streamFigures(partsOf(day, row)).goodput?.value);
    return kept === undefined || unhindered === undefined ? [] : [{ stream: spec.name, kept, unhindered }];
  });

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

/** Three significant figures as a person writes them: `1,590 million`, `1,090`, `7.37`. */
const amount = (value: number): string => {
  const [scale, word] = value >= 1e9 ? [1e9, ' billion'] : value >= 1e6 ? [1e6, ' million'] : [1, ''];
  return `${Number((value / scale).toPrecision(3)).toLocaleString('en-GB')}${word}`;
};

/** What happened, in sentences; none where nothing ran short and nothing failed. */
export const shortageSentences = (result: ShortageResult, world: World): string[] => {
  const sentences = [...heldSentences(result), ...failureSentences(world)];
  const { tokensLost: lost } = result;
  if (sentences.length === 0 || lost === null) return sentences;
  const broken = result.promises.filter(({ kept, unhindered }) => percent(kept) !== percent(unhindered));
  return [
    ...sentences,
    ...(broken.length === 0
      ? []
      : [
          `Requests that kept every promise, against the same day with nothing held back: ${broken
            .map(({ stream, kept, unhindered }) => `${stream} ${percent(kept)} instead of ${percent(unhindered)}`)
            .join(', ')}.`,
        ]),
    lost.value > 0
      ? `Against the same day with nothing held back, ${amount(lost.value)} output tokens were lost.`
      : 'Against the same day with nothing held back, no output tokens were lost.',
  ];
};

const percent = (share: number): string => `${Math.round(100 * share)}%`;

const heldSentences = ({ episodes, seconds, joules, missing }: ShortageResult): string[] => {
  const [first] = episodes;
  if (first === undefined) return [];
  const times = episodes.length === 1 ? 'once' : `${episodes.length} times`;
  const lowest = (of: 'lowestCap' | 'fewestServing'): string =>
    first.pools
      .flatMap(({ name }, row) => {
        const share = Math.min(...episodes.map(({ pools }) => pools[row]![of]));
        return share < 1 ? [`${Math.round(100 * share)}% (${name})`] : [];
      })
      .join(', ');
  const [caps, serving] = [lowest('lowestCap'), lowest('fewestServing')];
  return [
    [
      `Power was not to be had, or not worth its price, ${times}, for ${(seconds / 60).toFixed(0)} minutes in all: up to ${amount(missing / 1000)} kW and ${amount(joules / JOULES_PER_KILOWATT_HOUR)} kWh of chips and servers.`,
      ...(caps === '' ? [] : [`Chips were capped, at the lowest to ${caps} of their limit.`]),
      ...(serving === '' ? [] : [`Replicas were dark: at the fewest ${serving} served.`]),
    ].join(' '),
  ];
};

const failureSentences = ({ course, pools }: World): string[] =>
  pools.flatMap((pool, row) => {
    const lost = 1 - course!.availability[row]!;
    if (lost <= 0) return [];
    const retried = counterTotal(pool, 'retried');
    return [
      `${pool.pool.name} lost ${(100 * lost).toPrecision(2)}% of its replica time to failures, repairs and works; ${retried < 0.5 ? 'no request was' : `${Math.round(retried)} requests were`} served again elsewhere.`,
    ];
  });
