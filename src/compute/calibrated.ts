/** Written by `npm run calibrate`; do not edit.
 *  SemiAnalysis InferenceX and NVIDIA runs of 2025 and 2026 in ai-dynamo/aiconfigurator @095f58a silicon_sample.csv (Apache-2.0): one box, 4–1,024 requests in flight. */
import type { CurveRefit } from './curves/refit.js';
import type { Maturity } from './maturity.js';
import type { Recipe } from './recipe.js';

/** exp(n/(n + 12) · median of ln(measured TPOT / simulated TPOT)) over n configurations.
 *  Error of TPOT on rows left out, mean and median: random configurations 10.5 and 6.8 %, whole chips with whole models 12.8 and 9.4 %. */
export const maturities: readonly Maturity[] = [
  { framework: 'sglang', model: 'deepseek-v3', precision: 'fp8', factor: 0.89, configurations: 28 },
  { framework: 'sglang', model: 'deepseek-v3', precision: 'nvfp4', factor: 0.98, configurations: 139 },
  { framework: 'sglang', model: 'glm-5', precision: 'fp8', factor: 1.08, configurations: 26 },
  { framework: 'sglang', model: 'glm-5', precision: 'nvfp4', factor: 1.12, configurations: 10 },
  { framework: 'sglang', model: 'qwen3-32b', precision: 'bf16', factor: 0.95, configurations: 74 },
  { framework: 'sglang', model: 'qwen3.5-397b-a17b', precision: 'bf16', factor: 1.07, configurations: 26 },
  { framework: 'sglang', model: 'qwen3.5-397b-a17b', precision: 'fp8', factor: 1.03, configurations: 104 },
  { framework: 'sglang', model: 'qwen3.5-397b-a17b', precision: 'nvfp4', factor: 0.96, configurations: 9 },
  { framework: 'tensorrt-llm', model: 'deepseek-v3', precision: 'fp8', factor: 1.15, configurations: 52 },
  { framework: 'tensorrt-llm', model: 'deepseek-v3', precision: 'nvfp4', factor: 1.02, configurations: 103 },
  { framework: 'tensorrt-llm', model: 'gpt-oss-120b', precision: 'mxfp4', factor: 0.95, configurations: 79 },
  { framework: 'tensorrt-llm', model: 'llama-3.1-70b', precision: 'fp8', factor: 0.9, configurations: 65 },
  { framework: 'tensorrt-llm', model: 'llama-3.1-8b', precision: 'bf16', factor: 1.01, configurations: 157 },
  { framework: 'tensorrt-llm', model: 'qwen3-235b-a22b', precision: 'fp8', factor: 1.02, configurations: 114 },
  { framework: 'tensorrt-llm', model: 'qwen3-32b', precision: 'fp8', factor: 1.04, configurations: 160 },
  { framework: 'vllm', model: 'gpt-oss-120b', precision: 'mxfp4', factor: 0.93, configurations: 96 },
  { framework: 'vllm', model: 'kimi-k2.5', precision: 'int4', factor: 1.03, configurations: 30 },
  { framework: 'vllm', model: 'kimi-k2.5', precision: 'nvfp4', factor: 0.95, configurations: 16 },
  { framework: 'vllm', model: 'llama-3.1-70b', precision: 'fp8', factor: 0.95, configurations: 88 },
  { framework: 'vllm', model: 'minimax-m2.5', precision: 'fp8', factor: 1.14, configurations: 82 },
  { framework: 'vllm', model: 'minimax-m2.5', precision: 'nvfp4', factor: 1.08, configurations: 45 },
  { framework: 'vllm', model: 'qwen3-32b', precision: 'bf16', factor: 1.05, configurations: 68 },
  { framework: 'vllm', model: 'qwen3-32b', precision: 'fp8', factor: 0.99, configurations: 1 },
];

/** Wait before the first token, fixed [ms] and in writing steps: least mean |ln| error of TTFT, pulled towards the framework's own fit as if by three runs.
 *  Error of TTFT on rows left out, mean and median: random configurations 29.6 and 20.2 %, whole chips with whole models 34.0 and 24.6 %. */
export const recipes: readonly Recipe[] = [
  { publisher: 'inferencex', framework: 'sglang', fixed: 80, steps: 20, configurations: 253 },
  { publisher: 'inferencex', framework: 'tensorrt-llm', fixed: 0, steps: 15, configurations: 293 },
  { publisher: 'inferencex', framework: 'vllm', fixed: 15, steps: 4, configurations: 341 },
  { publisher: 'nvidia-aic', framework: 'sglang', fixed: 80, steps: 9, configurations: 133 },
  { publisher: 'nvidia-aic', framework: 'tensorrt-llm', fixed: 100, steps: 4, configurations: 435 },
  { publisher: 'nvidia-aic', framework: 'vllm', fixed: 40, steps: 2, configurations: 84 },
];

/** Kernel curves in place of those written by hand, where they err less by a tenth on shapes left out: ai-dynamo/aiconfigurator @095f58a kernel tables (Apache-2.0), least mean |ln| error
 *  inside physical bounds, pulled towards the pooled curve of the format as if by five kernels. Figures: shares of the sheet's bandwidth and peak, launch [µs], and what halves the share. */
export const curveRefits: readonly CurveRefit[] = [
  { family: 'gemm', curves: 'h100', row: 'fp8Block', figures: [0.842, 0.639, 6.63, 3.38, 1020], kernels: 163 },
  { family: 'gemm', curves: 'h200', row: 'fp8Block', figures: [0.804, 0.649, 6.43, 3.23, 1040], kernels: 161 },
  { family: 'gemm', curves: 'b200', row: 'fp8Block', figures: [0.767, 0.669, 7.17, 3.28, 736], kernels: 168 },
  { family: 'gemm', curves: 'gb200', row: 'fp8Block', figures: [0.804, 0.649, 7.17, 3.38, 874], kernels: 163 },
  { family: 'gemm', curves: 'a100', row: 'wide8', figures: [0.925, 0.887, 19.5, 21.4, 254], kernels: 146 },
  { family: 'gemm', curves: 'a100', row: 'wide4', figures: [1, 0.846, 20.4, 20.4, 211], kernels: 148 },
  { family: 'gemm', curves: 'a100', row: 'int8', figures: [1, 0.959, 10.6, 127, 691], kernels: 137 },
  { family: 'latent-prefill', curves: 'b300', row: 'reading', figures: [0.878, 1850, 17.6], kernels: 236 },
];
