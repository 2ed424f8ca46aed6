/** How mature the kernels of a framework are for one model in one format: measured step time over what kernel curves alone give. */
import type { FrameworkName } from './frameworks.js';
import type { PrecisionName } from './precision.js';

export interface Maturity {
  readonly framework: FrameworkName;
  /** Catalogue id. */
  readonly model: string;
  readonly precision: PrecisionName;
  /** Multiplies the time of all kernels: below 1 where they were tuned for this model. */
  readonly factor: number;
  /** Configurations it was fitted on. */
  readonly configurations: number;
}

const entry = (
  framework: FrameworkName,
  model: string,
  precision: PrecisionName,
  factor: number,
  configurations: number,
): Maturity => ({ framework, model, precision, factor, configurations });

/** exp(n/(n + 12) · median of ln(measured TPOT / simulated TPOT)) over n configurations: few configurations hardly move it (`npm run calibrate`).
 *  SemiAnalysis InferenceX and NVIDIA runs of 2026 in ai-dynamo/aiconfigurator @095f58a silicon_sample.csv (Apache-2.0), one box, 4–1,024 requests in flight. */
export const maturities: readonly Maturity[] = [
  entry('sglang', 'deepseek-v3', 'fp8', 0.89, 28),
  entry('sglang', 'deepseek-v3', 'nvfp4', 0.98, 139),
  entry('sglang', 'glm-5', 'fp8', 1.08, 26),
  entry('sglang', 'glm-5', 'nvfp4', 1.12, 10),
  entry('sglang', 'qwen3-32b', 'bf16', 0.95, 74),
  entry('sglang', 'qwen3.5-397b-a17b', 'bf16', 1.05, 13),
  entry('sglang', 'qwen3.5-397b-a17b', 'fp8', 1.02, 52),
  entry('sglang', 'qwen3.5-397b-a17b', 'nvfp4', 0.96, 9),
  entry('tensorrt-llm', 'deepseek-v3', 'fp8', 1.15, 52),
  entry('tensorrt-llm', 'deepseek-v3', 'nvfp4', 1.02, 103),
  entry('tensorrt-llm', 'gpt-oss-120b', 'mxfp4', 0.76, 79),
  entry('tensorrt-llm', 'llama-3.1-70b', 'fp8', 0.9, 65),
  entry('tensorrt-llm', 'llama-3.1-8b', 'bf16', 1.03, 157),
  entry('tensorrt-llm', 'qwen3-235b-a22b', 'fp8', 1.06, 114),
  entry('tensorrt-llm', 'qwen3-32b', 'fp8', 1.07, 160),
  entry('vllm', 'gpt-oss-120b', 'mxfp4', 0.89, 96),
  entry('vllm', 'kimi-k2.5', 'int4', 1.02, 15),
  entry('vllm', 'kimi-k2.5', 'nvfp4', 0.95, 16),
  entry('vllm', 'llama-3.1-70b', 'fp8', 0.95, 88),
  entry('vllm', 'minimax-m2.5', 'fp8', 1.14, 82),
  entry('vllm', 'minimax-m2.5', 'nvfp4', 1.08, 45),
  entry('vllm', 'qwen3-32b', 'bf16', 1.07, 68),
  entry('vllm', 'qwen3-32b', 'fp8', 0.99, 1),
];

/** 1 where nobody compared. */
export const maturityOf = (framework: string, model: string, precision: PrecisionName): number =>
  maturities.find((one) => one.framework === framework && one.model === model && one.precision === precision)?.factor ??
  1;
