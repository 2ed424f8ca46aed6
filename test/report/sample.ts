/** A made-up run, coherent in itself and plausible, on which every page is tried. Invented figures: never to be quoted. */

import type { Measure } from '../../src/measure/measure.js';
import type { BoundaryResult, Estimate, Percentiles, RunResult, Series } from '../../src/measure/result.js';

export const estimate = (value: number, relative = 0.03): Estimate => ({
  value,
  interval: [value * (1 - relative), value * (1 + relative)],
});

const percentiles = (p5: number, p50: number, p90: number, p95: number, p99: number): Percentiles => ({
  p5,
  p50: estimate(p50, 0.02),
  p90: estimate(p90, 0.03),
  p95: estimate(p95, 0.04),
  p99: estimate(p99, 0.08),
  mean: estimate(p50 * 1.15, 0.02),
});

const HORIZON = 86_400;
const STEP = 300;
const STEPS = HORIZON / STEP;

/** The rhythm of a day, mean 1: a trough before dawn, a rise to the afternoon, an evening shoulder. */
const rhythm = (hour: number) =>
  1 - 0.42 * Math.cos(((hour - 3.5) / 24) * 2 * Math.PI) - 0.08 * Math.cos(((hour - 20) / 12) * 2 * Math.PI);
const ripple = (index: number, phase: number) =>
  1 + 0.02 * Math.sin(index * 1.7 + phase) + 0.015 * Math.sin(index * 0.61 + 2 * phase);
const byStep = (of: (hour: number, index: number) => number | null) =>
  Array.from({ length: STEPS }, (_, index) => of((index * STEP) / 3600, index));

/** Ningxia's three steps, CNY/kWh: valley, flat, peak. */
const priceCny = (hour: number) =>
  hour < 7 || hour >= 23 ? 0.23 : (hour >= 8 && hour < 11) || (hour >= 17 && hour < 21) ? 0.55 : 0.38;
const CNY_PER_USD = 7.15;

const H20_POWER = 2.86e6;
const ASCEND_POWER = 4.92e6;
const PUE = 1.19;
const METER_JOULES = (H20_POWER + ASCEND_POWER) * PUE * HORIZON;
const OUTPUT = { h20: 84.2e9, ascend: 88.6e9 };
const WRITTEN = OUTPUT.h20 + OUTPUT.ascend;
const READ = 402e9;
const ENERGY_CHARGE = [
  { label: 'Valley energy, 23:00–07:00', quantity: 66_900, price: 0.23 },
  { label: 'Flat energy', quantity: 77_600, price: 0.38 },
  { label: 'Peak energy, 08:00–11:00 and 17:00–21:00', quantity: METER_JOULES / 3.6e6 - 66_900 - 77_600, price: 0.55 },
];
const BILLED_DAY = { from: '2025-03-12T00:00', to: '2025-03-13T00:00' };
const bill = [
  ...ENERGY_CHARGE.map((line) => ({
    ...line,
    ...BILLED_DAY,
    group: 'energy' as const,
    unit: 'kWh',
    currency: 'CNY',
    dollars: (line.quantity * line.price) / CNY_PER_USD,
  })),
  {
    ...BILLED_DAY,
    label: 'Demand, peak',
    group: 'demand' as const,
    quantity: 11_900 / 31,
    unit: 'kW-month',
    price: 32.5,
    currency: 'CNY',
    dollars: ((11_900 / 31) * 32.5) / CNY_PER_USD,
    peak: { watts: 11.9e6, at: '2025-03-12T20:15' },
  },
];
const ELECTRICITY = bill.reduce((sum, line) => sum + line.dollars, 0);
const OPERATIONS = 14_900;
const BUILDING = 15_300;
const CHIPS = 126_400;
const FULL = ELECTRICITY + OPERATIONS + BUILDING + CHIPS;

const boundary = (
  code: BoundaryResult['code'],
  label: string,
  definition: string,
  [operations, building, chips]: readonly [number, number, number],
): BoundaryResult => {
  const total = ELECTRICITY + operations + building + chips;
  return {
    code,
    label,
    definition,
    total,
    electricity: ELECTRICITY,
    operations,
    building,
    chips,
    electricityShare: ELECTRICITY / total,
    perOutputToken: total / WRITTEN,
  };
};

