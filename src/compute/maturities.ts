/** Written by `npm run calibrate`; do not edit. exp(n/(n + 12) · median of ln(measured TPOT / simulated TPOT)) over n configurations.
 *  SemiAnalysis InferenceX and NVIDIA runs of 2026 in ai-dynamo/aiconfigurator @095f58a silicon_sample.csv (Apache-2.0): one box, 4–1,024 requests in flight.
 *  Error of TPOT on rows left out, mean and median: random configurations 11.3 and 6.8 %, whole chips with whole models 15.0 and 9.5 %. */
import type { Maturity } from './maturity.js';

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
  { framework: 'tensorrt-llm', model: 'gpt-oss-120b', precision: 'mxfp4', factor: 0.76, configurations: 79 },
  { framework: 'tensorrt-llm', model: 'llama-3.1-70b', precision: 'fp8', factor: 0.9, configurations: 65 },
  { framework: 'tensorrt-llm', model: 'llama-3.1-8b', precision: 'bf16', factor: 1.02, configurations: 157 },
  { framework: 'tensorrt-llm', model: 'qwen3-235b-a22b', precision: 'fp8', factor: 1.03, configurations: 114 },
  { framework: 'tensorrt-llm', model: 'qwen3-32b', precision: 'fp8', factor: 1.05, configurations: 160 },
  { framework: 'vllm', model: 'gpt-oss-120b', precision: 'mxfp4', factor: 0.89, configurations: 96 },
  { framework: 'vllm', model: 'kimi-k2.5', precision: 'int4', factor: 1.03, configurations: 30 },
  { framework: 'vllm', model: 'kimi-k2.5', precision: 'nvfp4', factor: 0.95, configurations: 16 },
  { framework: 'vllm', model: 'llama-3.1-70b', precision: 'fp8', factor: 0.95, configurations: 88 },
  { framework: 'vllm', model: 'minimax-m2.5', precision: 'fp8', factor: 1.14, configurations: 82 },
  { framework: 'vllm', model: 'minimax-m2.5', precision: 'nvfp4', factor: 1.08, configurations: 45 },
  { framework: 'vllm', model: 'qwen3-32b', precision: 'bf16', factor: 1.06, configurations: 68 },
  { framework: 'vllm', model: 'qwen3-32b', precision: 'fp8', factor: 0.99, configurations: 1 },
];
