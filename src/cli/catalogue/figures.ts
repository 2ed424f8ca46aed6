/** Catalogue figures in the words of data sheets. */

import { EVIDENCE } from '../../report/evidence.js';
import { type Ladder, quantity } from '../../report/numbers.js';
import type { Fact } from '../../schema/fact.js';
import type { Row } from './kind.js';

export const ARITHMETIC_LADDER: Ladder = [
  [1e15, 'PFLOP/s'],
  [1e12, 'TFLOP/s'],
];
export const BANDWIDTH_LADDER: Ladder = [
  [1e12, 'TB/s'],
  [1e9, 'GB/s'],
];
/** Labels of memory count in powers of two and say GB. */
export const MEMORY_LADDER: Ladder = [
  [2 ** 40, 'TB'],
  [2 ** 30, 'GB'],
  [2 ** 20, 'MB'],
  [2 ** 10, 'KB'],
];
export const CHIP_POWER_LADDER: Ladder = [[1, 'W']];
export const PLAIN_LADDER: Ladder = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'M'],
  [1, ''],
];

/** `$12,500`: prices of single things are written out. */
export const money = (dollars: number): string =>
  `$${dollars.toLocaleString('en-US', { maximumFractionDigits: dollars < 100 ? 2 : 0 })}`;

export const moneyRange = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? money(low) : `${money(low)}–${money(high)}`;

/** A row with the value's source and evidence. */
export const factRow = <Value>(
  label: string,
  fact: Fact<Value> | undefined,
  write: (value: Value) => string,
): readonly Row[] =>
  fact === undefined
    ? []
    : [
        {
          label,
          value: write(fact.value),
          source: fact.on === undefined ? fact.source : `${fact.source}, ${fact.on}`,
          tier: EVIDENCE[fact.tier],
        },
      ];

export const plainRow = (label: string, value: string | number | undefined): readonly Row[] =>
  value === undefined ? [] : [{ label, value: String(value) }];

export const on =
  (ladder: Ladder) =>
  (value: number): string =>
    quantity(value, ladder);
