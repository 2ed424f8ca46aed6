/** Measured length distributions for `list`, `show` and `explain`. */
import type { Preset } from '../../demand/presets/preset.js';
import { EVIDENCE } from '../../report/evidence.js';
import { factRow } from './figures.js';
import type { Item } from './kind.js';

const tokens = (table: Readonly<Record<string, number>>): string =>
  ['p50', 'mean', 'p99']
    .flatMap((name) =>
      table[name] === undefined ? [] : [`${name} ${Math.round(table[name]).toLocaleString('en-US')}`],
    )
    .join(', ');

export const presetItem = (preset: Preset): Item => ({
  name: preset.name,
  aliases: [],
  doc: preset.doc,
  columns: { doc: preset.doc, evidence: EVIDENCE[preset.prompt.tier] },
  rows: [
    ...factRow('prompt tokens', preset.prompt, tokens),
    ...factRow('output tokens', preset.output, tokens),
    ...factRow('rank correlation', preset.rankCorrelation, String),
    ...factRow('requests', preset.requests, (value) => value.toLocaleString('en-US')),
    ...factRow('trace', preset.span, (value) => `${(value / 3600).toFixed(1)} h`),
    ...factRow('variation of gaps', preset.gapVariation, (value) => `${value} (1 for Poisson)`),
    ...factRow('variance over mean a minute', preset.dispersionPerMinute, (value) => `${value} (1 for Poisson)`),
  ],
  data: preset,
});
