/** Predicted against measured time per output token, one panel a chip, on logarithmic axes. */
import { drawn } from '../../src/report/chart.js';
import type { Spec } from '../../src/report/figure.js';
import { LIGHT } from '../../src/report/theme.js';
import type { Comparison } from '../../src/validation/comparison.js';
import { groupBy } from '../../src/validation/grouping.js';
import type { ValidationReport } from '../../src/validation/validate.js';

const SIDE = 250;
const GAP = 40;
const COLUMNS = 2;
/** A panel of fewer points says nothing. */
const FEWEST = 10;

const axis = (title: string | null) => ({ title, grid: true, tickCount: 4, format: '~g' });
const panel = (chip: string, own: readonly Comparison[], [low, high]: readonly [number, number]): Spec => {
  const scale = { type: 'log', domain: [low, high], nice: false };
  const line = (share: number, dash: readonly number[]): Spec => ({
    data: { values: [low, high].map((at) => ({ measured: at, predicted: at * share })) },
    mark: { type: 'line', color: LIGHT.faint, strokeWidth: 1, strokeDash: dash, clip: true },
    encoding: {
      x: { field: 'measured', type: 'quantitative', scale },
      y: { field: 'predicted', type: 'quantitative', scale },
    },
  });
  return {
    title: { text: `${chip.toUpperCase()}, ${own.length} runs: predicted, ms`, anchor: 'start', fontSize: 13 },
    width: SIDE,
    height: SIDE,
    layer: [
      line(1, [1, 0]),
      line(1.25, [3, 3]),
      line(0.8, [3, 3]),
      {
        data: { values: own.map(({ measured, predicted }) => ({ measured, predicted })) },
        mark: { type: 'circle', color: LIGHT.accent, size: 14, opacity: 0.45, clip: true },
        encoding: {
          x: { field: 'measured', type: 'quantitative', scale, axis: axis('measured, ms') },
          y: { field: 'predicted', type: 'quantitative', scale, axis: axis(null) },
        },
      },
    ],
  };
};

/** Stand-alone pictures have no page to give them colours. */
const withColours = (svg: string): string =>
  svg
    .replace(/var\(--([a-z]+)\)/g, (_, role: string) => LIGHT[role as keyof typeof LIGHT])
    .replace(
      /^(<svg[^>]*>)/,
      `$1<rect width="100%" height="100%" fill="${LIGHT.surface}"/><g font-family="system-ui, sans-serif">`,
    )
    .replace(/<\/svg>$/, '</g></svg>');

export interface Picture {
  readonly name: string;
  readonly svg: string;
}

/** The pictures of the page, by name without ending. */
export const charts = async ({ files }: ValidationReport): Promise<readonly Picture[]> => {
  const set = files.find(({ file }) => file === 'aic_silicon_e2e')?.sets.find(({ measure }) => measure === 'tpot_ms');
  if (set === undefined) return [];
  const panels = [...groupBy(set.comparisons, ({ chip }) => chip)]
    .filter(([, own]) => own.length >= FEWEST)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([chip, own]) => panel(chip, own, [2, 200]));
  const spec: Spec = { concat: panels, columns: COLUMNS, spacing: GAP };
  const width = COLUMNS * (SIDE + GAP + 24);
  return [{ name: 'tpot-by-chip', svg: withColours(await drawn(spec, width, 'tpot')) }];
};
