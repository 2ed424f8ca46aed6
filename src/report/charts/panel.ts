/** One small panel over the hours of a run: title, y axis from zero, clock axis shared with the panels below, direct labels in a gutter. */
import type { Series } from '../../measure/result.js';
import type { Frame, Spec } from '../figure.js';
import { fitted, spread, textWidth } from '../lettering.js';
import { spanOf } from '../series.js';
import { LIGHT, type Role } from '../theme.js';
import { clockTicks, labelled, type Ticks } from './scale.js';

const LETTERS = 12.5;

export interface Layout {
  readonly frame: Frame;
  readonly left: number;
  /** Room right of the plot for direct labels; a phone has none and gets a key above the panel. */
  readonly gutter: number;
  readonly plot: number;
}

/** The gutter is as wide as its longest label, within reason. */
export const layoutOf = (frame: Frame, labels: readonly string[]): Layout => {
  const left = frame.narrow ? 42 : 52;
  const longest = Math.max(0, ...labels.map((label) => textWidth(label, LETTERS, 600)));
  const right = frame.narrow ? 10 : Math.ceil(Math.min(frame.width * 0.33, Math.max(24, longest + 32)));
  return { frame, left, gutter: right, plot: frame.width - left - right };
};

/** A name to be written at the right end of its line or layer. */
export interface EndLabel {
  readonly text: string;
  readonly role: Role;
  /** Where it belongs, in the unit of the y axis. */
  readonly at: number;
  /** Set in ink with a swatch in the colour of the data, where the colour alone would be too pale to read. */
  readonly swatch: boolean;
}

export interface PanelContent {
  readonly title: string;
  readonly height: number;
  readonly y: Ticks;
  readonly layers: readonly Spec[];
  readonly labels: readonly EndLabel[];
  readonly last: boolean;
}

const endLabels = (content: PanelContent, layout: Layout): Spec[] => {
  const top = content.y.domain[1];
  const wished = content.labels.map((label) => content.height * (1 - Math.min(1, label.at / top)));
  const placed = spread(wished, 16, 6, content.height - 4);
  return content.labels.flatMap((label, index) => {
    const indent = label.swatch ? 24 : 10;
    const text = fitted(label.text, LETTERS, layout.gutter - indent - 4, 600);
    const words = {
      data: { values: [{}] },
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        fontWeight: 600,
        fontSize: LETTERS,
        color: label.swatch ? LIGHT.ink : LIGHT[label.role],
        text,
      },
      encoding: { x: { value: layout.plot + indent }, y: { value: placed[index]! } },
    };
    return label.swatch ? [square(layout.plot + 15, placed[index]!, label.role), words] : [words];
  });
};

const square = (x: number, y: number, role: Role): Spec => ({
  data: { values: [{}] },
  mark: { type: 'point', shape: 'square', size: 90, filled: true, color: LIGHT[role] },
  encoding: { x: { value: x }, y: { value: y } },
});

/** Names in rows above a narrow panel, between its title and its plot. */
const keyAbove = (content: PanelContent, layout: Layout): Spec[] => {
  let [x, row] = [0, 0];
  const room = layout.plot;
  const items = content.labels.map((label) => {
    const text = fitted(label.text, 12, room - 18);
    const wide = textWidth(text, 12) + 34;
    if (x > 0 && x + wide - 16 > room) [x, row] = [0, row + 1];
    const item = { text, role: label.role, x, row };
    x += wide;
    return item;
  });
  const rows = row + 1;
  return items.flatMap((item) => {
    const y = -8 - (rows - 1 - item.row) * 17;
    return [
      square(item.x + 5, y, item.role),
      {
        data: { values: [{}] },
        mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 12, color: LIGHT.ink, text: item.text },
        encoding: { x: { value: item.x + 15 }, y: { value: y } },
      },
    ];
  });
};

const axes = (content: PanelContent, layout: Layout, series: Series): Spec => {
  const time = clockTicks(series, layout.plot);
  return {
    data: { values: [{ hour: 0 }] },
    mark: { type: 'point', opacity: 0 },
    encoding: {
      x: {
        field: 'hour',
        type: 'quantitative',
        title: null,
        scale: { domain: time.domain, nice: false },
        axis: {
          values: time.values,
          tickCount: time.values.length,
          labelExpr: labelled(time),
          labels: content.last,
          ticks: content.last,
          grid: true,
          labelFlush: true,
          labelOverlap: false,
          zindex: 0,
        },
      },
      y: {
        datum: 0,
        type: 'quantitative',
        title: null,
        scale: { domain: content.y.domain, nice: false },
        axis: {
          values: content.y.values,
          tickCount: content.y.values.length,
          grid: true,
          labelExpr: labelled(content.y),
          minExtent: layout.left - 6,
          maxExtent: layout.left - 6,
          labelOverlap: false,
        },
      },
    },
  };
};

