/** How a scenario chooses a plan: layout, formats, framework and the few constants a planner may know better. */
import {
  choice,
  count,
  defaulting,
  fields,
  flag,
  number,
  type Output,
  quantity,
  ratio,
  text,
} from '../schema/field.js';
import type { Chip } from './chips/chip.js';
import { clocked } from './draw.js';
import { FRAMEWORKS, findFramework, inYear, SOFTWARE_YEARS, withFrontEnd } from './frameworks.js';
import { KEY_VALUE_PRECISIONS } from './kernels/attention.js';
import type { Layout } from './layout.js';
import { maturityOf } from './maturity.js';
import type { Model } from './models/model.js';
import {
  DEFAULT_ACCEPTANCE,
  DEFAULT_MEMORY_SHARE,
  DEFAULT_SKEW,
  defaultImbalance,
  type Plan,
  plainPlan,
} from './plan.js';
import { PRECISIONS } from './precision.js';

export const layoutFields = fields({
  tensor: defaulting(count('Chips that share every matrix.', { max: 1024 }), 1, 'one chip'),
  data: defaulting(
    count(
      'Attention ranks side by side, each with its own sequences; copies in lockstep for a model without experts.',
      { max: 1024 },
    ),
    1,
    'one rank',
  ),
  expert: count('Groups the experts are dealt to; all chips of a stage if absent, 1 for a model without experts.', {
    max: 1024,
  }).optional(),
  pipeline: defaulting(
    count('Stages that hold a run of layers each, every one on tensor × data chips of its own.', { max: 128 }),
    1,
    'one stage',
  ),
});

export const planFields = fields({
  chip: text('Chip by its catalogue id or short name, such as `h20`, or one of this file’s own.', 64),
  model: text('Model by its catalogue id, such as `deepseek-v3`, or one of this file’s own.', 64),
  layout: defaulting(layoutFields, {}, 'one chip'),
  precision: choice(PRECISIONS, 'Format of the weights; the format they were published in if absent.').optional(),
  keyValuePrecision: defaulting(
    choice(KEY_VALUE_PRECISIONS, 'Format of keys and values in memory.'),
    'bf16',
    'what serving frameworks use unless told otherwise',
  ),
  framework: defaulting(
    choice(FRAMEWORKS, 'Serving framework whose overheads apply.'),
    'vllm',
    'the most used open framework (assumed)',
  ),
  softwareYear: defaulting(
    count(
      'Year of the serving software: up to 2024 the first stacks, 2025 scheduling between steps, 2026 beside them.',
      {
        min: SOFTWARE_YEARS.first,
        max: SOFTWARE_YEARS.last,
      },
    ),
    SOFTWARE_YEARS.last,
    'the framework as it was fitted; older generations by Splitwise (2023) and ML.ENERGY v3 (2025)',
  ),
  skew: defaulting(
    ratio('Zipf exponent of expert popularity: 0 uniform, 0.7 the public power-law benchmark, 1 hot.'),
    DEFAULT_SKEW,
    'between uniform and the public benchmark; error on 1,492 serving runs 15.3 % against 15.7 % uniform',
  ),
  tunedExperts: defaulting(
    flag('Grouped GEMM written for block fp8 (DeepGEMM) in expert layers.'),
    false,
    'general-purpose kernels are the default of frameworks',
  ),
  expertImbalance: number(
    'Load of the hottest expert group over the mean that no balancer removes; if absent 1 up to 8 groups, else 1.15 with a balancer and 1.5 without.',
    {
      min: 1,
      max: 16,
    },
  ).optional(),
  expertBalancer: defaulting(
    flag('Whether hot experts are copied and moved so that groups of experts are loaded evenly (EPLB).'),
    true,
    'wide expert parallelism is served with one (DeepSeek, SGLang)',
  ),
  straggler: number('Attention time of the slowest data rank over the mean; 1 + 0.15·z(data) if absent.', {
    min: 1,
    max: 16,
  }).optional(),
  speculative: fields({
    drafts: defaulting(
      count('Tokens drafted for every sequence and verified in each step.', { max: 8 }),
      1,
      'one, as DeepSeek serves its models',
    ),
    acceptance: defaulting(
      ratio('Chance that a draft is right, those before it being so; it depends on what is asked and belongs to you.', {
        max: 0.99,
      }),
      DEFAULT_ACCEPTANCE,
      'published for one draft of multi-token prediction (CloudMatrix, arXiv 2506.12708; DeepSeek reports 0.85 to 0.90)',
    ),
  })
    .meta({
      description:
        'Multi-token prediction: a layer on top of the model drafts tokens that the next step verifies. Left out: every step writes one token.',
    })
    .optional(),
  overlap: defaulting(
    ratio(
      'Share of the shorter of communication and computation that is hidden behind the longer: two halves of a batch take turns (two-batch overlap).',
    ),
    0,
    'frameworks overlap only when told to; 0.7 is what published wide expert parallelism suggests (DeepSeek, SGLang; estimate)',
  ),
  memoryShare: defaulting(
    ratio('Share of memory the engine may fill.', { min: 0.1 }),
    DEFAULT_MEMORY_SHARE,
    'default of vLLM (gpu_memory_utilization)',
  ),
  reserve: defaulting(
    quantity('bytes', 'Memory kept for activations and graphs on every chip.', { min: 0, max: 1e15 }),
    '3.5 GB',
    'an 8,192-token step; about 1.7 GB for 2,048 tokens (chosen on LLMServingSim @5daddb2, RTX 4090)',
  ),
  cap: quantity('power', 'Power cap of every chip; none if absent.', { above: 0, max: 1e5 }).optional(),
  clock: defaulting(
    ratio('Share of its highest clock that every chip is locked to: arithmetic slows with it, memory does not.', {
      min: 0.3,
    }),
    1,
    'chips run as fast as they may',
  ),
  frontEnd: fields({
    fixed: quantity('time', 'Time from arrival until a scheduler could see the request.', { min: 0, max: 60 }),
    steps: number('Writing steps until the scheduler looks for newcomers.', { min: 0, max: 1000 }),
  })
    .describe(
      'What a request waits outside the chips before its first token; what serving runs of the framework showed if absent.',
    )
    .optional(),
  maturity: number(
    'Measured over predicted time of all kernels for this framework, model and format; what serving runs showed if absent, 1 where nobody compared.',
    { min: 0.25, max: 4 },
  ).optional(),
});
export type PlanValue = Output<typeof planFields>;

