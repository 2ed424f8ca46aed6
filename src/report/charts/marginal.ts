/** Pictures of marginal cost: against output, by hour, and the bill by who causes it. */
import type { Estimate } from '../../measure/result.js';
import type { Marginals } from '../../study/marginal.js';
import { isSure, perMillionSpread } from '../comparison.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { clock } from '../marginal.js';
import { dollars, figures, MISSING, percent } from '../numbers.js';
import { LIGHT } from '../theme.js';
import { horizontalBars } from './bars.js';

const CENTS = 1e8;

/** A block of output with the cost of its tokens: cents per million, tokens per second. */
interface Block {
  readonly begin: number;
  readonly end: number;
  readonly cost: number;
  readonly low: number;
  readonly high: number;
}

const blockOf = (begin: number, end: number, { value, interval }: Estimate): Block => ({
  begin,
  end,
  cost: value * CENTS,
  low: (interval?.[0] ?? value) * CENTS,
  high: (interval?.[1] ?? value) * CENTS,
});

/** Blocks as steps from zero, with bands for their intervals and, where given, a dashed line where demand stands. */
const steps = (
  blocks: readonly Block[],
  frame: Frame,
  axis: { readonly x: string; readonly labels?: string },
  demand: number | null,
): Spec => {
  const left = 52;
  const most = Math.max(...blocks.map(({ high }) => high));
  const x = {
    type: 'quantitative',
    title: axis.x,
    scale: { domain: [Math.min(0, blocks[0]!.begin), blocks.at(-1)!.end], nice: false },
    axis: { tickCount: frame.narrow ? 4 : 8, ...(axis.labels === undefined ? {} : { labelExpr: axis.labels }) },
  };
  const y = { type: 'quantitative', title: null, scale: { domain: [0, most * 1.12] } };
  return {
    padding: { left, right: 24, top: 28, bottom: 44 },
    autosize: { type: 'none', contains: 'content' },
    width: frame.width - left - 24,
    height: frame.narrow ? 200 : 260,
    data: { values: blocks },
    layer: [
      {
        mark: { type: 'rect', color: LIGHT.electricity, opacity: 0.28 },
        encoding: {
          x: { field: 'begin', ...x },
          x2: { field: 'end' },
          y: { field: 'low', ...y },
          y2: { field: 'high' },
        },
      },
      {
        mark: { type: 'rule', color: LIGHT.electricity, strokeWidth: 2.5 },
        encoding: { x: { field: 'begin', ...x }, x2: { field: 'end' }, y: { field: 'cost', ...y } },
      },
      ...(demand === null
        ? []
        : [
            {
              data: { values: [{ demand }] },
              mark: { type: 'rule', color: LIGHT.ink, strokeDash: [5, 4], strokeWidth: 1 },
              encoding: { x: { field: 'demand', ...x } },
            },
            {
              data: { values: [{ demand }] },
              mark: {
                type: 'text',
                text: 'demand',
                align: 'right',
                dx: -6,
                baseline: 'top',
                color: LIGHT.ink,
                stroke: LIGHT.paper,
                strokeWidth: 3.5,
              },
              encoding: { x: { field: 'demand', ...x }, y: { value: 2 } },
            },
          ]),
    ],
  };
};

const cents = (found: Estimate | null): string => (found === null ? MISSING : perMillionSpread(found, true));

/** Marginal cost against output of one site or, cheapest block first, of several. */
export const supplyFigure = (sites: readonly Marginals[]): Figure | null => {
  const blocks = sites.flatMap(({ name, supply: { points } }) =>
    points.flatMap(({ marginal, rate, scale }, row) =>
      marginal === null || rate.value <= points[row - 1]!.rate.value
        ? []
        : [{ site: name, scale, width: rate.value - points[row - 1]!.rate.value, marginal }],
    ),
  );
  if (blocks.length === 0) return null;
  const merged = sites.length > 1;
  if (merged) blocks.sort((one, two) => one.marginal.value - two.marginal.value);
  let reached = 0;
  const drawn = blocks.map(({ width, marginal }) => {
    const from = reached;
    reached += width;
    return blockOf(from, reached, marginal);
  });
  const demand = merged ? null : (sites[0]!.supply.points.find(({ scale }) => scale === 1)?.rate.value ?? null);
  const [first, last] = [blocks[0]!, blocks.at(-1)!];
  const finding = merged
    ? `Over ${sites.length} sites the cheapest tokens cost ${cents(first.marginal)} a million, the dearest ${cents(last.marginal)}`
    : isRising(first.marginal, last.marginal)
      ? 'The fuller the fleet, the dearer the next token'
      : isRising(last.marginal, first.marginal)
        ? 'The fuller the fleet, the cheaper the next token: busy chips share their weights'
        : 'The next token costs much the same at every level of demand';
  return {
    code: 'supply',
    finding,
    subtitle: `Electricity of the next output tokens, US cents a million, against tokens written per second. ${merged ? 'Blocks of all sites, cheapest first.' : 'Each step is what one level of demand adds to the level before; the line ends where the fleet is full.'} Bands: 95% over ${sites[0]!.replications} replications.`,
    note: '',
    label: finding,
    table: {
      columns: [
        { name: 'Site', numeric: false },
        { name: 'Demand', numeric: true },
        { name: 'Tokens per second', numeric: true },
        { name: 'Next million', numeric: true },
      ],
      rows: blocks.map(({ site, scale, width, marginal }) => [site, percent(scale), figures(width), cents(marginal)]),
    },
    how: [
      'The day is simulated at several levels of demand under the same draws; a step is the difference of two neighbouring bills over the difference of their tokens.',
      'A level at which queues do not drain has no step.',
    ],
    draw: (frame) => ({
      spec: steps(drawn, frame, { x: 'output tokens per second', labels: "format(datum.value, ',.3~s')" }, demand),
    }),
  };
};

