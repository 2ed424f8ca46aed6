/** Whole scenarios drawn from everything a scenario may say: what a planner with many wishes would write. Most are right; all are small. */
import type { Dice } from './dice.js';

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type Block = { [key: string]: Plain };

/** A chip and a model of the file's own, small enough to fill up. */
const OWN: Block = {
  chips: {
    toy: {
      memory: '24 GiB',
      bandwidth: '1 TB/s',
      arithmetic: { bf16: '100 TFLOP/s', fp8: '200 TFLOP/s' },
      power: { limit: '300 W', idle: '40 W' },
      price: ['2,000 USD', '3,000 USD'],
    },
    bigger: { extends: 'toy', memory: '80 GB', scaleUp: { bandwidth: '100 GB/s', domain: 8 } },
    'slow-h100': { extends: 'h100', bandwidth: '0.5 TB/s', kernels: 'typical' },
  },
  models: {
    tiny: {
      layers: 12,
      hidden: 1024,
      vocabulary: 32_000,
      maxContext: 8192,
      attention: [{ kind: 'grouped', layers: 12, heads: 16, keyValueHeads: 4, headSize: 64 }],
      feedForward: [{ kind: 'dense', layers: 12, width: 4096 }],
    },
    'windowed-8b': {
      extends: 'llama-3.1-8b',
      attention: [
        { kind: 'grouped', layers: 16, heads: 32, keyValueHeads: 8, headSize: 128, window: 512 },
        { kind: 'grouped', layers: 16, heads: 32, keyValueHeads: 8, headSize: 128 },
      ],
    },
    sparse: {
      layers: 8,
      hidden: 1024,
      vocabulary: 32_000,
      attention: [{ kind: 'grouped', layers: 8, heads: 16, keyValueHeads: 16, headSize: 64 }],
      feedForward: [{ kind: 'experts', layers: 8, experts: 32, topK: 4, width: 512, input: 1024 }],
    },
  },
};

/** Plans that run, plans that barely do and plans that cannot. */
const PLANS: readonly Block[] = [
  { chip: 'h100', model: 'llama-3.1-8b' },
  { chip: 'h20', model: 'llama-3.1-70b', precision: 'fp8', layout: { tensor: 4 } },
  { chip: 'h20', model: 'deepseek-v3', precision: 'fp8', layout: { tensor: 8, data: 2, expert: 16 } },
  { chip: 'ascend-910c', model: 'llama-3.1-70b', precision: 'int8', layout: { tensor: 8, data: 2 } },
  { chip: 'amd-mi300x', model: 'qwen3-30b-a3b', layout: { tensor: 2, expert: 2 } },
  { chip: 'google-tpu-v6e', model: 'gemma-4-31b', layout: { tensor: 8 }, framework: 'unknown' },
  { chip: 'toy', model: 'tiny' },
  { chip: 'toy', model: 'tiny', layout: { pipeline: 4 }, softwareYear: 2023 },
  { chip: 'toy', model: 'sparse', layout: { data: 2 }, overlap: 0.7, expertBalancer: false },
  { chip: 'bigger', model: 'windowed-8b', speculative: { drafts: 3, acceptance: '50%' } },
  { chip: 'h100', model: 'llama-3.1-70b', layout: { tensor: 4, pipeline: 2 }, overlap: '70%', speculative: {} },
  { chip: 'toy', model: 'sparse', skew: 1 },
  { chip: 'toy', model: 'windowed-8b', memoryShare: 0.95, reserve: '0.5 GB' },
  { chip: 'bigger', model: 'windowed-8b', keyValuePrecision: 'fp8', layout: { tensor: 2 } },
  { chip: 'slow-h100', model: 'mixtral-8x7b', layout: { tensor: 4, expert: 2 } },
  { chip: 'nvidia-rtx4090', model: 'llama-3.1-8b', memoryShare: 0.9, reserve: '2 GB' }, // starved: a few thousand tokens of context
  { chip: 'nvidia-rtx4090', model: 'llama-3.1-70b' }, // too big
  { chip: 'h100', model: 'llama-3.1-8b', layout: { tensor: 3 } }, // heads cannot be shared
];

