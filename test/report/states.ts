/** The sample forced into the states a page must survive: overload, an impossible plan, silence, missing intervals, many streams, hostile names. */
import type { PromiseResult, RunResult, StreamResult } from '../../src/measure/result.js';
import { estimate, sample } from './sample.js';

const bare = (result: RunResult): RunResult =>
  JSON.parse(
    JSON.stringify(result, (key, value) => (key === 'interval' && Array.isArray(value) ? null : value)),
  ) as RunResult;

const unmeasured = (promise: PromiseResult): PromiseResult => ({ ...promise, reached: null, kept: null });
const untimed = (stream: StreamResult): StreamResult => ({
  ...stream,
  ttft: null,
  tpot: null,
  e2e: null,
  goodput: null,
});
const rename = (text: string, from: string, to: string) => text.replaceAll(from, to);

export const overloaded: RunResult = {
  ...sample,
  verdict: 'OVERLOADED',
  pools: sample.pools.map((pool, index) =>
    index === 0
      ? {
          ...pool,
          verdict: 'OVERLOADED',
          load: 1.14,
          trouble: 'Traffic exceeds what 320 replicas can serve by 14%; add at least 46 replicas or shed the excess.',
        }
      : pool,
  ),
  streams: sample.streams.map((stream) => (stream.model === 'DeepSeek-V3' ? untimed(stream) : stream)),
  promises: sample.promises.map((promise) => (promise.stream === 'coding' ? unmeasured(promise) : promise)),
  series: {
    ...sample.series,
    columns: sample.series.columns.flatMap((column) =>
      column.name === 'waiting'
        ? [{ ...column, values: column.values.map((_, index) => 90 * index + 4 * (index % 7)) }]
        : /:coding$/.test(column.name)
          ? [{ ...column, values: column.values.map(() => null) }]
          : [column],
    ),
  },
  nextTokens: {
    ...sample.nextTokens!,
    perOutputToken: null,
    why: 'The fleet is saturated, so added demand adds no tokens and the difference means nothing.',
  },
};

export const impossible: RunResult = {
  ...sample,
  verdict: 'OVERLOADED',
  pools: sample.pools.slice(0, 1).map((pool) => ({
    ...pool,
    verdict: 'OVERLOADED' as const,
    capacity: 0,
    busy: 0,
    meanBatch: 0,
    outputTokens: { value: 0, interval: null },
    promptTokens: { value: 0, interval: null },
    itPower: { value: 0, interval: null },
    trouble: 'DeepSeek-V3 needs 708 GB; the layout offers 640 GB on 8 H20. Use 16 H20 or 4-bit weights.',
  })),
  streams: sample.streams.map(untimed),
  promises: sample.promises.map(unmeasured),
  series: { ...sample.series, columns: sample.series.columns.filter((column) => column.name === 'arrivals') },
  measures: sample.measures.map((measure) =>
    /perOutputToken|ttft|tokens/.test(measure.name)
      ? { ...measure, value: null, interval: null, why: 'no token was written' }
      : measure,
  ),
  chain: {
    ...sample.chain,
    joules: {
      ...sample.chain.joules,
      sources: [],
      writing: 0,
      reading: 0,
      idle: 0,
      server: 0,
      facility: 0,
      elsewhere: 0,
      total: 0,
      closure: 0,
    },
    tokens: { written: 0, read: 0 },
  },
  boundaries: sample.boundaries.map((boundary) => ({ ...boundary, perOutputToken: null })),
  costByType: { ...sample.costByType, output: { dollars: 0, perToken: null }, input: { dollars: 0, perToken: null } },
  nextTokens: null,
};

export const silent: RunResult = {
  ...impossible,
  verdict: 'STABLE',
  pools: impossible.pools.map((pool) => ({ ...pool, verdict: 'STABLE' as const, capacity: 2180, trouble: null })),
};
export const backlogged: RunResult = { ...sample, verdict: 'BACKLOGGED', series: overloaded.series };
export const promiseless: RunResult = { ...sample, promises: [] };
export const intervalless: RunResult = bare(sample);
export const allKept: RunResult = {
  ...sample,
  promises: sample.promises.map((promise) => ({ ...promise, limit: promise.limit * 2, kept: true })),
};
export const unsure: RunResult = {
  ...sample,
  promises: sample.promises.map((promise, index) => (index === 1 ? { ...promise, limit: 3.25, kept: true } : promise)),
};
export const onePool: RunResult = {
  ...sample,
  pools: sample.pools.slice(0, 1),
  series: { ...sample.series, columns: sample.series.columns.filter((column) => !column.name.includes('ascend')) },
};
export const oneStream: RunResult = {
  ...sample,
  streams: sample.streams.slice(0, 1),
  promises: sample.promises.filter((promise) => promise.stream === 'chat'),
};

