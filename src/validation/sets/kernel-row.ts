/** What tables of single kernels share: the chip behind a row, and a time in microseconds laid beside a predicted one. */
import type { Chip } from '../../compute/chips/chip.js';
import { curveSheets } from '../../compute/curves/sheets.js';
import type { Rates } from '../../compute/precision.js';
import type { Skip, Verdict } from '../comparison.js';
import { measuredChip } from '../names.js';
import type { Row } from '../table.js';

export const skip = (row: Row, skipped: string): Skip => ({ line: row.line, skipped });

/** The chip of a row, or why there is none. */
export const chipOf = (row: Row, name = row.text('chip')): Chip | Skip => {
  const chip = measuredChip(name);
  return chip ?? skip(row, `chip ${name === '' ? 'without a name' : name} is not in the catalogue`);
};

export const isMissing = <Found extends object>(found: Found | Skip): found is Skip => 'skipped' in found;

/** Whether all cells are numbers above zero, as every size of a kernel must be. */
export const positive = (row: Row, ...columns: readonly string[]): boolean =>
  columns.every((column) => row.number(column) > 0);

/** A comparison of one kernel's time; a row without a usable figure on either side is skipped. */
export const timed = (
  row: Row,
  {
    seconds,
    microseconds,
    label,
    model = '',
    framework = '',
    chip = row.text('chip'),
  }: {
    /** Predicted [s]. */
    readonly seconds: number;
    /** Measured [µs]. */
    readonly microseconds: number;
    readonly label: string;
    readonly model?: string;
    readonly framework?: string;
    readonly chip?: string;
  },
): Verdict => {
  if (!(microseconds > 0)) return skip(row, 'no measured time');
  if (!(seconds > 0 && Number.isFinite(seconds))) return skip(row, 'a shape or chip that gives no time');
  return {
    line: row.line,
    measure: 'latency_us',
    predicted: seconds * 1e6,
    measured: microseconds,
    chip,
    model,
    framework,
    label: `${label} on ${chip}`,
    configuration: `${chip} ${framework} ${label}`,
  };
};

/** Rates at the peak and the bandwidth of the sheet that a chip's curves belong to, as a fit must see them. */
export const onSheet = (chip: Chip, rates: Rates): { readonly rates: Rates; readonly bandwidth: number } => {
  const { curves, computeScale, memoryScale } = chip.kernels;
  const scale = computeScale[rates.arithmetic] ?? 1;
  return {
    rates: { ...rates, peak: rates.peak * scale },
    bandwidth: curveSheets[curves]?.bandwidth ?? chip.bandwidth.value * memoryScale,
  };
};
