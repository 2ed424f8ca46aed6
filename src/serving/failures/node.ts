/** Servers fail: host, memory, power supply, chassis. */
import { entry } from '../../schema/shelf.js';
import { CHIPS_PER_NODE, LLAMA, unitFailures, unitFields } from './units.js';

export const node = entry({
  kind: 'node',
  doc: `Each server of ${CHIPS_PER_NODE} chips fails by itself and takes its replica along.`,
  fields: unitFields(
    'server',
    '6.6 year',
    `${LLAMA}: 46 by hosts (32 maintenance, 3 disks, 3 power supplies, 2 each of chassis, boards, processors and memory), one in 6.6 server-years`,
  ),
  make: unitFailures('node', (chips) => Math.ceil(chips / CHIPS_PER_NODE)),
});
