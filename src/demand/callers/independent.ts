/** Callers who ask once and never come back. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Dialogue } from './dialogue.js';

export const independent = entry({
  kind: 'independent',
  doc: 'Every request stands alone; none waits for another.',
  fields: fields({}),
  make: (): Dialogue | null => null,
});
