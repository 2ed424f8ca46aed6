/** The catalogue's entries behind the names that published tables use. */
import type { Chip } from '../compute/chips/chip.js';
import { findChip } from '../compute/chips/index.js';
import type { Framework } from '../compute/frameworks.js';
import { type FrameworkName, findFramework } from '../compute/frameworks.js';
import { findModel } from '../compute/models/index.js';
import type { Model } from '../compute/models/model.js';

/** Names of published tables, in lower case, that the catalogue does not know as they are. */
const CHIPS: Readonly<Record<string, string>> = {
  rtx_pro_6000_server: 'rtx-pro-6000',
  rtxpro6000: 'rtx-pro-6000',
  'a100-80gb': 'a100',
  'a100-80g': 'a100',
  'h100-80gb': 'h100',
  'ascend 910c': '910c',
  'ascend 910b': '910b',
};

export const measuredChip = (name: string): Chip | undefined => {
  const plain = name.trim().toLowerCase();
  return findChip(CHIPS[plain] ?? plain);
};

/** Checkpoints that share a body with a catalogue model (Llama 2 70B but for its smaller vocabulary), by the name behind the slash in lower case. */
const MODELS: Readonly<Record<string, string>> = {
  'meta-llama-3-8b': 'llama-3.1-8b',
  'llama3.1-8b': 'llama-3.1-8b',
  'llama-3.3-70b': 'llama-3.1-70b',
  'llama3.1-405b': 'llama-3.1-405b',
  'llama2-70b': 'llama-3.1-70b',
  'deepseek-r1': 'deepseek-v3',
  'deepseek-r1-0528': 'deepseek-v3',
  'deepseek-v3.1': 'deepseek-v3',
  'llama-4-scout-17b-16e': 'llama-4-scout',
  'llama-4-maverick-17b-128e': 'llama-4-maverick',
  'qwen3-coder-30b-a3b': 'qwen3-30b-a3b',
  'qwen3-omni-30b-a3b': 'qwen3-30b-a3b',
  'qwen3-vl-30b-a3b': 'qwen3-30b-a3b',
  'qwen3-vl-235b-a22b': 'qwen3-235b-a22b',
  'qwen3-vl-8b': 'qwen3-8b',
  'qwen3-vl-32b': 'qwen3-32b',
};

/** What checkpoint names append to the name of a body: tuning, date, weight format. */
const ENDINGS = /-(instruct|thinking|it|hf|chat|fp8|nvfp4|fp4|bf16|\d{4})$/;

/** The model of a published name such as `deepseek-ai/DeepSeek-R1` or `nvidia/Qwen3-32B-NVFP4`. */
export const measuredModel = (name: string): Model | undefined => {
  let plain = name
    .slice(name.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase();
  for (;;) {
    const found = findModel(MODELS[plain] ?? plain);
    const shorter = plain.replace(ENDINGS, '');
    if (found !== undefined || shorter === plain) return found;
    plain = shorter;
  }
};

const FRAMEWORKS: Readonly<Record<string, FrameworkName>> = {
  vllm: 'vllm',
  sglang: 'sglang',
  trtllm: 'tensorrt-llm',
  'tensorrt-llm': 'tensorrt-llm',
};

export const measuredFramework = (name: string): Framework | undefined => {
  const found = FRAMEWORKS[name.trim().toLowerCase()];
  return found === undefined ? undefined : findFramework(found);
};
