/** Duration curves: power of the site and price at the meter, sorted from the highest, over the share of the time that reaches them. */
import type { RunResult } from '../../measure/result.js';
import { JOULES_PER_KILOWATT_HOUR } from '../../units/quantity.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { figures, fixed, POWER_LADDER, percent, quantity, rung } from '../numbers.js';
import { columnOf, family } from '../series.js';
import { LIGHT, type Role } from '../theme.js';
import { fromZero, labelled } from './scale.js';

const POINTS = 200;

/** Values from the highest, each with the share of the time that reaches it: a step function thinned to what a drawing shows. */
const curve = (values: readonly (number | null)[], scale: number): { share: number; value: number }[] => {
  const sorted = values.filter((value) => value !== null).sort((a, b) => b - a);
  const step = Math.max(1, Math.floor(sorted.length / POINTS));
  return sorted.flatMap((value, at) =>
    at % step === 0 || at === sorted.length - 1
      ? [{ share: (100 * at) / (sorted.length - 1), value: value * scale }]
      : [],
  );
};

const quantile = (values: readonly (number | null)[], share: number): number => {
  const sorted = values.filter((value) => value !== null).sort((a, b) => b - a);
  return sorted[Math.round(share * (sorted.length - 1))]!;
};

const PERCENTAGES = { values: [0, 25, 50, 75, 100], labels: ['0', '25', '50', '75', '100'] };

const panelOf = (
  title: string,
  rows: readonly { readonly share: number; readonly value: number }[],
  role: Role,
  width: number,
  left: number,
): Spec => {
  const scale = fromZero(Math.max(0, ...rows.map(({ value }) => value)), 3);
  const lowest = Math.min(0, ...rows.map(({ value }) => value));
  return {
    title: { text: title, offset: 10 },
    width,
    height: 150,
    layer: [
      {
        data: { values: rows },
        mark: { type: 'line', interpolate: 'step-after', color: LIGHT[role], strokeWidth: 2 },
        encoding: {
          x: {
            field: 'share',
            type: 'quantitative',
            title: null,
            scale: { domain: [0, 100], nice: false },
            axis: {
              values: PERCENTAGES.values,
              labelExpr: labelled({ ...PERCENTAGES, domain: [0, 100] }),
              labelFlush: true,
            },
          },
          y: {
            field: 'value',
            type: 'quantitative',
            title: null,
            scale: { domain: [lowest * 1.06, scale.domain[1]], nice: false },
            axis: { values: scale.values, labelExpr: labelled(scale), minExtent: left, maxExtent: left },
          },
        },
      },
    ],
  };
};

/** null with a single source and a single energy price, where a load curve alone would say little. */
export const durationFigure = (result: RunResult): Figure | null => {
  const { series, rack } = result;
  const power = columnOf(series, 'sitePower')?.values ?? [];
  const price = columnOf(series, 'price')?.values ?? [];
  const known = power.filter((value) => value !== null).length;
  if (rack === null || known < 2 || price.length === 0 || family(series, 'given:').length + rack.units.length < 2)
    return null;
  const cents = JOULES_PER_KILOWATT_HOUR * 100;
  const [most, mean] = [quantile(power, 0), power.reduce<number>((sum, value) => sum + (value ?? 0), 0) / known];
  if (most <= 0) return null;
  const found = `The site draws ${percent(mean / most)} of its peak on average; a tenth of the time it pays ${figures(quantile(price, 0.1) * cents)} cents or more`;
  const draw = (frame: Frame): Spec => {
    const left = frame.narrow ? 36 : 46;
    const width = frame.narrow ? frame.width - left - 16 : Math.floor((frame.width - 2 * left - 56) / 2);
    const [scale, unit] = rung(most, POWER_LADDER);
    const panels = [
      panelOf(`Power of the site, ${unit}`, curve(power, 1 / scale), 'chips', width, left),
      panelOf('Price at the meter, cents a kWh', curve(price, cents), 'electricity', width, left),
    ];
    return frame.narrow ? { vconcat: panels, spacing: 18 } : { hconcat: panels, spacing: 24 };
  };
  return {
    code: 'duration',
    finding: found,
    subtitle: `Means over ${fixed(series.interval / 60, 0)} minutes, sorted from the highest; across: % of the time that reaches them.`,
    note: '',
    label: found,
    table: {
      columns: ['% of the time', 'Power at least', 'Price at least, cents a kWh'].map((name, at) => ({
        name,
        numeric: at > 0,
      })),
      rows: [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map((share) => [
        percent(share),
        quantity(quantile(power, share), POWER_LADDER),
        figures(quantile(price, share) * cents),
      ]),
    },
    how: ['The intervals of the run, each curve sorted on its own: the same place on both is not the same time.'],
    draw: (frame) => ({ spec: draw(frame) }),
  };
};