const many = Array.from({ length: 10 }, (_, index) => `stream-${index + 1}`);
export const tenStreams: RunResult = {
  ...sample,
  streams: many.map((name) => ({ ...sample.streams[0]!, name })),
  promises: many.map((stream, index) => ({
    ...sample.promises[0]!,
    stream,
    reached: estimate(1 + index * 0.25, 0.05),
    kept: index < 4,
  })),
  series: {
    ...sample.series,
    columns: [
      ...sample.series.columns.filter((column) => !column.name.includes(':c')),
      ...many.flatMap((name, index) =>
        ['p50', 'p95'].flatMap((percentile) =>
          ['ttft', 'tpot'].map((measure) => {
            const column = sample.series.columns.find((one) => one.name === `${measure}.${percentile}:chat`)!;
            return {
              ...column,
              name: `${measure}.${percentile}:${name}`,
              label: name,
              values: column.values.map((value) => (value === null ? null : value * (0.6 + index * 0.15))),
            };
          }),
        ),
      ),
    ],
  },
};

const LONG = 'an extraordinarily long name that somebody really did give to a thing in a scenario file of theirs';
export const longNames: RunResult = JSON.parse(
  ['chat', 'coding', 'h20-deepseek', 'ascend-llama']
    .reduce((text, name) => rename(text, `"${name}"`, `"${LONG} ${name}"`), JSON.stringify(sample))
    .replace(/("(?:ttft|tpot)\.p\d\d|"itPower|"busy):([^"]+)"/g, `$1:${LONG} $2"`),
) as RunResult;

/** Every text field a user or a source could fill, filled with markup and escapes. */
export const HOSTILE = `<script>alert("x")</script>&'|\`\u001b[31m]]>`;
const PROTECTED = new Set(['family', 'verdict', 'measure', 'tier', 'code', 'boundary', 'part', 'mode', 'start']);
const hostile = (value: unknown, key = ''): unknown =>
  typeof value === 'string'
    ? PROTECTED.has(key)
      ? value
      : key === 'name' && /^(?:arrivals|output|prompt|waiting|sitePower|price|carbon|tokens|cost|energy)/.test(value)
        ? value
        : key === 'name' && value.includes(':')
          ? `${value.split(':')[0]}:${HOSTILE}`
          : HOSTILE
    : Array.isArray(value)
      ? value.map((one) => hostile(one, key))
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name)]))
        : value;
export const hostileNames = hostile(sample) as RunResult;

/** Power was short over two hours of the afternoon. */
export const short: RunResult = {
  ...sample,
  shortage: {
    episodes: [
      {
        from: 14 * 3600,
        to: 16 * 3600,
        missing: 2.5e6,
        joules: 1.2e10,
        pools: sample.pools.map(({ name }, row) => ({ name, lowestCap: 0.7 + 0.1 * row, fewestServing: 1 })),
      },
    ],
    seconds: 7200,
    joules: 1.2e10,
    missing: 2.5e6,
    tokensLost: { value: 3.1e8, interval: [3e8, 3.2e8] },
    promises: [{ stream: sample.streams[0]!.name, kept: 0.81, unhindered: 0.97 }],
  },
  troubles: [
    'Power was not to be had, or not worth its price, once, for 120 minutes in all: up to 2500 kW and 3330 kWh of chips and servers.',
  ],
};

export const STATES: Readonly<Record<string, RunResult>> = {
  sample,
  overloaded,
  impossible,
  silent,
  backlogged,
  short,
  promiseless,
  intervalless,
  allKept,
  unsure,
  onePool,
  oneStream,
  tenStreams,
  longNames,
  hostileNames,
};
