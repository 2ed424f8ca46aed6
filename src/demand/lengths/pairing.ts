/** The shelf of pairings: how prompt and output of one request are drawn, and the field that accepts a preset's name instead. */
import { choice, either } from '../../schema/field.js';
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { presets } from '../presets/index.js';
import type { Traces } from '../traces/trace.js';
import { joint } from './joint.js';
import type { Lengths } from './lengths.js';
import { quantiles } from './quantiles.js';
import { recorded } from './recorded.js';
import { separate, separateLengths } from './separate.js';

export const pairings = [separate, joint, recorded] as const;

const names = presets.map((preset) => preset.name) as [string, ...string[]];
const doc = 'Prompt and output tokens of a request: the name of a measured preset, or distributions.';

export const lengthsField = either(
  choice(names, 'A measured preset.'),
  shelfField(pairings, doc),
  `one of ${names.join(', ')}, {kind: separate, prompt: …, output: …}, {kind: joint, pairs: …}, {kind: recorded, file: …}`,
).meta({ description: doc });

export type LengthsValue = string | { readonly kind: string; readonly file?: string };

/** Lengths as stated, or those of a preset with its measured rank correlation. */
export const makeLengths = (value: LengthsValue, traces: Traces = new Map()): Lengths => {
  if (typeof value !== 'string') return makeFrom<Lengths>(pairings, value, traces);
  const preset = presets.find((item) => item.name === value)!;
  const table = (tokens: Readonly<Record<string, number>>) => quantiles.make({ tokens });
  return separateLengths(table(preset.prompt.value), table(preset.output.value), preset.rankCorrelation.value);
};
