/** Cost against latency: every fleet on the front, from the longest promise to the shortest, with the one that was chosen. */
import type { Planned } from '../../study/planning/plan.js';
import { fromZero, labelled, logarithmic } from '../charts/scale.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { textWidth } from '../lettering.js';
import { fixed, perMillion } from '../numbers.js';
import { LIGHT } from '../theme.js';
import { FRONT_HEAD, frontCells } from './words.js';

const HEIGHT = 260;
const LEFT = 48;
const RIGHT = 24;

/** Fleets far dearer than the one chosen would press all others to the ground; the table has them. */
const MOST_DEAR = 5;
const drawnOf = ({ front, chosen }: Planned): Planned['front'] =>
  front.filter(({ perOutputToken }) => perOutputToken <= MOST_DEAR * (chosen ?? front[0]!).perOutputToken);

const specOf = (planned: Planned, frame: Frame): Spec => {
  const { chosen } = planned;
  const points = drawnOf(planned).map((fleet) => ({ strain: fleet.strain, cost: fleet.perOutputToken * 1e6 }));
  const plot = frame.width - LEFT - RIGHT;
  const strains = [...points.map(({ strain }) => strain), 1];
  const across = logarithmic(
    Math.min(...strains),
    Math.max(...strains),
    (value) => `× ${value}`,
    Math.max(3, Math.floor(plot / 70)),
  );
  const up = fromZero(Math.max(...points.map(({ cost }) => cost)), 4);
  /** A fleet serves every promise longer than what it reaches, until a cheaper one does: steps, not slopes. */
  const steps = [...points, { strain: across.domain[1], cost: points[0]!.cost }].sort((a, b) => a.strain - b.strain);
  const x = {
    field: 'strain',
    type: 'quantitative',
    title: 'promise, as a multiple of the one asked',
    scale: { type: 'log', domain: across.domain, nice: false },
    axis: {
      values: across.values,
      tickCount: across.values.length,
      labelExpr: labelled(across),
      grid: true,
      labelOverlap: false,
    },
  };
  const y = {
    field: 'cost',
    type: 'quantitative',
    title: null,
    scale: { domain: up.domain, nice: false },
    axis: { values: up.values, labelExpr: labelled(up) },
  };
  const mine = chosen === null ? [] : [{ strain: chosen.strain, cost: chosen.perOutputToken * 1e6 }];
  const label = mine.map(({ cost }) => `chosen, ${perMillion(cost)}`)[0] ?? '';
  /** Below and left of the point, where the line never runs; above and right of it where that would leave the plot. */
  const at = mine.map(
    ({ strain }) => (Math.log(strain / across.domain[0]) / Math.log(across.domain[1] / across.domain[0])) * plot,
  )[0];
  const isBelow = at !== undefined && at > textWidth(label, 12.5, 600) + 14;
  return {
    title: { text: 'USD per M output tokens', offset: 10 },
    width: plot,
    height: HEIGHT,
    layer: [
      {
        data: { values: [{ strain: 1 }] },
        mark: { type: 'rule', color: LIGHT.ink, strokeDash: [4, 4], strokeWidth: 1 },
        encoding: { x },
      },
      {
        data: { values: [{}] },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 6, color: LIGHT.muted, text: 'asked', fontSize: 12 },
        encoding: {
          x: { value: (Math.log(1 / across.domain[0]) / Math.log(across.domain[1] / across.domain[0])) * plot },
          y: { value: 2 },
        },
      },
      {
        data: { values: steps },
        mark: { type: 'line', interpolate: 'step-after', color: LIGHT.muted, strokeWidth: 1.5 },
        encoding: { x, y },
      },
      {
        data: { values: points },
        mark: { type: 'point', filled: true, size: 46, color: LIGHT.ink },
        encoding: { x, y },
      },
      {
        data: { values: mine },
        mark: { type: 'point', shape: 'diamond', filled: true, size: 150, color: LIGHT.accent },
        encoding: { x, y },
      },
      {
        data: { values: mine },
        mark: {
          type: 'text',
          align: isBelow ? 'right' : 'left',
          baseline: isBelow ? 'top' : 'bottom',
          dx: isBelow ? -8 : 10,
          dy: isBelow ? 8 : -8,
          fontWeight: 600,
          color: LIGHT.accent,
          stroke: LIGHT.paper,
          strokeWidth: 3.5,
          text: label,
        },
        encoding: { x, y },
      },
    ],
  };
};

const findingOf = ({ front, chosen }: Planned): string => {
  const own = chosen ?? front[0]!;
  const half = front.find(({ strain }) => strain <= own.strain / 2);
  const next = half ?? front.at(-1)!;
  if (next.strain >= own.strain)
    return `No fleet simulated answers sooner than the one chosen, ${perMillion(own.perOutputToken * 1e6)} per M output tokens`;
  const ratio = next.perOutputToken / own.perOutputToken;
  return `Answers in ${fixed(next.strain / own.strain, 2)} of the chosen fleet’s time cost ${fixed(ratio, 2)} times as much`;
};

/** null where nothing was simulated. */
export const frontFigure = (planned: Planned): Figure | null => {
  if (planned.front.length === 0) return null;
  const finding = findingOf(planned);
  return {
    code: 'front',
    finding,
    subtitle:
      'Full cost per million output tokens of the cheapest fleet for every length of the promises, all as one multiple of those asked; log scale across. Each dot is a fleet that was simulated.',
    note: 'All promises of all streams are stretched or shortened together. Only fleets within the limits of power, money and chips are drawn, up to five times as dear as the one chosen.',
    label: `${finding}. ${planned.front.map(({ strain, perOutputToken }) => `× ${fixed(strain, 2)}: ${perMillion(perOutputToken * 1e6)}`).join('; ')}.`,
    table: {
      columns: FRONT_HEAD.map((name, row) => ({ name, numeric: row > 0 && row < 4 })),
      rows: frontCells(planned),
    },
    how: [
      'Every layout of every class of chips is worked out in closed form; the cheapest at a grid of latencies are simulated at up to ten shares of their capacity.',
      'A fleet’s place across is the largest of what its streams reached over what they were promised: at × 1 the promise is just kept.',
      'Costs are those of the simulated time: electricity by its meters, chips and building as annuities.',
    ],
    draw: (frame) => ({ spec: specOf(planned, frame) }),
  };
};
