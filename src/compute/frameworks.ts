/** Serving frameworks: what their launches, host work and per-sequence bookkeeping cost, as fitted. */
import { type Fact, fact } from '../schema/fact.js';
import type { AllReduceStack } from './curves/collectives.js';

export interface Framework {
  readonly name: string;
  readonly doc: string;
  /** Multiplies every launch floor. */
  readonly launchFactor: Fact;
  /** Host time per step [s]. */
  readonly host: Fact;
  /** Host time per writing sequence of one attention rank and step [s]. */
  readonly perSequence: Fact;
  readonly allReduce: AllReduceStack;
  /** What a request waits outside the chips before its first token: fixed [s], and in decode steps until the scheduler looks for newcomers. */
  readonly frontEnd: { readonly fixed: Fact; readonly steps: Fact };
}

const fitted = (rows: string): string =>
  `fitted on ${rows} of SemiAnalysis InferenceX serving runs in ai-dynamo/aiconfigurator @095f58a (Apache-2.0); only the sum of the three constants is trustworthy`;

/** Errors of TTFT are printed by validate-model. */
const newcomers = (tier: 'measured' | 'estimate'): string =>
  tier === 'measured'
    ? 'fitted on TTFT of the same runs; SGLang looks for new requests only every so many steps (scheduler-recv-interval)'
    : 'tokenising and admission (estimate)';

const preset = (
  name: string,
  doc: string,
  [launch, host, perSequence]: readonly [number, number, number],
  source: string,
  tier: 'measured' | 'estimate',
  allReduce: AllReduceStack,
  [fixed, steps]: readonly [number, number],
): Framework => ({
  name,
  doc,
  launchFactor: fact(launch, source, tier, '2026'),
  host: fact(host, source, tier, '2026'),
  perSequence: fact(perSequence, source, tier, '2026'),
  allReduce,
  frontEnd: { fixed: fact(fixed, newcomers(tier), tier, '2026'), steps: fact(steps, newcomers(tier), tier, '2026') },
});

const mlEnergy =
  'fitted on ML.ENERGY benchmark v3 (ml-energy/leaderboard @0cd52da, data Apache-2.0): H100 12/8 %, B200 23/20 %';
const splitwise =
  'Mutinifni/splitwise-sim @8f99e7d perf_model.csv (MIT): decode 12 %, 20 %; host time of H100, about 23 ms on A100';

/** What older serving software cost more, whatever its name: λ, host time per step and per sequence, of the first stacks and of those that scheduled between steps. */
interface Generation {
  /** Last year in which it was what people ran. */
  readonly until: number;
  readonly constants: readonly [launch: number, host: number, perSequence: number];
  readonly source: string;
}

const EARLY: Generation = { until: 2024, constants: [1, 14e-3, 250e-6], source: splitwise };
const SYNCHRONOUS: Generation = { until: 2025, constants: [0.95, 0.3e-3, 50e-6], source: mlEnergy };

/** Years of serving software that can be told apart. */
export const SOFTWARE_YEARS = { first: 2023, last: 2026 } as const;

/** Frameworks whose older generations somebody measured. */
const COMPARED_BEFORE: readonly string[] = ['vllm', 'vllm-2025', 'stack-2023'];

/** A framework as it was in a year: each constant that of its generation where that is more. Measured for vLLM alone; for others what vLLM lost is assumed. */
export const inYear = (framework: Framework, year: number): Framework => {
  const generation = [EARLY, SYNCHRONOUS].find(({ until }) => year <= until);
  if (generation === undefined) return framework;
  const { constants, source } = generation;
  const tier = COMPARED_BEFORE.includes(framework.name) ? 'measured' : 'estimate';
  const older = (now: Fact, then: number): Fact => fact(Math.max(now.value, then), source, tier, `${year}`);
  return {
    ...framework,
    launchFactor: older(framework.launchFactor, constants[0]),
    host: older(framework.host, constants[1]),
    perSequence: older(framework.perSequence, constants[2]),
  };
};

export const frameworks: readonly Framework[] = [
  preset(
    'vllm',
    'vLLM of 2026 with asynchronous scheduling.',
    [0.95, 0.3e-3, 15e-6],
    fitted('411 vLLM rows (error 14.7/11.0 %)'),
    'measured',
    'vllm',
    [10e-3, 5],
  ),
  preset(
    'sglang',
    'SGLang of 2026.',
    [1.25, 0.3e-3, 15e-6],
    fitted('351 SGLang rows (error 15.9/13.6 %)'),
    'measured',
    'sglang',
    [40e-3, 20],
  ),
  preset(
    'tensorrt-llm',
    'TensorRT-LLM of 2026.',
    [0.7, 0.3e-3, 15e-6],
    fitted('730 TensorRT-LLM rows (error 15.3/9.9 %)'),
    'measured',
    'tensorrt',
    [60e-3, 4],
  ),
  preset(
    'unknown',
    'A framework nobody measured: constants of vLLM.',
    [0.95, 0.3e-3, 15e-6],
    'assumed as vLLM 2026',
    'estimate',
    'vllm',
    [15e-3, 0],
  ),
  preset(
    'vllm-2025',
    'vLLM of 2025 with synchronous scheduling.',
    SYNCHRONOUS.constants,
    SYNCHRONOUS.source,
    'measured',
    'vllm',
    [15e-3, 0],
  ),
  preset(
    'stack-2023',
    'A stack of 2023, before asynchronous scheduling.',
    EARLY.constants,
    EARLY.source,
    'measured',
    'vllm',
    [15e-3, 0],
  ),
];

export const FRAMEWORKS = ['vllm', 'sglang', 'tensorrt-llm', 'unknown', 'vllm-2025', 'stack-2023'] as const;
export type FrameworkName = (typeof FRAMEWORKS)[number];

/** The same framework run with another front end: fixed [s], and steps until its scheduler looks for newcomers. */
export const withFrontEnd = (framework: Framework, fixed: number, steps: number): Framework => ({
  ...framework,
  frontEnd: {
    fixed: { ...framework.frontEnd.fixed, value: fixed },
    steps: { ...framework.frontEnd.steps, value: steps },
  },
});

export const findFramework = (name: FrameworkName): Framework =>
  frameworks.find((framework) => framework.name === name)!;