/** Hours in which something was wrong: one red wash through all panels, named once. */
export interface Wash {
  readonly name: string;
  readonly stretches: readonly { readonly start: number; readonly end: number }[];
}

const WASH_OPACITY = 0.07;

const washed = ({ stretches }: Wash, height: number): Spec => ({
  data: { values: stretches },
  mark: { type: 'rect', color: LIGHT.bad, fillOpacity: WASH_OPACITY },
  encoding: {
    x: { field: 'start', type: 'quantitative', title: null },
    x2: { field: 'end' },
    y: { value: 0 },
    y2: { value: height },
  },
});

export const panel = (content: PanelContent, layout: Layout, series: Series): Spec => {
  const labels = layout.frame.narrow ? keyAbove(content, layout) : endLabels(content, layout);
  return {
    title: {
      text: fitted(content.title, 13, layout.plot + (layout.frame.narrow ? 0 : layout.gutter - 8), 600),
      offset: 10,
    },
    width: layout.plot,
    height: content.height,
    layer: [axes(content, layout, series), ...content.layers, ...labels],
  };
};

/** Several panels under one another on one time axis, and what went wrong through all of them. */
export const stackedPanels = (
  contents: readonly Omit<PanelContent, 'last'>[],
  layout: Layout,
  series: Series,
  wash: Wash | null = null,
): Spec => ({
  vconcat: contents.map((content, index) => {
    const layers = wash === null ? content.layers : [washed(wash, content.height), ...content.layers];
    const named = wash === null || index > 0 ? layers : [...layers, washName(wash, layout, series, content)];
    return panel({ ...content, layers: named, last: index === contents.length - 1 }, layout, series);
  }),
  spacing: 18,
  resolve: { scale: { x: 'independent', y: 'independent' } },
});

const washName = (
  { name, stretches }: Wash,
  layout: Layout,
  series: Series,
  { y: axis, height }: { readonly y: Ticks; readonly height: number },
): Spec => {
  const top = axis.domain[1];
  return callout(name, stretches[0]!.end, top, 'bad', layout, spanOf(series) / 3600, top, height);
};

export interface Row {
  readonly hour: number;
  readonly value: number;
}

/** Observed values as rows, in the unit asked for, thinned to what the drawing can show. */
export const rowsOf = (series: Series, values: readonly (number | null)[], scale: number, frame: Frame): Row[] => {
  const most = frame.width > 800 ? 288 : frame.width > 600 ? 144 : 96;
  const group = Math.max(1, Math.ceil(values.length / most));
  const rows: Row[] = [];
  for (let start = 0; start < values.length; start += group) {
    const seen = values.slice(start, start + group).filter((value) => value !== null);
    if (seen.length === 0) continue;
    const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
    rows.push({
      hour: ((start + Math.min(group, values.length - start) / 2) * series.interval) / 3600,
      value: mean * scale,
    });
  }
  return rows;
};

export const X = { field: 'hour', type: 'quantitative', title: null } as const;
export const y = (field: string) => ({ field, type: 'quantitative', title: null }) as const;

export const line = (
  rows: readonly Row[],
  role: Role,
  options: { readonly width?: number; readonly dash?: readonly number[] } = {},
): Spec => ({
  data: { values: rows },
  mark: {
    type: 'line',
    color: LIGHT[role],
    strokeWidth: options.width ?? 2,
    ...(options.dash === undefined ? {} : { strokeDash: options.dash }),
  },
  encoding: { x: X, y: y('value') },
});

export const area = (rows: readonly Row[], role: Role): Spec => ({
  data: { values: rows },
  mark: { type: 'area', color: LIGHT[role] },
  encoding: { x: X, y: y('value') },
});

/** A pale band between two rows of the same hours. */
export const band = (
  rows: readonly { readonly hour: number; readonly low: number; readonly high: number }[],
  role: Role,
): Spec => ({
  data: { values: rows },
  mark: { type: 'area', color: LIGHT[role], fillOpacity: 0.16 },
  encoding: { x: X, y: y('low'), y2: { field: 'high' } },
});

/** Words beside a point of the data, kept inside the plot, with a halo. */
export const callout = (
  text: string,
  hour: number,
  y: number,
  role: Role,
  layout: Layout,
  hours: number,
  top: number,
  height: number,
): Spec => {
  const x = (hour / hours) * layout.plot;
  const wide = textWidth(text, LETTERS, 600);
  const before = x > layout.plot / 2;
  const at = before ? Math.max(wide + 2, x - 8) : Math.min(layout.plot - wide - 2, x + 8);
  const pixel = Math.max(8, Math.min(height - 8, height * (1 - y / top)));
  return {
    data: { values: [{}] },
    mark: {
      type: 'text',
      text,
      align: before ? 'right' : 'left',
      baseline: 'middle',
      fontWeight: 600,
      fontSize: LETTERS,
      color: LIGHT[role],
      stroke: LIGHT.paper,
      strokeWidth: 3.5,
    },
    encoding: { x: { value: at }, y: { value: pixel } },
  };
};