const tokens = (dice: Dice): Plain => {
  const mean = dice.whole(800) + 2;
  return dice.one<Plain>([
    mean,
    { kind: 'fixed', tokens: mean },
    { kind: 'lognormal', mean, cv: dice.between(0, 2) },
    { kind: 'lognormal', median: mean, p95: mean * 3, max: mean * 20 },
    { kind: 'quantiles', tokens: { min: 1, p50: mean, max: mean * 8 } },
    { kind: 'quantiles', tokens: { min: 6, p50: 60, p95: 400, max: 2000, mean: 120 } },
  ]);
};

const wait = (dice: Dice): Plain =>
  dice.one<Plain>(['2 s', '0 s', { kind: 'exponential', mean: '5 s' }, { kind: 'lognormal', median: '3 s', cv: 2 }]);

const lengths = (dice: Dice): Plain =>
  dice.one<Plain>([
    'azure-conversation-2023',
    'azure-code-2023',
    { kind: 'separate', prompt: tokens(dice), output: tokens(dice) },
    { kind: 'separate', prompt: tokens(dice), output: tokens(dice), rankCorrelation: dice.between(-0.9, 0.9) },
    { kind: 'joint', pairs: [[1, 1], [100, 20], [4000, 300], [30, 900]] }, // biome-ignore format: rows
    { kind: 'recorded', file: 'hour.csv' },
  ]);

const arrivals = (dice: Dice): Plain =>
  dice.one<Plain>([
    { kind: 'constant' },
    { kind: 'poisson' },
    { kind: 'gamma', cv: dice.between(0.1, 5) },
    { kind: 'weibull', cv: dice.between(0.3, 4) },
    {
      kind: 'markov-modulated',
      states: [
        { rate: 1, lasting: '20 s' },
        { rate: 4, lasting: '5 s' },
        { rate: 0, lasting: '7 s' },
      ],
    },
  ]);

const shape = (dice: Dice): Plain =>
  dice.one<Plain>([
    { kind: 'flat' },
    { kind: 'diurnal', peak: dice.between(1, 2), peakHour: dice.between(0, 24) },
    { kind: 'hourly', weights: Array.from({ length: 24 }, () => dice.whole(4) + 1) },
    { kind: 'spike', start: '40 s', duration: '20 s', factor: dice.between(0, 6) },
    [
      { kind: 'diurnal', peak: 1.5 },
      { kind: 'spike', start: '0 s', duration: '60 s', factor: 2 },
    ],
  ]);

const promise = (dice: Dice): Block => ({
  ...(dice.happens(0.7) ? { ttft: { within: `${dice.between(0.05, 5)} s` } } : {}),
  ...(dice.happens(0.6) ? { tpot: { within: '60 ms', percentile: dice.between(1, 99.9) } } : {}),
  ...(dice.happens(0.3) ? { e2e: { within: '30 s', percentile: 99 } } : {}),
});

const open = (dice: Dice): Block => ({
  rate: dice.one([
    '2 request/s',
    '0.05 request/s',
    '12 request/s',
    '50% of capacity',
    '5% of capacity',
    '130% of capacity',
  ]),
  arrivals: arrivals(dice),
  ...(dice.happens(0.5) ? { shape: shape(dice) } : {}),
  lengths: lengths(dice),
});

/** Who asks: independent callers, sessions, agents, a fixed crowd, or a recorded hour. */
const asking = (dice: Dice): Block => {
  const pick = dice.whole(10);
  if (pick < 5) return open(dice);
  if (pick === 5)
    return {
      ...open(dice),
      callers: { kind: 'sessions', turns: dice.one<Plain>([3, { mean: 2.5 }]), think: wait(dice) },
    };
  if (pick === 6)
    return {
      ...open(dice),
      callers: { kind: 'agents', calls: { mean: 4 }, toolOutput: tokens(dice), toolWait: wait(dice) },
    };
  if (pick === 7)
    return { callers: { kind: 'users', count: dice.whole(40) + 1, think: wait(dice) }, lengths: lengths(dice) };
  return {
    trace: {
      file: dice.one(['hour.csv', 'azure.csv', 'mooncake.jsonl']),
      scale: dice.between(0.1, 20),
      repeat: dice.happens(0.5),
    },
  };
};

