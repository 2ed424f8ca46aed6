/** The catalogue's entries behind the names that published tables use. */
import type { Chip } from '../compute/chips/chip.js';
import { findChip } from '../compute/chips/index.js';
import { findModel } from '../compute/models/index.js';
import type { Model } from '../compute/models/model.js';

/** Names of published tables, in lower case and without what follows a space or a bracket, that the catalogue does not know as they are. */
const CHIPS: Readonly<Record<string, string>> = {
  rtx_pro_6000_server: 'rtx-pro-6000',
  rtxpro6000: 'rtx-pro-6000',
  rtx4090: 'rtx4090',
};

export const measuredChip = (name: string): Chip | undefined => {
  const plain = name.trim().toLowerCase();
  return findChip(CHIPS[plain] ?? plain);
};

/** Checkpoints that share a body with a catalogue model, by the name behind the slash in lower case. */
const MODELS: Readonly<Record<string, string>> = {
  'llama-3.1-8b-instruct': 'llama-3.1-8b',
  'deepseek-r1': 'deepseek-v3',
};

/** The model of a published name such as `deepseek-ai/DeepSeek-R1`. */
export const measuredModel = (name: string): Model | undefined => {
  const plain = name
    .slice(name.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase();
  return findModel(MODELS[plain] ?? plain);
};
