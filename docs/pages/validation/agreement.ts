/** Predicted against measured, one panel a chip, on logarithmic axes. */
import type { Spec } from '../../../src/report/figure.js';
import { LIGHT } from '../../../src/report/theme.js';
import type { Comparison } from '../../../src/validation/comparison.js';

export const SIDE = 250;
const axis = (title: string | null) => ({ title, grid: true, tickCount: 4, format: '~s' });

/** Runs of one chip between `low` and `high`; `reach` is the share up and down that the dashes mark. */
export const agreement = (
  chip: string,
  own: readonly Comparison[],
  [low, high]: readonly [number, number],
  reach: number,
): Spec => {
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
      line(reach, [3, 3]),
      line(1 / reach, [3, 3]),
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
