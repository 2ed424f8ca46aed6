/** First token and time between tokens over the hours of a run: median and p95 of each stream, with its promise. */
import type { PromiseResult, RunResult } from '../../measure/result.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { latencyFinding } from '../findings.js';
import { percentileName } from '../judgement.js';
import { delay, limit as limitText, rung, TIME_LADDER } from '../numbers.js';
import { columnOf, peakOf } from '../series.js';
import { LIGHT } from '../theme.js';
import { type EndLabel, type Layout, layoutOf, line, panel, rowsOf } from './panel.js';
import { fromZero } from './scale.js';
import { othersNote, shownStreams } from './streams.js';

const HEADINGS = { ttft: 'first token', tpot: 'between tokens' } as const;

const promiseOf = (result: RunResult, stream: string, measure: PromiseResult['measure']): PromiseResult | undefined =>
  result.promises.find((promise) => promise.stream === stream && promise.measure === measure);

const one = (
  result: RunResult,
  stream: string,
  measure: keyof typeof HEADINGS,
  layout: Layout,
  last: boolean,
): Spec | null => {
  const upper = columnOf(result.series, `${measure}.p95:${stream}`);
  const lower = columnOf(result.series, `${measure}.p50:${stream}`);
  const peak = peakOf(result.series, `${measure}.p95:${stream}`);
  if (upper === null || peak === null) return null;
  const promise = promiseOf(result, stream, measure);
  const far = promise !== undefined && promise.limit > 2.5 * peak.value;
  const top = Math.max(peak.value, promise === undefined || far ? 0 : promise.limit);
  const [unitScale, unit] = rung(top, TIME_LADDER.slice(2));
  const scale = 1 / unitScale;
  const high = rowsOf(result.series, upper.values, scale, layout.frame);
  const middle = lower === null ? [] : rowsOf(result.series, lower.values, scale, layout.frame);
  const labels: EndLabel[] = [
    { text: 'p95', role: 'ink', at: high.at(-1)?.value ?? 0, swatch: false },
    ...(middle.length === 0
      ? []
      : [{ text: 'median', role: 'muted' as const, at: middle.at(-1)!.value, swatch: false }]),
    ...(promise === undefined || far
      ? []
      : [
          {
            text: `promise ${percentileName(promise.percentile)}`,
            role: 'warn' as const,
            at: promise.limit * scale,
            swatch: false,
          },
        ]),
  ];
  const promised =
    promise === undefined || far
      ? []
      : [
          {
            data: { values: [{}] },
            mark: { type: 'rule', color: LIGHT.warn, strokeDash: [4, 3], strokeWidth: 1.25 },
            encoding: { y: { datum: promise.limit * scale, type: 'quantitative', title: null } },
          },
        ];
  return panel(
    {
      title: `${stream}, ${HEADINGS[measure]}, ${unit}${far ? ` (promise ${limitText(promise.limit)}, above)` : ''}`,
      height: 92,
      y: fromZero(top * scale, 3),
      layers: [...promised, line(middle, 'muted', { width: 1.5 }), line(high, 'ink')],
      labels,
      last,
    },
    layout,
    result.series,
  );
};

const drawnBy = (result: RunResult, frame: Frame): Spec => {
  const streams = shownStreams(result);
  const half: Frame = frame.narrow ? frame : { ...frame, width: (frame.width - 20) / 2 };
  const layout = layoutOf(half, ['promise p95']);
  const panels = (measure: keyof typeof HEADINGS): Spec[] =>
    streams.flatMap(({ name }, index) => {
      const drawing = one(result, name, measure, layout, frame.narrow || index === streams.length - 1);
      return drawing === null ? [] : [drawing];
    });
  const independent = { resolve: { scale: { x: 'independent', y: 'independent' } } };
  const column = (list: Spec[]): Spec => ({ vconcat: list, spacing: 18, ...independent });
  const [first, between] = [panels('ttft'), panels('tpot')];
  if (frame.narrow || between.length === 0) return column([...first, ...between]);
  return { hconcat: [column(first), column(between)], spacing: 20, ...independent };
};

export const latencyFigure = (result: RunResult): Figure | null => {
  const streams = shownStreams(result);
  if (streams.length === 0) return null;
  return {
    code: 'latency',
    finding: latencyFinding(result),
    subtitle: 'Median and 95th percentile of the requests served in each interval, from zero; dashed: the promise.',
    note: othersNote(result),
    label: latencyFinding(result),
    table: {
      columns: [
        { name: 'Stream', numeric: false },
        ...[
          'First token, median',
          'p90',
          'p95',
          'p99',
          'Between tokens, median',
          'p95',
          'p99',
          'Whole answer, median',
          'p95',
        ].map((name) => ({ name, numeric: true })),
      ],
      rows: result.streams.map(({ name, ttft, tpot, e2e }) => [
        name,
        ...[ttft?.p50, ttft?.p90, ttft?.p95, ttft?.p99, tpot?.p50, tpot?.p95, tpot?.p99, e2e?.p50, e2e?.p95].map(
          (value) => (value === undefined ? '—' : delay(value.value)),
        ),
      ]),
    },
    how: [
      'First token: from the arrival of a request to its first output token. Between tokens: the rest of the answer’s time over the tokens after the first.',
      'Percentiles are read from histograms of every simulated request, without warm-up.',
    ],
    draw: (frame) => ({ spec: drawnBy(result, frame) }),
  };
};