const layoutFrom = ({ tensor, data, expert, pipeline }: PlanValue['layout'], model: Model): Layout => ({
  tensor,
  data,
  expert: expert ?? (model.feedForward.some((layer) => layer.bank !== undefined) ? tensor * data : 1),
  pipeline,
});

/** The plan a scenario block describes for a chip and a model; `planProblems` says whether it runs. */
export const planFrom = (value: PlanValue, chip: Chip, model: Model): Plan => {
  const {
    precision,
    keyValuePrecision,
    skew,
    tunedExperts,
    expertImbalance,
    straggler,
    overlap,
    speculative,
    memoryShare,
    reserve,
    cap,
    clock,
  } = value;
  const maturity = value.maturity ?? maturityOf(value.framework, model.id, precision ?? model.native);
  const preset = inYear(findFramework(value.framework), value.softwareYear);
  const { frontEnd } = value;
  const framework = frontEnd === undefined ? preset : withFrontEnd(preset, frontEnd.fixed, frontEnd.steps);
  const layout = layoutFrom(value.layout, model);
  return plainPlan(clocked(chip, clock), model, framework, layout, {
    maturity,
    keyValuePrecision,
    skew,
    tunedExperts,
    overlap,
    memoryShare,
    reserve,
    clock,
    ...(speculative === undefined ? {} : { draftTokens: speculative.drafts, acceptance: speculative.acceptance }),
    ...(cap === undefined ? {} : { cap }),
    ...(precision === undefined ? {} : { precision }),
    expertImbalance: expertImbalance ?? defaultImbalance(layout, value.expertBalancer),
    ...(straggler === undefined ? {} : { straggler }),
  });
};
