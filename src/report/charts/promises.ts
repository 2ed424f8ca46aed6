/** Every promise on a log scale: median to p99 in grey, what was reached with its interval, the limit as a black tick. */
import type { PromiseResult, RunResult } from '../../measure/result.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { promisesFinding } from '../findings.js';
import { JUDGEMENT_WORDS, judge, missedBy, PROMISE_WORDS, percentileName } from '../judgement.js';
import { fitted, textWidth } from '../lettering.js';
import { delay, limit, timed } from '../numbers.js';
import { LIGHT, type Role } from '../theme.js';
import { labelled, logarithmic } from './scale.js';

const MOST_ROWS = 12;
const none = { values: [{}] };

const strain = (promise: PromiseResult): number =>
  promise.reached === null ? 0 : promise.reached.value / promise.limit;

/** The rows of one panel: the promises nearest to their limits where there are many, in the order given. */
const rowsOf = (result: RunResult, measure: PromiseResult['measure']): readonly PromiseResult[] => {
  const all = result.promises.filter((promise) => promise.measure === measure && promise.reached !== null);
  const kept = [...all].sort((a, b) => strain(b) - strain(a)).slice(0, MOST_ROWS);
  return all.filter((promise) => kept.includes(promise));
};

const ROLES: Readonly<Record<ReturnType<typeof judge>, Role>> = {
  kept: 'good',
  missed: 'bad',
  unsure: 'ink',
  untested: 'muted',
};

const panel = (result: RunResult, measure: PromiseResult['measure'], frame: Frame, width: number): Spec => {
  const rows = rowsOf(result, measure);
  const left = frame.narrow
    ? 0
    : Math.min(width * 0.3, Math.max(...rows.map((row) => textWidth(row.stream, 12.5)))) + 14;
  const pitch = frame.narrow ? 58 : 44;
  const height = rows.length * pitch + 6;
  const plot = width - left - 8;
  const spans = rows.map((promise) => {
    const stream = result.streams.find((one) => one.name === promise.stream);
    const spread = stream?.[measure] ?? null;
    const bar = spread === null ? null : ([spread.p50.value, spread.p99.value] as const);
    const values = [promise.limit, promise.reached!.value, ...(promise.reached!.interval ?? []), ...(bar ?? [])].filter(
      (value) => value > 0,
    );
    return { promise, bar, values };
  });
  const every = spans.flatMap(({ values }) => values);
  const ticks = logarithmic(
    Math.min(...every),
    Math.max(...every),
    (value) =>
      delay(value)
        .replace(/(\.\d*?)0+(?=\D)/, '$1')
        .replace(/\.(?=\D)/, ''),
    Math.max(3, Math.floor(plot / 62)),
  );
  const [low, high] = [Math.log(ticks.domain[0]), Math.log(ticks.domain[1])];
  const pixel = (value: number) => ((Math.log(Math.max(value, ticks.domain[0])) - low) / (high - low)) * plot;
  const at = (x: number, y: number, mark: object): Spec => ({
    data: none,
    mark,
    encoding: { x: { value: x }, y: { value: y } },
  });
  const across = (from: number, to: number, y: number, mark: object): Spec => ({
    data: none,
    mark,
    encoding: { x: { value: from }, x2: { value: to }, y: { value: y } },
  });
  const marks = spans.flatMap(({ promise, bar }, index) => {
    const y = index * pitch + (frame.narrow ? 42 : 28);
    const judged = judge(promise);
    const role = ROLES[judged];
    const reached = promise.reached!;
    const value = `${timed(reached).value}${judged === 'missed' ? ' ✗' : judged === 'kept' ? ' ✓' : ''}`;
    const half = textWidth(value, 12.5, 600) / 2;
    const words = Math.min(plot - half, Math.max(half, pixel(reached.value)));
    return [
      ...(bar === null
        ? []
        : [
            across(pixel(bar[0]), pixel(bar[1]), y, {
              type: 'rule',
              color: LIGHT.hair,
              strokeWidth: 7,
              strokeCap: 'round',
            }),
            ...bar.map((end) =>
              at(pixel(end), y, { type: 'point', shape: 'circle', size: 24, filled: true, color: LIGHT.faint }),
            ),
          ]),
      ...(reached.interval === null
        ? []
        : [
            across(pixel(reached.interval[0]), pixel(reached.interval[1]), y, {
              type: 'rule',
              color: LIGHT[role],
              strokeWidth: 8,
              opacity: 0.28,
            }),
          ]),
      {
        data: none,
        mark: { type: 'rule', color: LIGHT.ink, strokeWidth: 2 },
        encoding: { x: { value: pixel(promise.limit) }, y: { value: y - 10 }, y2: { value: y + 10 } },
      },
      at(pixel(reached.value), y, {
        type: 'point',
        shape: judged === 'missed' ? 'diamond' : 'circle',
        size: 80,
        filled: true,
        color: LIGHT[role],
      }),
      at(words, y - 17, {
        type: 'text',
        baseline: 'middle',
        text: value,
        fontWeight: 600,
        color: LIGHT[role],
        stroke: LIGHT.paper,
        strokeWidth: 3.5,
      }),
      frame.narrow
        ? at(0, y - 34, { type: 'text', align: 'left', baseline: 'middle', text: fitted(promise.stream, 12.5, plot) })
        : at(-12, y, {
            type: 'text',
            align: 'right',
            baseline: 'middle',
            text: fitted(promise.stream, 12.5, left - 13),
          }),
    ];
  });
  return {
    title: {
      text: `${PROMISE_WORDS[measure].heading}, ${[...new Set(rows.map((row) => percentileName(row.percentile)))].join(' and ')}`,
      offset: 8,
    },
    width: plot,
    height,
    layer: [
      {
        data: { values: [{ x: 1 }] },
        mark: { type: 'point', opacity: 0 },
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            title: null,
            scale: { type: 'log', domain: ticks.domain, nice: false },
            axis: {
              values: ticks.values,
              tickCount: ticks.values.length,
              labelExpr: labelled(ticks),
              grid: true,
              labelFlush: true,
              labelOverlap: false,
            },
          },
        },
      },
      ...marks,
    ],
  };
};

