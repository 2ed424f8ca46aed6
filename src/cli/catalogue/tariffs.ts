/** Known tariffs and the parts of one, for `list`, `show` and `explain`. */
import type { TariffPreset } from '../../power/tariffs/presets.js';
import { EVIDENCE } from '../../report/evidence.js';
import type { Item, Kind } from './kind.js';
import { shelfItems } from './shelf.js';

const presetItem = (preset: TariffPreset): Item => ({
  name: preset.id,
  aliases: [],
  doc: preset.doc,
  columns: { doc: preset.doc },
  rows: preset.parts.map((part, index) => ({
    label: `part ${index + 1}`,
    value: JSON.stringify(part),
    source: preset.on === undefined ? preset.source : `${preset.source}, ${preset.on}`,
    tier: EVIDENCE[preset.tier],
  })),
  data: preset,
});

export const tariffKind: Kind = {
  many: 'tariffs',
  one: 'tariff',
  doc: 'What electricity costs: known tariffs, and the parts to build one from.',
  items: async () => {
    const [{ tariffPresets }, { tariffParts }] = await Promise.all([
      import('../../power/tariffs/presets.js'),
      import('../../power/tariffs/index.js'),
    ]);
    return [...tariffPresets.map(presetItem), ...shelfItems(tariffParts)];
  },
};
