/** Links fail: switches, cables, network cards. */
import { entry } from '../../schema/shelf.js';
import { CHIPS_PER_NODE, LLAMA, unitFailures, unitFields } from './units.js';

export const link = entry({
  kind: 'link',
  doc: `The links of each server of ${CHIPS_PER_NODE} chips fail by themselves and take the replica along; a replica inside one server needs none.`,
  fields: unitFields(
    'server’s links',
    '7.2 year',
    `${LLAMA}: 42 by networks (35 switches and cables, 7 cards), one in 7.2 server-years`,
  ),
  make: unitFailures('link', (chips) => (chips > CHIPS_PER_NODE ? Math.ceil(chips / CHIPS_PER_NODE) : 0)),
});
