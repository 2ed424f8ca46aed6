/** Every request alike. */
import { count, fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { type Length, LONGEST } from './length.js';

export const fixed = entry({
  kind: 'fixed',
  doc: 'The same number of tokens in every request.',
  fields: fields({ tokens: count('Tokens.', { max: LONGEST }) }),
  make: ({ tokens }): Length => ({ mean: tokens, at: () => tokens }),
});