/** Whether the second is surely above the first. */
const isRising = (one: Estimate, two: Estimate): boolean =>
  (one.interval?.[1] ?? one.value) < (two.interval?.[0] ?? two.value);

/** Electricity of the next output token by hour. */
export const hoursFigure = ({ blocks, replications }: Marginals): Figure | null => {
  const priced = blocks.flatMap(({ from, output }, row) =>
    output === null ? [] : [{ from, to: blocks[row + 1]?.from ?? from + (blocks[1]?.from ?? 3600), output }],
  );
  if (priced.length < 2) return null;
  const [dearest] = [...priced].sort((one, two) => two.output.value - one.output.value);
  const [cheapest] = [...priced].sort((one, two) => one.output.value - two.output.value);
  const finding = isSure({
    value: dearest!.output.value - cheapest!.output.value,
    interval: [
      (dearest!.output.interval?.[0] ?? 0) - (cheapest!.output.interval?.[1] ?? 0),
      (dearest!.output.interval?.[1] ?? 0) - (cheapest!.output.interval?.[0] ?? 0),
    ],
  })
    ? `The next token is dearest from ${clock(dearest!.from)} and cheapest from ${clock(cheapest!.from)}`
    : 'No hour is surely dearer than another';
  return {
    code: 'hours',
    finding,
    subtitle: `Electricity of the next million output tokens by hour from the start of the run, US cents. Bands: 95% over ${replications} replications.`,
    note: '',
    label: finding,
    table: {
      columns: [
        { name: 'From', numeric: false },
        { name: 'Output', numeric: true },
      ],
      rows: priced.map(({ from, output }) => [clock(from), cents(output)]),
    },
    how: [
      'Differences of the same pairs of days, hour by hour; work is counted in the hour it is done, and a charge for a peak is spread over the day.',
    ],
    draw: (frame) => ({
      spec: steps(
        priced.map(({ from, to, output }) => blockOf(from / 3600, to / 3600, output)),
        frame,
        { x: 'hour' },
        null,
      ),
    }),
  };
};

/** The bill by who causes it: Aumann–Shapley shares that sum to it, and what nobody causes. */
export const jointFigure = ({ supply: { joint } }: Marginals): Figure | null => {
  if (joint === null || joint.total.value <= 0) return null;
  const rows = [
    ...joint.shares.map(({ stream, of, dollars: paid }) => ({ name: `${stream}, ${of}`, paid })),
    { name: 'nobody: an idle site', paid: joint.common },
  ];
  const [largest] = [...rows].sort((one, two) => two.paid.value - one.paid.value);
  const share = percent(largest!.paid.value / joint.total.value);
  const finding =
    largest!.paid === joint.common
      ? `${share} of the electricity bill is nobody’s: an idle site draws it`
      : `${share} of the electricity bill belongs to ${largest!.name}`;
  return {
    code: 'joint',
    finding,
    subtitle: `Electricity bill of ${dollars(joint.total.value)}, USD over the run, by stream and kind of token (Aumann–Shapley); the bars sum to the bill. Whiskers: 95%.`,
    note: '',
    label: finding,
    table: {
      columns: [
        { name: 'Who', numeric: false },
        { name: 'USD', numeric: true },
        { name: 'Share', numeric: true },
      ],
      rows: [
        ...rows.map(({ name, paid }) => [
          name,
          dollars(paid.value, paid.interval),
          percent(paid.value / joint.total.value),
        ]),
        ['the whole bill', dollars(joint.total.value), percent(1)],
      ],
    },
    how: [
      'Demand grows from nothing to what it is in three stretches; what each adds to the bill is split as the marginal costs in its middle say, so that the shares sum to the bill exactly.',
    ],
    draw: (frame) => ({
      spec: horizontalBars(
        rows.map(({ name, paid }) => ({
          name,
          parts: [{ role: 'electricity', value: Math.max(0, paid.value), word: '' }],
          figure: dollars(paid.value),
          rest: percent(paid.value / joint.total.value),
          whisker: paid.interval,
        })),
        frame,
        'USD',
        true,
      ),
    }),
  };
};
