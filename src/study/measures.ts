/** Every number a run publishes, under its registered name, with interval, definition and tier. */
import type { Blueprint } from '../factory/blueprint.js';
import { estimate } from '../measure/interval.js';
import type { Measure } from '../measure/measure.js';
import { publish } from '../measure/publish.js';
import type { Estimate, NextTokens, PoolResult, RackResult, ShortageResult, StreamResult } from '../measure/result.js';
import {
  type Counters,
  cachedShare,
  cachedTokensOf,
  counted,
  meanWaiting,
  outputTokensOf,
  promptTokensOf,
  requestsOf,
} from '../measure/throughput.js';
import { counterIndex } from '../serving/pool/spec.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import { facilityOf } from './facility.js';
import { ingredientTiers } from './facts.js';
import type { Money } from './money.js';
import type { World } from './world.js';
import { jouleCost } from './world.js';

const { outputTokens, decodeJoules, prefillJoules, idleJoules } = counterIndex;

export interface Found {
  readonly blueprint: Blueprint;
  readonly world: World;
  readonly money: Money;
  readonly pools: readonly PoolResult[];
  readonly streams: readonly StreamResult[];
  readonly next: NextTokens | null;
  readonly shortage: ShortageResult | null;
  readonly rack: RackResult | null;
}

