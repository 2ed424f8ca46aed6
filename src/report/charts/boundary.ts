/** The share chart: the same electricity bill under four cost boundaries; orange first, the same length in every bar. */
import type { BoundaryResult, RunResult } from '../../measure/result.js';
import type { Figure } from '../figure.js';
import { boundaryFinding } from '../findings.js';
import { capital } from '../headline.js';
import { dollars, figures, percent, perMillion } from '../numbers.js';
import { type BarRow, horizontalBars } from './bars.js';

const SHOWN: readonly BoundaryResult['code'][] = ['facilityCash', 'operatorCash', 'chipsSunk', 'fullTco'];
const SHORT: Readonly<Partial<Record<BoundaryResult['code'], string>>> = {
  facilityCash: 'Building’s running bill',
  operatorCash: 'Operating cash',
  chipsSunk: 'All but the chips',
  fullTco: 'Full cost',
};

/** Dollars for a million output tokens, or of the whole run where none was written. */
const sizeOf = (boundary: BoundaryResult): number =>
  boundary.perOutputToken === null || boundary.total === 0 ? 1 : (boundary.perOutputToken * 1e6) / boundary.total;

/** The parts of a cost in the order they are always drawn. */
export const COST_KEY = [
  { role: 'electricity', name: 'Electricity' },
  { role: 'operations', name: 'Operations' },
  { role: 'building', name: 'Building' },
  { role: 'chips', name: 'Chips' },
] as const;

export const boundaryFigure = (result: RunResult): Figure | null => {
  const shown = SHOWN.flatMap((code) =>
    result.boundaries.filter((boundary) => boundary.code === code && boundary.total > 0),
  );
  if (shown.length === 0) return null;
  const perToken = shown[0]!.perOutputToken !== null;
  const rows: BarRow[] = shown.map((boundary) => {
    const scale = sizeOf(boundary);
    return {
      name: SHORT[boundary.code] ?? boundary.label,
      parts: (['electricity', 'operations', 'building', 'chips'] as const).map((part) => ({
        role: part,
        value: boundary[part] * scale,
        word: part,
      })),
      figure: percent(boundary.electricityShare),
      rest: `of ${perToken ? perMillion(boundary.total * scale) : dollars(boundary.total)}`,
      whisker: null,
    };
  });
  const bill = shown[0]!.electricity * sizeOf(shown[0]!);
  return {
    code: 'cost',
    finding: boundaryFinding(result),
    subtitle: `${perToken ? 'Cost of a million output tokens' : 'Cost of the whole run'}, drawn to ${shown.length} boundaries. Electricity, in orange, is ${perToken ? perMillion(bill) : dollars(bill)} in every row; the bold number is its share.`,
    key: COST_KEY,
    note: '',
    label: `${boundaryFinding(result)}. ${shown.map((boundary) => `${SHORT[boundary.code] ?? boundary.label}: ${percent(boundary.electricityShare)}`).join('; ')}.`,
    table: {
      columns: [
        { name: 'Boundary', numeric: false },
        ...['Electricity', 'Operations', 'Building', 'Chips', 'Total', 'USD per M output', 'Electricity’s share'].map(
          (name) => ({ name, numeric: true }),
        ),
      ],
      rows: result.boundaries.map((boundary) => [
        capital(boundary.label),
        dollars(boundary.electricity),
        dollars(boundary.operations),
        dollars(boundary.building),
        dollars(boundary.chips),
        dollars(boundary.total),
        boundary.perOutputToken === null ? '—' : figures(boundary.perOutputToken * 1e6),
        boundary.code === 'energyAndChips' ? '—' : percent(boundary.electricityShare),
      ]),
    },
    how: result.boundaries.map((boundary) => `${capital(boundary.label)}: ${boundary.definition}`),
    draw: (frame) => ({ spec: horizontalBars(rows, frame, perToken ? 'USD per million output tokens' : 'USD', true) }),
  };
};
