/** Streams for tests, with only what the test is about. */
import { compileDemand, type DemandOptions } from '../../src/demand/compile.js';
import { prepareStreams } from '../../src/demand/prepared.js';
import { type Demand, TICKS_PER_SECOND } from '../../src/demand/request.js';
import { type StreamSpec, streamFields } from '../../src/demand/stream.js';

export const WINDOW = 60 * TICKS_PER_SECOND;

export const stream = (given: Record<string, unknown> = {}): StreamSpec =>
  streamFields.parse({
    name: 'chat',
    model: 'any',
    rate: '60% of capacity',
    lengths: { kind: 'separate', prompt: 100, output: 10 },
    ...given,
  } as never);

export const demandOf = (specs: readonly StreamSpec[], given: Partial<DemandOptions> = {}): Demand =>
  compileDemand(prepareStreams(specs), {
    seed: 7,
    replication: 0,
    group: 0,
    share: 1,
    windowTicks: WINDOW,
    rates: specs.map(() => 10),
    ...given,
  });

export interface Seen {
  /** Seconds since the start of the run. */
  readonly time: number[];
  readonly id: number[];
  readonly stream: number[];
  readonly prompt: number[];
  readonly output: number[];
  readonly predicted: number[];
  readonly window: number[];
  readonly ticks: number[];
}

/** All requests of the first windows. */
export const collect = (demand: Demand, windows: number, windowTicks = WINDOW): Seen => {
  const seen: Seen = { time: [], id: [], stream: [], prompt: [], output: [], predicted: [], window: [], ticks: [] };
  for (let index = 0; index < windows; index++) {
    const batch = demand.window(index);
    for (let row = 0; row < batch.count; row++) {
      seen.time.push((index * windowTicks + batch.time[row]!) / TICKS_PER_SECOND);
      seen.window.push(index);
      seen.ticks.push(batch.time[row]!);
      for (const name of ['id', 'stream', 'prompt', 'output', 'predicted'] as const) seen[name].push(batch[name][row]!);
    }
  }
  return seen;
};

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Variance over mean of the counts per window. */
export const dispersion = ({ window }: Seen, windows: number): number => {
  const counts = new Array<number>(windows).fill(0);
  for (const index of window) counts[index] = counts[index]! + 1;
  const average = mean(counts);
  return counts.reduce((sum, value) => sum + (value - average) ** 2, 0) / (windows - 1) / average;
};

/** Standard deviation over mean of the gaps. */
export const gapVariation = ({ time }: Seen): number => {
  const gaps = time.slice(1).map((value, i) => value - time[i]!);
  const average = mean(gaps);
  return Math.sqrt(mean(gaps.map((gap) => (gap - average) ** 2))) / average;
};

/** Spearman's rank correlation; ties share their mean rank. */
export const rankCorrelation = (a: readonly number[], b: readonly number[]): number => {
  const ranks = (values: readonly number[]) => {
    const order = values.map((_, i) => i).sort((x, y) => values[x]! - values[y]!);
    const rank = new Array<number>(values.length);
    for (let i = 0, j = 0; i < order.length; i = j) {
      while (j < order.length && values[order[j]!] === values[order[i]!]) j++;
      for (let k = i; k < j; k++) rank[order[k]!] = (i + j - 1) / 2;
    }
    return rank;
  };
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  const product = (u: number[], v: number[]) => mean(u.map((value, i) => (value - middle) * (v[i]! - middle)));
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
};
