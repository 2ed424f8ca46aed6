/** Horizontal bars from zero, one under another: stacked parts with edges, a bold figure at the end, an optional whisker. */
import type { Frame, Spec } from '../figure.js';
import { fitted, textWidth } from '../lettering.js';
import { LIGHT, type Role } from '../theme.js';
import { fromZero, labelled } from './scale.js';

export interface BarPart {
  readonly role: Role;
  readonly value: number;
  /** Written inside the part where it fits; empty for none. */
  readonly word: string;
}

export interface BarRow {
  readonly name: string;
  readonly parts: readonly BarPart[];
  /** The figure after the bar, bold; then what it is of, plain. */
  readonly figure: string;
  readonly rest: string;
  readonly whisker: readonly [number, number] | null;
}

const BAR = 26;
const WORDS_ON_DARK: readonly Role[] = ['chips', 'prefill', 'frontier', 'coal', 'hydro', 'accent'];
const none = { values: [{}] };

const words = (text: string, x: number, y: number, more: Readonly<Record<string, unknown>>): Spec => ({
  data: none,
  mark: {
    type: 'text',
    baseline: 'middle',
    align: 'left',
    text,
    fontSize: 12.5,
    stroke: LIGHT.paper,
    strokeWidth: 3.5,
    ...more,
  },
  encoding: { x: { value: x }, y: { value: y } },
});

/** `axisTitle` says the unit once; names stand left of the bars, or above them on a phone and where they are long. */
export const horizontalBars = (
  rows: readonly BarRow[],
  frame: Frame,
  axisTitle: string,
  money: boolean,
  namesAbove = false,
): Spec => {
  const above = frame.narrow || namesAbove;
  const longest = Math.max(0, ...rows.map((row) => textWidth(row.name, 12.5)));
  const left = above ? 0 : Math.ceil(Math.min(frame.width * 0.3, longest)) + 12;
  const tail =
    Math.max(...rows.map((row) => textWidth(row.figure, 15, 600) + (above ? 0 : textWidth(row.rest, 12.5) + 6))) + 18;
  const plot = frame.width - left - 4;
  const most = Math.max(
    1e-12,
    ...rows.map((row) =>
      Math.max(
        row.parts.reduce((sum, part) => sum + part.value, 0),
        row.whisker?.[1] ?? 0,
      ),
    ),
  );
  const reach = Math.max(plot * 0.3, plot - tail);
  const ticks = fromZero(most, frame.narrow ? 3 : 5);
  const domain = [0, (most * plot) / reach];
  const pixel = (value: number) => (value / domain[1]!) * plot;
  const pitch = above ? 62 : 40;
  const height = rows.length * pitch;
  const marks: Spec[] = rows.flatMap((row, index) => {
    const top = index * pitch + (above ? 24 : 4);
    const middle = top + BAR / 2;
    let reached = 0;
    const parts = row.parts
      .filter((part) => part.value > 0)
      .flatMap((part) => {
        const [from, to] = [pixel(reached), pixel(reached + part.value)];
        reached += part.value;
        const bar = {
          data: none,
          mark: { type: 'rect', color: LIGHT[part.role], stroke: LIGHT.paper, strokeWidth: 1 },
          encoding: { x: { value: from }, x2: { value: to }, y: { value: top }, y2: { value: top + BAR } },
        };
        const fits = part.word !== '' && textWidth(part.word, 12, 600) + 12 <= to - from;
        return fits
          ? [
              bar,
              words(part.word, (from + to) / 2, middle, {
                align: 'center',
                stroke: null,
                fontSize: 12,
                fontWeight: 600,
                color: WORDS_ON_DARK.includes(part.role) ? LIGHT.paper : LIGHT.onlight,
              }),
            ]
          : [bar];
      });
    const whisker =
      row.whisker === null
        ? []
        : [
            {
              data: none,
              mark: { type: 'rule', color: LIGHT.ink, strokeWidth: 1.5 },
              encoding: {
                x: { value: pixel(Math.max(0, row.whisker[0])) },
                x2: { value: pixel(row.whisker[1]) },
                y: { value: middle },
              },
            },
          ];
    const end = pixel(Math.max(reached, row.whisker?.[1] ?? 0)) + 8;
    const name = above
      ? [
          words(
            fitted(frame.narrow || row.rest === '' ? row.name : row.name, 12.5, frame.width - (frame.narrow ? 4 : 8)),
            0,
            top - 12,
            {},
          ),
        ]
      : [words(fitted(row.name, 12.5, left - 12), -12, middle, { align: 'right' })];
    const rest =
      row.rest === ''
        ? []
        : above
          ? textWidth(row.name, 12.5) + textWidth(row.rest, 12) + 12 < frame.width
            ? [words(row.rest, textWidth(row.name, 12.5) + 12, top - 12, { fontSize: 12, color: LIGHT.muted })]
            : []
          : [words(row.rest, end + textWidth(row.figure, 15, 600) + 6, middle, { color: LIGHT.muted })];
    return [...parts, ...whisker, ...name, words(row.figure, end, middle, { fontSize: 15, fontWeight: 600 }), ...rest];
  });
  return {
    padding: { left, right: 0, top: 4, bottom: 44 },
    autosize: { type: 'none', contains: 'content' },
    width: plot,
    height,
    layer: [
      {
        data: { values: [{ x: 0 }] },
        mark: { type: 'point', opacity: 0 },
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            title: axisTitle,
            scale: { domain, nice: false },
            axis: {
              values: ticks.values,
              tickCount: ticks.values.length,
              labelExpr: money ? `'$' + ${labelled(ticks)}` : labelled(ticks),
              grid: true,
              labelFlush: true,
            },
          },
        },
      },
      ...marks,
    ],
  };
};
