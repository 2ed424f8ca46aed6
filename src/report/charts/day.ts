/** The hours of a run as six panels on one clock: arriving, output, waiting, power by class, price of electricity, first token. */
import type { RunResult, Series } from '../../measure/result.js';
import type { Figure, Frame, Spec, TableData } from '../figure.js';
import { dayFinding } from '../findings.js';
import { stateOf } from '../judgement.js';
import { delay, figures, fixed, type Ladder, POWER_LADDER, rung, TIME_LADDER, TOKEN_LADDER } from '../numbers.js';
import { clockAt, columnOf, date, peakOf, spanOf } from '../series.js';
import {
  area,
  band,
  callout,
  type EndLabel,
  type Layout,
  layoutOf,
  line,
  type PanelContent,
  rowsOf,
  stackedPanels,
  type Wash,
} from './panel.js';
import { powerLayers, powerStack } from './power-layers.js';
import { fromZero } from './scale.js';
import { othersNote, shownStreams } from './streams.js';

type Content = Omit<PanelContent, 'last'>;

const highest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

const inUnit = (most: number, ladder: Ladder): readonly [scale: number, unit: string] => {
  const [scale, unit] = rung(most, ladder);
  return [1 / scale, unit];
};

const flow = (
  result: RunResult,
  layout: Layout,
  name: string,
  title: (unit: string) => string,
  ladder: Ladder,
  role: 'ink' | 'decode',
): Content[] => {
  const column = columnOf(result.series, name);
  if (column === null) return [];
  const [scale, unit] = inUnit(highest(column.values), ladder);
  const rows = rowsOf(result.series, column.values, scale, layout.frame);
  const y = fromZero(highest(rows.map((row) => row.value)), 2);
  return [{ title: title(unit), height: 56, y, layers: [line(rows, role)], labels: [] }];
};

const WORDS: Readonly<Record<string, string>> = {
  tn: 'trillion ',
  bn: 'billion ',
  M: 'million ',
  k: 'thousand ',
  '': '',
};
const ARRIVALS: Ladder = [
  [1e6, 'M'],
  [1e4, 'k'],
  [1, ''],
];

const waiting = (result: RunResult, layout: Layout): Content[] => {
  const column = columnOf(result.series, 'waiting');
  const peak = peakOf(result.series, 'waiting');
  if (column === null || peak === null) return [];
  const rows = rowsOf(result.series, column.values, 1, layout.frame);
  const height = 64;
  const y = fromZero(Math.max(1, highest(rows.map((row) => row.value))), 2);
  const hours = spanOf(result.series) / 3600;
  const growing = stateOf(result) === 'overloaded';
  const words = growing
    ? 'still growing at the end'
    : `${figures(peak.value)} wait at ${clockAt(result.series, peak.index)}`;
  const layers: Spec[] = growing
    ? [
        band(
          rows.map(({ hour, value }) => ({ hour, low: 0, high: value })),
          'bad',
        ),
        line(rows, 'bad'),
      ]
    : [area(rows, 'faint')];
  const hour = growing ? hours * 0.55 : ((peak.index + 0.5) * result.series.interval) / 3600;
  const role = growing ? 'bad' : 'ink';
  if (peak.value >= 1)
    layers.push(
      callout(words, hour, Math.min(peak.value, y.domain[1] * 0.8), role, layout, hours, y.domain[1], height),
    );
  return [{ title: 'Requests waiting', height, y, layers, labels: [] }];
};

const power = (result: RunResult, layout: Layout): Content[] => {
  const layers = powerLayers(result);
  if (layers.length === 0) return [];
  const most =
    highest(columnOf(result.series, 'sitePower')?.values ?? []) ||
    highest(layers[0]!.values.map((_, index) => layers.reduce((sum, layer) => sum + (layer.values[index] ?? 0), 0)));
  const [scale, unit] = inUnit(most, POWER_LADDER);
  const stack = powerStack(result, layers, scale, layout.frame);
  return [
    {
      title: `Power by class, ${unit}`,
      height: 118,
      y: fromZero(stack.top, 3),
      layers: stack.marks,
      labels: stack.labels,
    },
  ];
};

/** Cents a kilowatt-hour from whatever unit the series is kept in. */
const centsPerKilowattHour = (unit: string): number => (unit === 'USD/kWh' ? 100 : unit === 'USD/MWh' ? 0.1 : 3.6e8);

const steps = (
  series: Series,
  values: readonly (number | null)[],
  scale: number,
): { hour: number; value: number }[] => {
  const rows = values.flatMap((value, index) =>
    value === null || (index > 0 && values[index - 1] === value)
      ? []
      : [{ hour: (index * series.interval) / 3600, value: value * scale }],
  );
  const last = values.findLast((value) => value !== null);
  return last == null ? rows : [...rows, { hour: spanOf(series) / 3600, value: last * scale }];
};

const price = (result: RunResult, layout: Layout): Content[] => {
  const column = columnOf(result.series, 'price');
  if (column === null) return [];
  const rows = steps(result.series, column.values, centsPerKilowattHour(column.unit));
  if (rows.length === 0) return [];
  const mark = line(rows, 'electricity');
  return [
    {
      title: layout.frame.narrow
        ? 'Price of electricity, cents a kWh'
        : 'Price of electricity at the site, cents a kWh',
      height: 56,
      y: fromZero(highest(rows.map((row) => row.value)), 2),
      layers: [{ ...mark, mark: { ...(mark.mark as object), interpolate: 'step-after', strokeCap: 'butt' } }],
      labels: [],
    },
  ];
};