const drawnBy = (result: RunResult, frame: Frame): Spec => {
  const measures = (['ttft', 'tpot', 'e2e'] as const).filter((measure) => rowsOf(result, measure).length > 0);
  const independent = { resolve: { scale: { x: 'independent', y: 'independent' } } };
  if (frame.narrow)
    return {
      vconcat: measures.map((measure) => panel(result, measure, frame, frame.width)),
      spacing: 22,
      ...independent,
    };
  const width = (frame.width - 28 * (measures.length - 1)) / measures.length;
  return { hconcat: measures.map((measure) => panel(result, measure, frame, width)), spacing: 28, ...independent };
};

export const promisesFigure = (result: RunResult): Figure | null => {
  if (!result.promises.some((promise) => promise.reached !== null)) return null;
  const hidden = (['ttft', 'tpot', 'e2e'] as const).some(
    (measure) =>
      result.promises.filter((promise) => promise.measure === measure && promise.reached !== null).length > MOST_ROWS,
  );
  return {
    code: 'promises',
    finding: promisesFinding(result),
    subtitle:
      'One row a stream, log scale. Grey: median to p99. Mark: what was reached, with its 95% interval. Tall tick: the promise.',
    note: hidden ? `The ${MOST_ROWS} rows nearest to their limits are drawn; the table has all.` : '',
    label: `${promisesFinding(result)}. ${result.promises.map((promise) => `${promise.stream}, ${PROMISE_WORDS[promise.measure].name}: ${promise.reached === null ? 'not tested' : `${delay(promise.reached.value)} of ${limit(promise.limit)}, ${JUDGEMENT_WORDS[judge(promise)].word}`}`).join('; ')}.`,
    table: promiseTable(result),
    how: [
      'A promise is kept when the whole interval of the percentile lies within its limit, missed when the whole interval lies past it; between the two we cannot tell.',
    ],
    draw: (frame) => ({ spec: drawnBy(result, frame) }),
  };
};

export const promiseTable = (result: RunResult): Figure['table'] => ({
  columns: [
    { name: 'Stream', numeric: false },
    { name: 'Promise', numeric: false },
    ...['Limit', 'Reached', '95% interval'].map((name) => ({ name, numeric: true })),
    { name: 'Verdict', numeric: false },
  ],
  rows: result.promises.map((promise) => [
    promise.stream,
    `${PROMISE_WORDS[promise.measure].name}, ${percentileName(promise.percentile)}`,
    limit(promise.limit),
    promise.reached === null ? '—' : timed(promise.reached).value,
    (promise.reached === null ? null : timed(promise.reached).range) ?? '—',
    `${JUDGEMENT_WORDS[judge(promise)].mark} ${JUDGEMENT_WORDS[judge(promise)].word}${judge(promise) === 'missed' ? ` by ${missedBy(promise)}` : ''}`,
  ]),
});