const tariff = (dice: Dice): Plain =>
  dice.one<Plain>([
    'ningxia-time-of-use',
    'texas-flat',
    [{ kind: 'flat', price: '0.05 USD/kWh' }],
    [{ kind: 'flat', price: '-0.01 USD/kWh' }],
    [
      { kind: 'flat', price: '20 CNY/MWh' },
      {
        kind: 'time-of-use',
        zone: 'UTC-6',
        periods: [
          { name: 'day', price: '0.1 USD/kWh', hours: ['07:00-23:00'] },
          { name: 'night', price: '0.02 USD/kWh', hours: ['23:00-07:00'] },
        ],
      },
    ],
  ]);

/** A scenario of one or two pools and one to three streams, minutes long. */
export const wished = (dice: Dice): Block => {
  const first = dice.one(PLANS);
  const second = dice.one(
    PLANS.filter(({ model, chip }) => dice.happens(0.5) === (model === first.model) && chip !== ''),
  );
  const plans = second === undefined || dice.happens(0.6) ? [first] : [first, second];
  const models = [...new Set(plans.map(({ model }) => model!))];
  const streams = [...models, ...(dice.happens(0.35) ? [dice.one(models)] : [])];
  return {
    title: dice.one(['A small factory', 'Fabrik Nº 7 «测试» 🏭', 'x']),
    horizon: dice.one(['2 minute', '3 minute', '90 s']),
    warmUp: dice.one(['0 s', '30 s', '1 minute']),
    seed: dice.whole(1000),
    start: dice.one(['2025-03-12', '2024-02-29T23:58', '1969-12-31T12:00']),
    site: {
      region: dice.one<Plain>([
        'ningxia',
        'us-tx',
        { like: 'jp', pue: 1.3, name: 'Somewhere', powerPrice: '0.2 USD/kWh' },
      ]),
    },
    power: {
      ...(dice.happens(0.7) ? { tariff: tariff(dice) } : {}),
      interval: dice.one(['60 s', '30 s', '7 s']),
      ...(dice.happens(0.3) ? { sources: [{ kind: 'grid', limit: dice.one(['1 kW', '50 kW', '13 MW']) }] } : {}),
      ...(dice.happens(0.2) ? { facility: { pue: 1.5, marginalPue: 1.1 } } : {}),
    },
    fleet: plans.map((plan, row) => ({
      name: `pool-${row}`,
      ...plan,
      replicas: dice.whole(5) + 1,
      router: dice.one(['round-robin', 'random', 'least-outstanding', 'power-of-two']),
      scheduler: {
        batching: dice.one(['continuous', 'continuous', 'request', 'static']),
        prefill: dice.one(['chunked', 'first']),
        order: dice.one(['first-come', 'priority', 'shortest-predicted']),
        maxBatch: dice.one([1, 4, 64, 256]),
        tokenBudget: dice.one([64, 512, 2048]),
        maxWait: dice.one(['0 s', '100 ms', '2 s']),
      },
      ...(dice.happens(0.3) ? { price: '25,000 USD', rental: '2 USD/h', provisioned: '800 W' } : {}),
    })),
    demand: streams.map((model, row) => ({
      name: `stream-${row}`,
      model,
      ...asking(dice),
      priority: dice.whole(256),
      predictor: { error: dice.one([0, 0.5, 2]) },
      ...(dice.happens(0.6) ? { promise: promise(dice) } : {}),
    })),
    economy: dice.happens(0.3) ? { itLife: '3 years', capitalCost: '12%', software: '100 USD/year' } : {},
    sampling: {
      sample: dice.one<Plain>(['all', 'budget', 1, 2]),
      budget: '50 ms',
      group: dice.one([1, 2, 64]),
      report: dice.one(['60 s', '45 s', '5 minute']),
      replications: dice.one([1, 1, 2]),
    },
    catalogue: OWN,
  };
};
