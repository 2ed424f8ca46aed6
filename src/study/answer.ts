/** A scenario's own answer: the day as given, the paired day with more demand, and every published number.
 *
 *   Loaded ─▶ Blueprint ─▶ pieces on all threads ─▶ World (the day), World (the day at +5%) ─▶ figures, money, measures ─▶ RunResult
 */

import { type Blueprint, blueprintOf } from '../factory/blueprint.js';
import { VERSION } from '../factory/version.js';
import type { RunResult } from '../measure/result.js';
import { RequestSample, type SampledRequests } from '../measure/sample.js';
import { loadSolver } from '../optimise/solver.js';
import { episodeSentences } from '../power/episodes.js';
import type { Loaded } from '../scenario/load.js';
import { assertionSentences, judgedAssertions } from './assertions.js';
import { publishedLine } from './bill.js';
import { facilityOf, roomSentences } from './facility.js';
import { factsOf } from './facts.js';
import { judged, poolVerdict, worst } from './judged.js';
import { measuresOf } from './measures.js';
import { nextTokens } from './next.js';
import type { PieceResult } from './piece.js';
import { backlogSentence } from './pools.js';
import { rackOf } from './rack.js';
import { storageRegret } from './regret.js';
import { samplingOf } from './sampling.js';
import { seriesOf } from './series.js';
import { shortageOf, shortageSentences, unhindered } from './shortage.js';
import { simulateAll } from './simulate.js';
import { promiseResults } from './streams.js';
import { tasksOf } from './task.js';
import { type DrawnWorld, uncertaintyOf, withModelIntervals } from './uncertainty.js';
import { worldOf } from './world.js';

