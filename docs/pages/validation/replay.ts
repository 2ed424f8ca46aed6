/** A replayed run: what every request waited for its first token, measured and predicted, in the order of arrival. */
import type { Spec } from '../../../src/report/figure.js';
import { LIGHT } from '../../../src/report/theme.js';
import type { Comparison } from '../../../src/validation/comparison.js';

const HEIGHT = 190;

export const replay = (title: string, own: readonly Comparison[], width: number): Spec => {
  const values = [...own]
    .sort((a, b) => a.line - b.line)
    .flatMap(({ measured, predicted }, request) => [
      { request, seconds: measured / 1e3, which: 'measured' },
      { request, seconds: predicted / 1e3, which: 'predicted' },
    ]);
  return {
    title: { text: title, anchor: 'start', fontSize: 13 },
    width,
    height: HEIGHT,
    data: { values },
    mark: { type: 'line', strokeWidth: 1.5 },
    encoding: {
      x: { field: 'request', type: 'quantitative', axis: { title: 'request, in the order of arrival', tickCount: 6 } },
      y: { field: 'seconds', type: 'quantitative', axis: { title: null, tickCount: 4, grid: true } },
      color: {
        field: 'which',
        type: 'nominal',
        scale: { domain: ['measured', 'predicted'], range: [LIGHT.ink, LIGHT.accent] },
        legend: { title: null, orient: 'top', direction: 'horizontal' },
      },
    },
  };
};
