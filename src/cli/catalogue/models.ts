/** Models for `list`, `show` and `explain`: parameters and memory are computed from the hyperparameters, as in a run. */
import { constantBytes, growingBytes, type Model, parameters } from '../../compute/models/model.js';
import { EVIDENCE } from '../../report/evidence.js';
import { MEMORY_LADDER, on, PLAIN_LADDER, plainRow } from './figures.js';
import type { Item, Kind, Row } from './kind.js';

/** Keys and values in two bytes per element: what a plan uses unless it says otherwise. */
const CACHE_BYTES = 2;

const published = (model: Model): readonly Row[] =>
  model.published === undefined
    ? []
    : [{ label: 'stated by the vendor', value: `${model.published.total} bn, ${model.published.active} bn active` }];

const item = (model: Model): Item => {
  const { total, active } = parameters(model);
  const growing = on(MEMORY_LADDER)(growingBytes(model, CACHE_BYTES));
  const constant = constantBytes(model, CACHE_BYTES);
  return {
    name: model.id,
    aliases: [],
    doc: `${model.name}: ${model.organisation} (${model.country}), ${model.released}.`,
    columns: {
      kind: model.kind,
      parameters: on(PLAIN_LADDER)(total),
      active: on(PLAIN_LADDER)(active),
      'KV a token': growing,
      context: model.maxContext.toLocaleString('en-US'),
      released: model.released,
    },
    rows: [
      {
        label: 'parameters',
        value: `${on(PLAIN_LADDER)(total)}, ${on(PLAIN_LADDER)(active)} active`,
        source: `computed from ${model.source.source}${model.source.on === undefined ? '' : `, ${model.source.on}`}`,
        tier: EVIDENCE[model.source.tier],
      },
      ...published(model),
      { label: 'KV cache a token', value: `${growing} at ${CACHE_BYTES} bytes an element` },
      ...plainRow(
        'state a sequence',
        constant === 0 ? undefined : `${on(MEMORY_LADDER)(constant)} whatever its length`,
      ),
      ...plainRow('layers', model.layers),
      ...plainRow('hidden size', model.hidden.toLocaleString('en-US')),
      ...plainRow('vocabulary', model.vocabulary.toLocaleString('en-US')),
      ...plainRow('longest context', `${model.maxContext.toLocaleString('en-US')} tokens`),
      ...plainRow('weights published in', model.native),
      ...plainRow('note', model.note),
    ],
    data: { ...model, parameters: { total, active }, kvBytesPerToken: growingBytes(model, CACHE_BYTES) },
  };
};

export const modelKind: Kind = {
  many: 'models',
  one: 'model',
  doc: 'Open-weight language models, by their published hyperparameters.',
  items: async () => (await import('../../compute/models/index.js')).models.map(item),
};
