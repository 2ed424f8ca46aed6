import { expect, test } from 'vitest';
import { Table } from '../../src/kernel/table.js';

test('rows are numbered from zero, keep what was written, and start as zeros', () => {
  const table = new Table(['time_s', 'energy_J']);
  for (let count = 0; count < 1000; count++) {
    const row = table.row();
    expect(row).toBe(count);
    table.column('energy_J')[row] = count * 2;
  }
  expect(table.length).toBe(1000);
  expect(table.column('energy_J')[999]).toBe(1998);
  expect(table.column('energy_J')).toHaveLength(1000);
  expect(table.column('time_s').every((value) => value === 0)).toBe(true);
});