export interface AnswerOptions {
  /** Worker threads; 1 runs everything in this one. The bytes of the answer do not depend on it. */
  readonly threads: number;
  /** `sample`: a systematic sample of request records; `all`: every simulated request of the day; `none`. */
  readonly records: 'sample' | 'all' | 'none';
  /** Called with the share of the work done, 0–1. */
  readonly progress?: (share: number, doing: string) => void;
  /** Ends the run early; `answer` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Request records, with how many requests of a stream each stands for. */
export interface RequestRecords extends SampledRequests {
  readonly stride: readonly number[];
}

export interface Answer {
  readonly result: RunResult;
  readonly requests: RequestRecords | null;
  /** Wall-clock facts, kept apart because they differ from run to run. */
  readonly runtime: Readonly<Record<string, number | string>>;
}

export const answer = async (
  loaded: Loaded,
  { threads, records, progress, signal }: AnswerOptions,
): Promise<Answer> => {
  const started = performance.now();
  const blueprint = blueprintOf(loaded.scenario, loaded.traces, loaded.series);
  const { sampling } = loaded.scenario;
  const kept = { none: 0, sample: sampling.records, all: Number.POSITIVE_INFINITY }[records];
  const results = await simulateAll(loaded, blueprint, {
    threads,
    records: kept,
    progress: (share) => progress?.(share, 'simulating'),
    signal,
  });
  const simulated = performance.now();
  const hasBattery = loaded.scenario.power.sources.some(({ kind }) => kind === 'battery');
  if (hasBattery) await loadSolver();
  const result = resultOf(loaded, blueprint, results, hasBattery ? storageRegret : () => null);
  return {
    result,
    requests: kept === 0 ? null : requestsOf(blueprint, results, kept),
    runtime: {
      threads: Math.min(threads, Math.max(1, tasksOf(blueprint).length)),
      simulate_s: (simulated - started) / 1000,
      total_s: (performance.now() - started) / 1000,
      simulated_requests: result.sampling.simulatedRequests,
      requests_per_s: (result.sampling.simulatedRequests / (simulated - started)) * 1000,
      node: globalThis.process?.version ?? 'browser',
    },
  };
};

/** Everything that is computed from the pieces; pure. `regretOf` judges a battery's policy, which takes a loaded solver. */
export const resultOf = (
  loaded: Loaded,
  blueprint: Blueprint,
  results: readonly PieceResult[],
  regretOf: typeof storageRegret = () => null,
): RunResult => {
  const { scenario } = loaded;
  const { region, calendar, zone, window, windows, warmUpWindows } = blueprint;
  const [base, more] = [worldOf(blueprint, results, 0), worldOf(blueprint, results, 1)] as const;
  const { verdict, unbounded, money, pools, streams } = judged(blueprint, base);
  const next = nextTokens(blueprint, base, more, worst([verdict, ...more.pools.map((pool) => poolVerdict(pool))]));
  const rack = rackOf(blueprint, base, money, regretOf(base.site));
  const series = seriesOf(blueprint, base, rack);
  const shortage = shortageOf(blueprint, base, unhindered(blueprint, results));
  const measures = measuresOf({ blueprint, world: base, money, pools, streams, next, shortage, rack });
  const drawn = drawnWorlds(blueprint, results);
  const assertions = judgedAssertions(scenario, measures);
  return {
    schemaVersion: 1,
    version: VERSION,
    scenario: loaded.name,
    title: scenario.title,
    question: scenario.question,
    file: loaded.file,
    scenarioHash: loaded.hash,
    seed: scenario.seed,
    place: region.name,
    start: series.start,
    horizon: (windows - warmUpWindows) * window,
    warmup: warmUpWindows * window,
    moneyYear: 2026,
    exchange: Object.entries(scenario.economy.exchange).flatMap(([currency, perDollar]) =>
      perDollar === undefined ? [] : [{ currency, perDollar }],
    ),
    verdict,
    measures: withModelIntervals(measures, drawn),
    streams,
    promises: promiseResults(blueprint, base, unbounded),
    pools,
    series,
    chain: money.chain,
    boundaries: money.boundaries,
    costByType: money.byType,
    bill: base.site.bill.map((line) => publishedLine(line, blueprint)),
    nextTokens: next,
    sampling: samplingOf(blueprint, base, results),
    shortage,
    uncertainty: uncertaintyOf(drawn),
    rack,
    pue: { ...base.site.pue, average: Number.isFinite(base.site.pue.average) ? base.site.pue.average : null },
    facility: facilityOf(base.site),
    facts: factsOf(blueprint),
    assertions,
    troubles: [
      ...assertionSentences(assertions),
      ...pools.flatMap(({ name, verdict: own }) => (own === 'BACKLOGGED' ? [backlogSentence(name)] : [])),
      ...(shortage === null ? [] : shortageSentences(shortage, base)),
      ...episodeSentences(base.site.episodes, scenario.power.shortage !== undefined),
      ...roomSentences(base.site.room),
      ...(calendar.start + zone < 0 ? ['The run starts before 1970; weekdays are still right.'] : []),
    ],
  };
};

/** The day under each draw of the coefficients, as far as its measures. */
const drawnWorlds = (blueprint: Blueprint, results: readonly PieceResult[]): readonly DrawnWorld[] =>
  blueprint.worlds.flatMap(({ draw }, number) => {
    if (draw === null) return [];
    const world = worldOf(blueprint, results, number);
    const { verdict, ...found } = judged(blueprint, world);
    const rack = rackOf(blueprint, world, found.money);
    return [
      {
        verdict,
        measures: measuresOf({
          blueprint,
          world,
          ...found,
          next: null,
          shortage: shortageOf(blueprint, world, null),
          rack,
        }),
      },
    ];
  });

const requestsOf = (blueprint: Blueprint, results: readonly PieceResult[], kept: number): RequestRecords => {
  const sample = new RequestSample(blueprint.scenario.seed, blueprint.streams.length, blueprint.window, kept);
  for (const { sample: packed } of results) if (packed !== null) sample.merge(packed);
  return { ...sample.rows(), stride: blueprint.streams.map((_, stream) => sample.stride(stream)) };
};
