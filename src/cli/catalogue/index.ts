/** Every kind of thing the terminal can list, in the order of a factory: what runs, what is asked, what it costs. */
import { chipKind } from './chips.js';
import type { Item, Kind } from './kind.js';
import { measureKind } from './measures.js';
import { modelKind } from './models.js';
import { presetItem } from './presets.js';
import { regionKind } from './regions.js';
import { routerKind } from './routers.js';
import { scenarioKind } from './scenarios.js';
import { shelfItems, shelfKind } from './shelf.js';
import { tariffKind } from './tariffs.js';

const lengthKind: Kind = {
  many: 'lengths',
  one: 'length',
  doc: 'How long prompts and answers are: measured distributions, and ways to state your own.',
  items: async (): Promise<readonly Item[]> => {
    const [{ presets }, { lengths }] = await Promise.all([
      import('../../demand/presets/index.js'),
      import('../../demand/lengths/index.js'),
    ]);
    return [...presets.map(presetItem), ...shelfItems(lengths)];
  },
};

export const kinds: readonly Kind[] = [
  scenarioKind,
  chipKind,
  modelKind,
  regionKind,
  shelfKind(
    'arrivals',
    'arrival',
    'How requests are spread around their rate.',
    async () => (await import('../../demand/arrivals/index.js')).arrivalProcesses,
  ),
  shelfKind(
    'shapes',
    'shape',
    'How the rate moves over the day.',
    async () => (await import('../../demand/shapes/index.js')).shapes,
  ),
  shelfKind(
    'callers',
    'caller',
    'Who asks, and whether they come back.',
    async () => (await import('../../demand/callers/index.js')).callers,
  ),
  shelfKind(
    'waits',
    'wait',
    'Think times of people and tool times of agents.',
    async () => (await import('../../demand/waits/index.js')).waits,
  ),
  lengthKind,
  routerKind,
  shelfKind(
    'sources',
    'source',
    'Where electricity comes from.',
    async () => (await import('../../power/sources/index.js')).sources,
  ),
  tariffKind,
  measureKind,
];

/** A kind by either of its names. */
export const findKind = (name: string): Kind | undefined => {
  const wanted = name.toLowerCase();
  return kinds.find((kind) => kind.many === wanted || kind.one === wanted);
};
