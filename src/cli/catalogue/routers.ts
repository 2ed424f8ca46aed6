/** Routers for `list`, `show` and `explain`. */
import type { Item, Kind } from './kind.js';

export const routerKind: Kind = {
  many: 'routers',
  one: 'router',
  doc: 'Which replica a request goes to.',
  items: async () =>
    (await import('../../serving/routers/index.js')).ROUTERS.map(
      ({ kind, doc }): Item => ({ name: kind, aliases: [], doc, columns: { doc }, rows: [], data: { kind, doc } }),
    ),
};
