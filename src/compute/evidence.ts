/** How well a plan's step times are known: the tier of the weakest curve they use, and a one-sigma. */
import { type Tier, weakest } from '../schema/fact.js';
import { coreTimes } from './kernels/attention.js';
import { stagesOf } from './layout.js';
import type { Plan } from './plan.js';
import { modelRates, widePeak } from './precision.js';

/** Weakest of the kernel curves a plan uses; layers whose kernels nobody has measured and a peak nobody has published make it an estimate. */
export const planTier = (plan: Plan): Tier => {
  const { chip, model } = plan;
  const rates = modelRates(plan.precision, chip, model, plan.tunedExperts);
  const tiers: Tier[] = [rates.attention.tier, rates.dense.tier, rates.wide.tier, plan.framework.launchFactor.tier];
  if (model.feedForward.some((layer) => layer.bank !== undefined)) tiers.push(rates.experts.expertTier);
  for (const mixer of model.mixers) {
    if (mixer.uncalibrated) tiers.push('estimate');
    for (const core of mixer.cores(plan.layout.tensor)) {
      tiers.push(coreTimes(core, chip, widePeak(chip) ?? 1, plan.keyValuePrecision, plan.draftTokens).tier);
    }
  }
  if (chip.arithmetic.bf16?.tier === 'estimate' || chip.bandwidth.tier === 'estimate') tiers.push('estimate');
  /** Nobody has published steps of a pipeline, of overlapping halves or of verified drafts next to the plain ones of the same chips. */
  if (plan.overlap > 0 || plan.draftTokens > 0 || stagesOf(plan.layout) > 1) tiers.push('estimate');
  /** No public curve says what a cap or a lower clock does to serving on these chips. */
  if (plan.cap < chip.power.limit.value || plan.clock < 1) tiers.push('estimate');
  return weakest(...tiers);
};

/** One sigma of log step time by tier, common to a run: kernels measured, borrowed, class estimate (docs/model.md, evidence tiers). */
const SIGMA: Readonly<Record<Tier, number>> = {
  measured: 0.1,
  'same-generation': 0.15,
  'data-sheet': 0.28,
  estimate: 0.28,
};
/** Added where no serving run of this framework, model and precision was ever compared: how mature the kernels are. */
const MATURITY_SIGMA = 0.14;

/** Framework, model and precision of serving runs the constants were compared with (SemiAnalysis InferenceX and NVIDIA rows in ai-dynamo/aiconfigurator @095f58a). */
const COMPARED: ReadonlySet<string> = new Set(
  (
    [
      [
        'sglang',
        [
          'qwen3-32b/bf16',
          'qwen3-32b/fp8',
          'qwen3.5-397b-a17b/bf16',
          'qwen3.5-397b-a17b/nvfp4',
          'qwen3.5-397b-a17b/fp8',
          'deepseek-v3/nvfp4',
          'deepseek-v3/fp8',
          'glm-5/nvfp4',
          'glm-5/fp8',
        ],
      ],
      [
        'tensorrt-llm',
        [
          'qwen3-235b-a22b/fp8',
          'qwen3-32b/fp8',
          'qwen3-32b/nvfp4',
          'deepseek-v3/nvfp4',
          'deepseek-v3/fp8',
          'llama-3.1-70b/fp8',
          'llama-3.1-8b/bf16',
          'gpt-oss-120b/mxfp4',
          'glm-5/nvfp4',
        ],
      ],
      [
        'vllm',
        [
          'minimax-m2.5/nvfp4',
          'minimax-m2.5/fp8',
          'qwen3-235b-a22b/fp8',
          'qwen3-32b/bf16',
          'qwen3-32b/fp8',
          'llama-3.1-70b/fp8',
          'kimi-k2.5/nvfp4',
          'kimi-k2.5/int4',
          'gpt-oss-120b/mxfp4',
        ],
      ],
    ] as const
  ).flatMap(([framework, pairs]) => pairs.map((pair) => `${framework}/${pair}`)),
);

/** One sigma of the logarithm of kernel times, common to all plans of a chip. */
export const kernelSigma = (plan: Plan): number => SIGMA[planTier(plan)];

/** One sigma of the logarithm of maturity, common to a framework, model and format; 0 where serving runs were compared. */
export const maturitySigma = ({ framework, model, precision }: Plan): number =>
  COMPARED.has(`${framework.name}/${model.id}/${precision}`) ? 0 : MATURITY_SIGMA;

/** One sigma of the logarithm of every step time of a plan. */
export const planSigma = (plan: Plan): number => Math.hypot(kernelSigma(plan), maturitySigma(plan));
