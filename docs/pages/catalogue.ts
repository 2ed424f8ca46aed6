/** The reference of the catalogue: chips, models and regions with their main figures and how well each is known. */
import { chipKind } from '../../src/cli/catalogue/chips.js';
import type { Item } from '../../src/cli/catalogue/kind.js';
import { modelKind } from '../../src/cli/catalogue/models.js';
import { regionKind } from '../../src/cli/catalogue/regions.js';
import { code, page, table } from './markdown.js';

const MARKS: Readonly<Record<string, string>> = { primary: '●●●', reported: '●●', assumed: '●' };

/** A figure of the item's sheet with the mark of its evidence. */
const figure =
  (label: string) =>
  (item: Item): string => {
    const row = item.rows.find((one) => one.label === label);
    if (row === undefined) return '—';
    return row.tier === undefined ? row.value : `${row.value} ${MARKS[row.tier]}`;
  };

const column =
  (title: string) =>
  (item: Item): string =>
    item.columns[title] ?? '—';

type Column = readonly [title: string, read: (item: Item) => string];

const NAMES: readonly Column[] = [
  ['name', (item) => code(item.name)],
  ['also', (item) => item.aliases.map(code).join(', ')],
];

const CHIPS: readonly Column[] = [
  ...NAMES,
  ['memory', figure('memory')],
  ['bandwidth', figure('memory bandwidth')],
  ['bf16, dense', figure('bf16, dense')],
  ['fp8', figure('fp8, dense')],
  ['int8', figure('int8, dense')],
  ['fp4', figure('fp4, dense')],
  ['power limit', figure('power limit')],
  ['idle', figure('idle')],
  ['server, per chip', figure('server, per chip')],
  ['price', figure('price')],
  ['kernel speeds', figure('kernel speeds')],
];

const MODELS: readonly Column[] = [
  ['name', (item) => code(item.name)],
  ['model', ({ doc }) => doc.replace(/\.$/, '')],
  ['kind', column('kind')],
  ['parameters', figure('parameters')],
  ['KV cache a token', figure('KV cache a token')],
  ['longest context', figure('longest context')],
  ['published in', figure('weights published in')],
];

const REGIONS: readonly Column[] = [
  ...NAMES,
  ['power, delivered', figure('power, delivered')],
  ['PUE', figure('PUE')],
  ['building and plant', figure('building and plant')],
  ['cost of capital', figure('cost of capital')],
  ['carbon', figure('carbon')],
];

const sheet = (columns: readonly Column[], items: readonly Item[]): string =>
  table(
    columns.map(([title]) => title),
    items.map((item) => columns.map(([, read]) => read(item))),
  );

export const cataloguePage = async (): Promise<string> => {
  const [chips, models, regions] = await Promise.all([chipKind.items(), modelKind.items(), regionKind.items()]);
  return page('The catalogue', [
    'Evidence: ●●● primary, measured on the thing itself · ●● reported, by a data sheet, a press report or a sibling’s measurement · ● assumed, our estimate. ' +
      'The source of each figure: `token-factory show chip h20`, `show model deepseek-v3`, `show region ningxia`. GB of memory are GiB, as on labels; bandwidths of links are one way; arithmetic is dense.',
    `## ${chips.length} chips`,
    sheet(CHIPS, chips),
    'Kernel speeds: *measured* on this chip, *same-generation* borrowed from its nearest sibling, *estimate* a guess for its class; see [evidence tiers](../model.md#evidence-tiers).',
    `## ${models.length} models`,
    'Parameters and bytes are computed from the published hyperparameters; the KV cache holds two bytes an element here.',
    sheet(MODELS, models),
    `## ${regions.length} regions`,
    'A range in brackets is what the sources span.',
    sheet(REGIONS, regions),
  ]);
};
