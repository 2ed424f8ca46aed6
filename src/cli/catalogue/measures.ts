/** Published measures for `list`, `show` and `explain`. */
import type { Item, Kind } from './kind.js';

export const measureKind: Kind = {
  many: 'measures',
  one: 'measure',
  doc: 'Every number a run publishes; <angle brackets> stand for a name of yours.',
  items: async () =>
    (await import('../../measure/definitions.js')).TEMPLATES.map(
      (template): Item => ({
        name: template.name,
        aliases: [],
        doc: template.definition,
        columns: { unit: template.unit, definition: template.definition },
        rows: [
          { label: 'unit', value: template.unit },
          { label: 'formula', value: template.formula },
          {
            label: 'rests on',
            value: template.ingredients.length === 0 ? 'the program itself' : template.ingredients.join(', '),
          },
        ],
        data: template,
      }),
    ),
};