const firstToken = (result: RunResult, layout: Layout): Content[] => {
  const shown = shownStreams(result);
  if (shown.length === 0) return [];
  const most = Math.max(...shown.map(({ name }) => peakOf(result.series, `ttft.p95:${name}`)?.value ?? 0));
  const [scale, unit] = inUnit(most, TIME_LADDER.slice(2));
  const layers: Spec[] = [];
  const labels: EndLabel[] = [];
  for (const { name, role } of shown) {
    const upper = rowsOf(result.series, columnOf(result.series, `ttft.p95:${name}`)!.values, scale, layout.frame);
    const lower = new Map(
      rowsOf(result.series, columnOf(result.series, `ttft.p50:${name}`)?.values ?? [], scale, layout.frame).map(
        (row) => [row.hour, row.value],
      ),
    );
    layers.push(
      band(
        upper.flatMap(({ hour, value }) => (lower.has(hour) ? [{ hour, low: lower.get(hour)!, high: value }] : [])),
        role,
      ),
      line(upper, role),
    );
    labels.push({ text: name, role, at: upper.at(-1)?.value ?? 0, swatch: false });
  }
  return [
    {
      title: layout.frame.narrow
        ? `First token, ${unit}: median to p95`
        : `First token, ${unit}: p95 line, band down to the median`,
      height: 84,
      y: fromZero(most * scale, 3),
      layers,
      labels,
    },
  ];
};

const table = (result: RunResult): TableData => {
  const { series } = result;
  const columns = [
    { name: 'arrivals', title: 'Arriving, requests/s', scale: 1 },
    { name: 'output', title: 'Output, tokens/s', scale: 1 },
    { name: 'waiting', title: 'Waiting, requests', scale: 1 },
    { name: 'sitePower', title: 'Power, MW', scale: 1e-6 },
    { name: 'price', title: 'Price, cents a kWh', scale: centsPerKilowattHour(columnOf(series, 'price')?.unit ?? '') },
    ...shownStreams(result).map(({ name }) => ({
      name: `ttft.p95:${name}`,
      title: `First token p95, ${name}, s`,
      scale: 1,
    })),
  ].flatMap((column) => {
    const found = columnOf(series, column.name);
    return found === null ? [] : [{ ...column, values: found.values }];
  });
  const every = Math.max(1, Math.round(spanOf(series) / series.interval / 24));
  const rows: string[][] = [];
  for (let index = 0; index < (series.columns[0]?.values.length ?? 0); index += every)
    rows.push([
      clockAt(series, index),
      ...columns.map(({ values, scale }) => {
        const seen = values.slice(index, index + every).filter((value) => value !== null);
        return seen.length === 0 ? '—' : figures((seen.reduce((sum, value) => sum + value, 0) / seen.length) * scale);
      }),
    ]);
  return {
    columns: [{ name: 'From', numeric: false }, ...columns.map(({ title }) => ({ name: title, numeric: true }))],
    rows,
  };
};

/** Hours in which supply was short; null where it never was. */
const shortHours = ({ shortage }: RunResult): Wash | null =>
  shortage === null || shortage.episodes.length === 0
    ? null
    : {
        name: 'power was short',
        stretches: shortage.episodes.map(({ from, to }) => ({ start: from / 3600, end: to / 3600 })),
      };

export const dayFigure = (result: RunResult): Figure | null => {
  if (spanOf(result.series) === 0) return null;
  const peak = peakOf(result.series, 'arrivals');
  const drawnBy = (frame: Frame): Spec => {
    const layout = layoutOf(
      frame,
      [...powerLayers(result), ...shownStreams(result)].map(({ name }) => name),
    );
    return stackedPanels(
      [
        ...flow(result, layout, 'arrivals', (unit) => `Requests arriving, ${WORDS[unit]}a second`, ARRIVALS, 'ink'),
        ...flow(result, layout, 'output', (unit) => `Output, ${WORDS[unit]}tokens a second`, TOKEN_LADDER, 'decode'),
        ...waiting(result, layout),
        ...power(result, layout),
        ...price(result, layout),
        ...firstToken(result, layout),
      ],
      layout,
      result.series,
      shortHours(result),
    );
  };
  return {
    code: 'day',
    finding: dayFinding(result),
    subtitle: `${date(result.series.start)}, local time; means over ${Math.round(result.series.interval / 60) >= 1 ? `${fixed(result.series.interval / 60, 0)} minutes` : delay(result.series.interval)}. Power is stacked. Prices are steps.`,
    note: othersNote(result),
    label: `${dayFinding(result)}. ${peak === null ? '' : `Arrivals are highest at ${clockAt(result.series, peak.index)}, ${figures(peak.value, null)} a second.`}`,
    table: table(result),
    how: [
      'Each value is the mean over its interval of local time. A percentile of an interval counts the requests whose first token fell into it.',
      ...(shortHours(result) === null
        ? []
        : ['Washed in red: hours in which chips were held back because the sources could not carry the load.']),
      'Cooling and losses are the power at the meter less the power of chips and servers.',
    ],
    draw: (frame) => ({ spec: drawnBy(frame) }),
  };
};
