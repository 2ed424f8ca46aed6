/** How far predictions lie from measurements, group by group: median, middle half and middle four fifths of predicted/measured. */
import { quantile } from 'simple-statistics';
import type { Spec } from '../../../src/report/figure.js';
import { LIGHT } from '../../../src/report/theme.js';
import type { Comparison } from '../../../src/validation/comparison.js';
import { groupBy } from '../../../src/validation/grouping.js';

const ROW = 22;
/** A group of fewer runs says nothing. */
const FEWEST = 8;
const LOW = 0.125;
const HIGH = 8;
const TICKS = [0.125, 0.25, 0.5, 1, 2, 4, 8];
const kept = (ratio: number): number => Math.min(HIGH, Math.max(LOW, ratio));

/** One panel: a row for each value of `groupOf`, in the order of `rank`. */
export const residuals = (
  title: string,
  comparisons: readonly Comparison[],
  groupOf: (one: Comparison) => string,
  width: number,
  rank: (group: string) => number | string = (group) => group,
): Spec => {
  const values = [...groupBy(comparisons, groupOf)]
    .filter(([, own]) => own.length >= FEWEST)
    .sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
    .map(([group, own]) => {
      const ratios = own.map(({ predicted, measured }) => predicted / measured);
      const at = (share: number): number => kept(quantile(ratios, share));
      return {
        group: `${group} (${own.length})`,
        p10: at(0.1),
        p25: at(0.25),
        p50: at(0.5),
        p75: at(0.75),
        p90: at(0.9),
      };
    });
  const y = { field: 'group', type: 'nominal', sort: null, axis: { title: null, labelLimit: 230, ticks: false } };
  const scale = { type: 'log', domain: [LOW, HIGH], nice: false };
  const axis = { title: 'predicted / measured', values: TICKS, format: '~g', grid: true };
  const x = (field: string) => ({ field, type: 'quantitative', scale, axis });
  const bar = (from: string, to: string, size: number, color: string): Spec => ({
    mark: { type: 'rule', color, strokeWidth: size },
    encoding: { y, x: x(from), x2: { field: to } },
  });
  return {
    title: { text: title, anchor: 'start', fontSize: 13 },
    width,
    height: { step: ROW },
    data: { values },
    layer: [
      {
        data: { values: [{ at: 1 }] },
        mark: { type: 'rule', color: LIGHT.faint, strokeWidth: 1 },
        encoding: { x: x('at') },
      },
      bar('p10', 'p90', 1, LIGHT.muted),
      bar('p25', 'p75', 7, LIGHT.accent),
      {
        mark: { type: 'tick', color: LIGHT.ink, thickness: 2, size: 15 },
        encoding: { y, x: x('p50') },
      },
    ],
  };
};