const series: Series = {
  start: '2025-03-12T00:00',
  interval: STEP,
  columns: [
    {
      name: 'arrivals',
      unit: 'request/s',
      label: 'Requests arriving',
      values: byStep((h, i) => 4100 * rhythm(h) * ripple(i, 1)),
    },
    {
      name: 'output',
      unit: 'token/s',
      label: 'Output',
      values: byStep((h, i) => (WRITTEN / HORIZON) * rhythm(h - 0.2) * ripple(i, 2)),
    },
    {
      name: 'prompt',
      unit: 'token/s',
      label: 'Prompts',
      values: byStep((h, i) => (READ / HORIZON) * rhythm(h) * ripple(i, 3)),
    },
    {
      name: 'waiting',
      unit: 'request',
      label: 'Requests waiting',
      values: byStep((h, i) => Math.max(0, 1490 * (rhythm(h) - 1.25) * 5 * ripple(i, 4))),
    },
    {
      name: 'itPower:h20-deepseek',
      unit: 'W',
      label: 'H20',
      values: byStep((h, i) => H20_POWER * (0.62 + 0.38 * rhythm(h)) * ripple(i, 5)),
    },
    {
      name: 'itPower:ascend-llama',
      unit: 'W',
      label: 'Ascend 910C',
      values: byStep((h, i) => ASCEND_POWER * (0.55 + 0.45 * rhythm(h)) * ripple(i, 6)),
    },
    {
      name: 'sitePower',
      unit: 'W',
      label: 'Site',
      values: byStep(
        (h, i) =>
          PUE *
          (H20_POWER * (0.62 + 0.38 * rhythm(h)) * ripple(i, 5) +
            ASCEND_POWER * (0.55 + 0.45 * rhythm(h)) * ripple(i, 6)),
      ),
    },
    {
      name: 'price',
      unit: 'USD/J',
      label: 'Price of electricity',
      values: byStep((h) => priceCny(h) / CNY_PER_USD / 3.6e6),
    },
    {
      name: 'ttft.p50:chat',
      unit: 's',
      label: 'chat',
      values: byStep((h, i) => 0.32 * rhythm(h) ** 0.8 * ripple(i, 7)),
    },
    {
      name: 'ttft.p95:chat',
      unit: 's',
      label: 'chat',
      values: byStep((h, i) => 1.1 * rhythm(h) ** 1.6 * ripple(i, 8)),
    },
    {
      name: 'ttft.p50:coding',
      unit: 's',
      label: 'coding',
      values: byStep((h, i) => 0.52 * rhythm(h) ** 0.9 * ripple(i, 9)),
    },
    {
      name: 'ttft.p95:coding',
      unit: 's',
      label: 'coding',
      values: byStep((h, i) => 2.3 * rhythm(h) ** 2 * ripple(i, 10)),
    },
    {
      name: 'tpot.p50:chat',
      unit: 's',
      label: 'chat',
      values: byStep((h, i) => 0.031 * rhythm(h) ** 0.3 * ripple(i, 11)),
    },
    {
      name: 'tpot.p95:chat',
      unit: 's',
      label: 'chat',
      values: byStep((h, i) => 0.041 * rhythm(h) ** 0.4 * ripple(i, 12)),
    },
    {
      name: 'tpot.p50:coding',
      unit: 's',
      label: 'coding',
      values: byStep((h, i) => 0.034 * rhythm(h) ** 0.3 * ripple(i, 13)),
    },
    {
      name: 'tpot.p95:coding',
      unit: 's',
      label: 'coding',
      values: byStep((h, i) => 0.046 * rhythm(h) ** 0.4 * ripple(i, 14)),
    },
    { name: 'busy:h20-deepseek', unit: '1', label: 'H20', values: byStep((h) => Math.min(1, 0.9 * rhythm(h))) },
    {
      name: 'busy:ascend-llama',
      unit: '1',
      label: 'Ascend 910C',
      values: byStep((h) => Math.min(1, 0.85 * rhythm(h))),
    },
    { name: 'carbon', unit: 'kg/s', label: 'Carbon', values: byStep((h) => 1.35 * rhythm(h)) },
  ],
};

const measure = (
  name: string,
  estimated: Estimate | null,
  unit: string,
  definition: string,
  tier: Measure['tier'],
  why?: string,
): Measure => ({
  name,
  value: estimated?.value ?? null,
  unit,
  interval: estimated?.interval ?? null,
  definition,
  tier,
  ...(why === undefined ? {} : { why }),
});