export const measuresOf = ({ blueprint, world, money, pools, streams, next, shortage, rack }: Found): Measure[] => {
  const tiers = ingredientTiers(blueprint);
  const simulated = blueprint.pools.every(
    ({ sampled, spec }) => sampled * blueprint.scenario.sampling.replications >= spec.replicas,
  );
  const noInterval = simulated
    ? 'As many replicas were simulated as there are, so no sampling error is left; other seeds would differ.'
    : 'Too few replicas were simulated to state an interval.';
  const say = (name: string, found: Estimate | number | null, why?: string): Measure =>
    publish(
      name,
      found,
      tiers,
      why ?? (found !== null && typeof found !== 'number' && found.interval === null ? noInterval : undefined),
    );
  const counters: Counters = world.pools.flatMap((pool) => pool.counters);
  const ran = counters.length > 0;
  const horizon = (blueprint.windows - blueprint.warmUpWindows) * blueprint.window;
  const caches = blueprint.pools.some(({ spec }) => spec.prefixCache);
  const { site } = world;
  const facility = facilityOf(site);
  const output = ran ? outputTokensOf(counters) : null;

  const joules = (totals: Float64Array): number => totals[decodeJoules]! + totals[prefillJoules]! + totals[idleJoules]!;
  const drawn = ran ? (estimate(counters, joules)?.value ?? 0) : 0;
  /** A site-wide figure with the interval that follows from its dependence on chip energy (as a difference from the value seen) and output tokens. */
  const varying = (value: number, statistic: (moreJoules: number, tokens: number) => number): Estimate | null => {
    if (output === null || output.value === 0) return null;
    const around = estimate(counters, (totals) => statistic(joules(totals) - drawn, totals[outputTokens]!));
    const interval = around?.interval ?? null;
    return { value, interval: interval && shifted(interval, value - around!.value) };
  };
  const perOutput = (total: number, perJoule: number): Estimate | null =>
    output === null || output.value === 0
      ? null
      : varying(total / output.value, (more, tokens) => (total + perJoule * more) / tokens);
  const priceOf = (margin: number): readonly Measure[] => {
    const full = money.boundaries.find(({ code }) => code === 'fullTco')!;
    const cost = perOutput(full.total, full.electricity > 0 ? meanJouleCost : 0);
    return margin === 0 ? [] : [say('price.perOutputToken', cost && scaled(cost, 1 + margin))];
  };
  const weights = world.pools.map((pool) => jouleCost(pool, site));
  const meanJouleCost = weights.length > 0 ? weights.reduce((sum, one) => sum + one, 0) / weights.length : 0;

  return [
    say('tokens.output', output),
    say('tokens.prompt', ran ? promptTokensOf(counters) : null),
    ...(caches && ran
      ? [say('tokens.cached', cachedTokensOf(counters)), say('tokens.cached.share', cachedShare(counters))]
      : []),
    say(
      'tokens.output.rate',
      output && {
        value: output.value / horizon,
        interval: output.interval && [output.interval[0] / horizon, output.interval[1] / horizon],
      },
    ),
    say('tokens.perJoule', output && site.siteJoules > 0 ? output.value / site.siteJoules : null),
    say('requests.finished', ran ? requestsOf(counters) : null),
    say('requests.refused', ran ? counted(counters, 'refused') : null),
    say('requests.preempted', ran ? counted(counters, 'preempted') : null),
    ...(world.course === null || !ran
      ? []
      : [say('requests.shed', counted(counters, 'shed')), say('requests.retried', counted(counters, 'retried'))]),
    say('energy.perOutputToken', perOutput(site.siteJoules, site.pue.marginal)),
    say('energy.it', site.itJoules),
    say('energy.site', site.siteJoules),
    ...(site.balance.exported > 0 ? [say('energy.exported', site.balance.exported)] : []),
    say('energy.closure', money.chain.joules.closure),
    say('power.it.mean', site.itJoules / horizon),
    say('power.site.mean', site.siteJoules / horizon),
    say('power.site.peak', site.peak),
    ...(shortage === null
      ? []
      : [
          say('shortage.time', shortage.seconds),
          say('shortage.energy', shortage.joules),
          say('shortage.missing.peak', shortage.missing),
          ...shortage.promises.map(({ stream, kept, unhindered }) => say(`${stream}.goodput.lost`, unhindered - kept)),
          ...(shortage.tokensLost === null ? [] : [say('shortage.tokens.lost', shortage.tokensLost)]),
        ]),
    say('pue.average', Number.isFinite(site.pue.average) ? site.pue.average : null),
    say('pue.marginal', site.pue.marginal),
    ...(facility === null
      ? []
      : [
          say('pue.peak', facility.peakPue),
          say('water.total', facility.litres),
          say(
            'water.perEnergy',
            site.itJoules > 0 ? facility.litres / (site.itJoules / JOULES_PER_KILOWATT_HOUR) : null,
          ),
          say('cooling.compressor.time', facility.compressorTime),
          ...(facility.rideThrough === null ? [] : [say('ups.rideThrough', facility.rideThrough)]),
          ...(facility.room === null
            ? []
            : [say('cooling.hottest', facility.room.hottest), say('cooling.throttled.time', facility.room.throttled)]),
        ]),
    ...(rack === null
      ? []
      : [
          say('rack.cost.average', rack.average),
          say('rack.cost.energy', rack.energy),
          say('rack.cost.full', rack.full),
          ...rack.units.map(({ unit, share }) => say(`rack.${unit.replaceAll(/[^a-z0-9]+/gi, '-')}.share`, share)),
          ...(rack.regret === null ? [] : [say('storage.regret', rack.regret.dollars)]),
          say('rack.carbon.average', rack.carbon?.average ?? null),
          say('rack.carbon.marginal', rack.carbon?.marginal ?? null),
          say('rack.carbon.contractual', rack.carbon?.contractual ?? null),
        ]),
    say('carbon.total', site.kilograms),
    say('carbon.perOutputToken', output && output.value > 0 ? site.kilograms / output.value : null),
    ...money.boundaries.flatMap(({ code, total, electricity, electricityShare: share }) => {
      const slope = electricity > 0 ? meanJouleCost : 0;
      const shareOf = varying(share, (more) => (share * total + slope * more) / (total + slope * more)) ?? share;
      if (code === 'energyAndChips') return [say('cost.energyAndChips.share', shareOf)];
      return [
        say(`cost.${code}.total`, total),
        say(`cost.${code}.perOutputToken`, perOutput(total, slope)),
        say(`electricity.share.${code}`, shareOf),
      ];
    }),
    ...priceOf(blueprint.scenario.economy.margin),
    say('costByType.output.perToken', money.byType.output.perToken),
    say('costByType.input.perToken', money.byType.input.perToken),
    ...(caches && ran ? [say('costByType.cached.perToken', money.byType.cached?.perToken ?? null)] : []),
    say('costByType.common', money.byType.common),
    say('marginal.perOutputToken', next?.perOutputToken ?? null, next?.why ?? undefined),
    ...pools.flatMap((pool, row) => {
      const own = world.pools[row]!.counters;
      return [
        say(`pool.${pool.name}.tokens.output`, pool.outputTokens),
        say(`pool.${pool.name}.tokens.prompt`, pool.promptTokens),
        ...(world.pools[row]!.pool.spec.prefixCache && own.length > 0
          ? [say(`pool.${pool.name}.tokens.cached.share`, cachedShare(own))]
          : []),
        say(`pool.${pool.name}.busy`, pool.busy),
        say(`pool.${pool.name}.batch.mean`, pool.meanBatch),
        say(`pool.${pool.name}.waiting.mean`, own.length > 0 ? meanWaiting(own) : null),
        say(`pool.${pool.name}.capacity`, pool.capacity),
        ...(world.course === null
          ? []
          : [
              say(`pool.${pool.name}.availability`, world.course.availability[row]!),
              say(`pool.${pool.name}.serving`, meanOf(rowOf(world.course.serving, row, world.pools.length))),
            ]),
        say(`pool.${pool.name}.power.it.mean`, pool.itPower),
        say(`pool.${pool.name}.energy.perOutputToken`, pool.joulesPerOutputToken),
      ];
    }),
    ...streams.flatMap((stream) => [
      say(`${stream.name}.requests`, stream.requests),
      say(`${stream.name}.refused`, stream.refused),
      say(`${stream.name}.tokens.output`, stream.outputTokens),
      say(`${stream.name}.tokens.prompt`, stream.promptTokens),
      ...(stream.goodput === null ? [] : [say(`${stream.name}.goodput`, stream.goodput)]),
      ...(['ttft', 'tpot', 'e2e'] as const).flatMap((measure) => {
        const times = stream[measure];
        const why =
          times === null
            ? 'Nothing finished, or the queue grew without bound and a time would mean nothing.'
            : undefined;
        return [
          say(`${stream.name}.${measure}.mean`, times?.mean ?? null, why),
          say(`${stream.name}.${measure}.p50`, times?.p50 ?? null, why),
          say(`${stream.name}.${measure}.p90`, times?.p90 ?? null, why),
          say(`${stream.name}.${measure}.p95`, times?.p95 ?? null, why),
          say(`${stream.name}.${measure}.p99`, times?.p99 ?? null, why),
        ];
      }),
    ]),
  ];
};

const scaled = ({ value, interval }: Estimate, factor: number): Estimate => ({
  value: value * factor,
  interval: interval && [interval[0] * factor, interval[1] * factor],
});

const rowOf = (table: Float64Array, row: number, rows: number): Float64Array =>
  table.subarray((row * table.length) / rows, ((row + 1) * table.length) / rows);

const meanOf = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

const shifted = (interval: readonly [number, number], by: number): readonly [number, number] => [
  interval[0] + by,
  interval[1] + by,
];
