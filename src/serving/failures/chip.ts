/** Chips fail: their logic, their memory. */
import { entry } from '../../schema/shelf.js';
import { LLAMA, unitFailures, unitFields } from './units.js';

export const chip = entry({
  kind: 'chip',
  doc: 'Each chip fails by itself and takes its replica along.',
  fields: unitFields(
    'chip',
    '9 year',
    `${LLAMA}: 268 by chips (148 faulty, 72 HBM, 19 SRAM, 17 processor, 6 silent corruption, 6 sensors), one in 9.0 chip-years; training, so an estimate for serving`,
  ),
  make: unitFailures('chip', (chips) => chips),
});