export const sample: RunResult = {
  schemaVersion: 1,
  version: '0.1.0',
  scenario: '01-first-factory',
  title: 'The first factory: a hall of ten megawatts in Ningxia',
  question:
    'How many tokens does a 10 MW hall in Ningxia write, how fast, at what cost, and what share of which cost is electricity?',
  file: 'scenarios/01-first-factory.yaml',
  scenarioHash: '4f1cd0a9b2e7',
  seed: 7,
  place: 'Zhongwei, Ningxia',
  start: '2025-03-12T00:00',
  horizon: HORIZON,
  warmup: 1800,
  moneyYear: 2026,
  exchange: [{ currency: 'CNY', perDollar: CNY_PER_USD }],
  verdict: 'STABLE',
  measures: [
    measure(
      'tokens.output',
      estimate(WRITTEN, 0.012),
      'token',
      'Output tokens written within the horizon, all pools.',
      'estimate',
    ),
    measure(
      'cost.fullTco.perOutputToken',
      estimate(FULL / WRITTEN, 0.11),
      'USD/token',
      'Full cost over all output tokens.',
      'estimate',
    ),
    measure(
      'electricity.share.fullTco',
      { value: ELECTRICITY / FULL, interval: [0.074, 0.091] },
      '1',
      'The electricity bill over the full cost.',
      'estimate',
    ),
    measure(
      'energy.perOutputToken',
      estimate(METER_JOULES / WRITTEN, 0.06),
      'J/token',
      'Joules at the meter over all output tokens.',
      'estimate',
    ),
    measure('chat.ttft.p95', estimate(1.62, 0.05), 's', '95th percentile of time to first token of chat.', 'estimate'),
    measure(
      'carbon.total',
      estimate(112_000, 0.06),
      'kg',
      'Carbon of the electricity taken from the grid, average intensity.',
      'data-sheet',
    ),
    measure(
      'agents.ttft.p95',
      null,
      's',
      '95th percentile of time to first token of agents.',
      'estimate',
      'no request of this stream arrived',
    ),
  ],
  streams: [
    {
      name: 'chat',
      tenant: 'consumer',
      model: 'Llama-3.1-70B',
      requests: estimate(241e6, 0.004),
      refused: 0,
      promptTokens: 246e9,
      outputTokens: 88.6e9,
      ttft: percentiles(0.11, 0.34, 1.18, 1.62, 2.9),
      tpot: percentiles(0.022, 0.032, 0.041, 0.044, 0.06),
      e2e: percentiles(1.9, 9.6, 21, 28, 47),
      goodput: estimate(0.962, 0.006),
    },
    {
      name: 'coding',
      tenant: 'business',
      model: 'DeepSeek-V3',
      requests: estimate(113e6, 0.005),
      refused: 0,
      promptTokens: 156e9,
      outputTokens: 84.2e9,
      ttft: percentiles(0.16, 0.55, 2.1, 3.2, 5.4),
      tpot: percentiles(0.025, 0.035, 0.044, 0.047, 0.066),
      e2e: percentiles(2.2, 14, 38, 52, 90),
      goodput: estimate(0.938, 0.008),
    },
  ],
  promises: [
    { stream: 'chat', measure: 'ttft', percentile: 0.95, limit: 2, reached: estimate(1.62, 0.05), kept: true },
    { stream: 'coding', measure: 'ttft', percentile: 0.95, limit: 3, reached: estimate(3.2, 0.04), kept: false },
    { stream: 'chat', measure: 'tpot', percentile: 0.95, limit: 0.05, reached: estimate(0.044, 0.04), kept: true },
    { stream: 'coding', measure: 'tpot', percentile: 0.95, limit: 0.05, reached: estimate(0.047, 0.05), kept: true },
  ],
  pools: [
    {
      name: 'h20-deepseek',
      chip: { id: 'h20', name: 'NVIDIA H20', family: 'exportgrade' },
      model: { id: 'deepseek-v3', name: 'DeepSeek-V3' },
      layout: 'TP 8 · EP 16',
      replicas: 320,
      chipsPerReplica: 16,
      sampled: 64,
      verdict: 'STABLE',
      trouble: null,
      capacity: 2180,
      load: 0.6,
      itPower: estimate(H20_POWER, 0.03),
      busy: 0.97,
      meanBatch: 118,
      outputTokens: estimate(OUTPUT.h20, 0.015),
      promptTokens: estimate(156e9, 0.015),
      joulesPerOutputToken: (H20_POWER * HORIZON) / OUTPUT.h20,
      costPerOutputToken: 1.12e-6,
      tier: 'measured',
    },
    {
      name: 'ascend-llama',
      chip: { id: 'ascend-910c', name: 'Huawei Ascend 910C', family: 'domestic' },
      model: { id: 'llama-3.1-70b', name: 'Llama-3.1-70B' },
      layout: 'TP 16',
      replicas: 256,
      chipsPerReplica: 16,
      sampled: 64,
      verdict: 'STABLE',
      trouble: null,
      capacity: 4650,
      load: 0.6,
      itPower: estimate(ASCEND_POWER, 0.08),
      busy: 0.94,
      meanBatch: 91,
      outputTokens: estimate(OUTPUT.ascend, 0.015),
      promptTokens: estimate(246e9, 0.015),
      joulesPerOutputToken: (ASCEND_POWER * HORIZON) / OUTPUT.ascend,
      costPerOutputToken: 0.87e-6,
      tier: 'estimate',
    },
  ],
  series,
  chain: {
    joules: {
      sources: [{ name: 'grid', joules: METER_JOULES }],
      writing: METER_JOULES * 0.44,
      reading: METER_JOULES * 0.17,
      idle: METER_JOULES * 0.08,
      server: METER_JOULES * 0.15,
      facility: METER_JOULES * 0.16,
      elsewhere: 0,
      total: METER_JOULES,
      closure: 3e-12,
    },
    tokens: { written: WRITTEN, read: READ },
    dollars: [
      { part: 'electricity', dollars: ELECTRICITY },
      { part: 'operations', dollars: OPERATIONS },
      { part: 'building', dollars: BUILDING },
      { part: 'chips', dollars: CHIPS },
    ],
    kilograms: 112_000,
  },
  boundaries: [
    boundary('facilityCash', 'Building’s running bill', 'Electricity and the upkeep of the building.', [1900, 0, 0]),
    boundary('facilityFull', 'Building, paid for', 'The running bill and the building as an annuity.', [
      1900,
      BUILDING,
      0,
    ]),
    boundary(
      'operatorCash',
      'Operating cash',
      'What leaves the account this year: electricity, upkeep, staff, insurance. No capital.',
      [OPERATIONS, 0, 0],
    ),
    boundary('chipsSunk', 'All but the chips', 'Everything except chips, as if they were paid off.', [
      OPERATIONS,
      BUILDING,
      0,
    ]),
    boundary('fullTco', 'Full cost', 'Electricity, operations, building and chips, capital as an annuity.', [
      OPERATIONS,
      BUILDING,
      CHIPS,
    ]),
    boundary('energyAndChips', 'Electricity and chips', 'Electricity and chip annuity; not an electricity share.', [
      0,
      0,
      CHIPS,
    ]),
  ],
  costByType: {
    boundary: 'fullTco',
    output: { dollars: FULL * 0.68, perToken: (FULL * 0.68) / WRITTEN },
    input: { dollars: FULL * 0.27, perToken: (FULL * 0.27) / READ },
    cached: null,
    common: FULL * 0.05,
  },
  bill,
  rack: null,
  facility: null,
  nextTokens: {
    demandStep: 0.05,
    addedOutputTokens: WRITTEN * 0.05,
    addedDollars: estimate(352, 0.18),
    perOutputToken: estimate(352 / (WRITTEN * 0.05), 0.18),
    ttftP95Change: 0.14,
    why: null,
  },
  shortage: null,
  uncertainty: null,
  sampling: {
    mode: 'budget',
    budgetSeconds: 20,
    replicas: 576,
    sampledReplicas: 128,
    groups: 9,
    groupSize: 64,
    simulatedRequests: 78.7e6,
    representedRequests: 354e6,
    replications: 1,
    relativeError: 0.012,
    sentence: '128 of 576 replicas were simulated, in two groups of 64 that share a front door.',
  },
  pue: { average: PUE, marginal: 1.11 },
  facts: [
    {
      name: 'Price of an Ascend 910C with its share of fabric',
      path: 'pools.ascend-llama.chip.price',
      value: '21,400 USD',
      source: 'Press and distributor quotes',
      on: '2026-03',
      tier: 'estimate',
    },
    {
      name: 'Step time of an Ascend 910C',
      path: 'chips.ascend-910c.efficiency',
      value: 'class default',
      source: 'Class estimate for chips without measured kernels',
      tier: 'estimate',
    },
    {
      name: 'Cost of capital',
      path: 'economy.rate',
      value: '5%',
      source: 'Chinese five-year loan prime rate and 1.5 points',
      on: '2026-02',
      tier: 'data-sheet',
    },
    {
      name: 'Time-of-use tariff',
      path: 'power.tariff',
      value: '0.23 / 0.38 / 0.55 CNY/kWh',
      source: 'Ningxia Development and Reform Commission',
      on: '2025-11',
      tier: 'data-sheet',
    },
    {
      name: 'Step time of an H20',
      path: 'chips.h20.kernels',
      value: 'kernel tables',
      source: 'Measured kernels, AIConfigurator',
      on: '2026-01',
      tier: 'measured',
    },
  ],
  assertions: [],
  troubles: [],
};
