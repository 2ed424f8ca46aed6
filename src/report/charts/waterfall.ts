/** How the cost of a million output tokens adds up: electricity, operations, building, chips, full cost. */
import type { RunResult } from '../../measure/result.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { waterfallFinding } from '../findings.js';
import { capital } from '../headline.js';
import { textWidth } from '../lettering.js';
import { dollars, figures, percent, perMillion } from '../numbers.js';
import { LIGHT, type Role } from '../theme.js';
import { fromZero, labelled } from './scale.js';

interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly role: Role;
  readonly label: string;
}

const none = { values: [{}] };

const drawnBy = (steps: readonly Step[], frame: Frame, title: string): Spec => {
  const height = frame.narrow ? 220 : 260;
  const ticks = fromZero(Math.max(...steps.map((step) => step.to)) * 1.1, 4);
  const left = frame.narrow ? 0 : 10 + Math.ceil(Math.max(...ticks.labels.map((label) => textWidth(`$${label}`, 12))));
  const plot = frame.width - left - 2;
  const pitch = plot / steps.length;
  const half = Math.min(46, pitch * 0.38);
  const y = (value: number) => height * (1 - value / ticks.domain[1]);
  const marks: Spec[] = steps.flatMap((step, index) => {
    const middle = (index + 0.5) * pitch;
    const text = (words: string, at: number, more: object): Spec => ({
      data: none,
      mark: { type: 'text', align: 'center', text: words, ...more },
      encoding: { x: { value: middle }, y: { value: at } },
    });
    const join =
      index === steps.length - 1
        ? []
        : [
            {
              data: none,
              mark: { type: 'rule', color: LIGHT.faint, strokeDash: [2, 2] },
              encoding: { x: { value: middle + half }, x2: { value: middle + pitch - half }, y: { value: y(step.to) } },
            },
          ];
    return [
      {
        data: none,
        mark: { type: 'rect', color: LIGHT[step.role] },
        encoding: {
          x: { value: middle - half },
          x2: { value: middle + half },
          y: { value: y(step.from) },
          y2: { value: y(step.to) },
        },
      },
      ...join,
      text(step.label, y(step.to) - 6, { baseline: 'bottom', fontWeight: 600, stroke: LIGHT.paper, strokeWidth: 3.5 }),
      text(step.name, height + 9, { baseline: 'top', fontSize: frame.narrow ? 12 : 12.5 }),
    ];
  });
  return {
    padding: { left, right: 2, top: 10, bottom: 30 },
    autosize: { type: 'none', contains: 'content' },
    width: plot,
    height,
    layer: [
      {
        data: { values: [{ y: 0 }] },
        mark: { type: 'point', opacity: 0 },
        encoding: {
          y: {
            field: 'y',
            type: 'quantitative',
            title: null,
            scale: { domain: ticks.domain, nice: false },
            axis: {
              values: ticks.values,
              tickCount: ticks.values.length,
              labels: !frame.narrow,
              labelExpr: `'$' + ${labelled(ticks)}`,
              grid: true,
            },
          },
        },
      },
      ...marks,
      {
        data: none,
        mark: { type: 'rule', color: LIGHT.faint },
        encoding: { x: { value: 0 }, x2: { value: plot }, y: { value: height } },
      },
    ],
    description: title,
  };
};

export const waterfallFigure = (result: RunResult): Figure | null => {
  const total = result.chain.dollars.reduce((sum, part) => sum + part.dollars, 0);
  const tokens = result.chain.tokens.written;
  if (total === 0) return null;
  const scale = tokens > 0 ? 1e6 / tokens : 1;
  const say = (value: number) => (tokens > 0 ? perMillion(value) : dollars(value));
  let reached = 0;
  const steps: Step[] = result.chain.dollars.map((part) => {
    const from = reached;
    reached += part.dollars * scale;
    return {
      name: part.part,
      from,
      to: reached,
      role: part.part,
      label: `${from === 0 ? '' : '+'}${say(part.dollars * scale)}`,
    };
  });
  steps.push({ name: 'full cost', from: 0, to: reached, role: 'muted', label: say(reached) });
  const subtitle =
    tokens > 0
      ? `USD per million output tokens, ${result.moneyYear} money; each step is added to the one before.`
      : `USD of the whole run, ${result.moneyYear} money; no token was written.`;
  return {
    code: 'parts',
    finding: waterfallFinding(result),
    subtitle,
    note: '',
    label: `${waterfallFinding(result)}. Full cost ${say(reached)}${tokens > 0 ? ' per million output tokens' : ''}.`,
    table: {
      columns: [
        { name: 'Part', numeric: false },
        ...['USD of the run', tokens > 0 ? 'USD per M output' : 'USD', 'Share'].map((name) => ({
          name,
          numeric: true,
        })),
      ],
      rows: [
        ...result.chain.dollars.map((part) => [
          capital(part.part),
          dollars(part.dollars),
          figures(part.dollars * scale),
          percent(part.dollars / total),
        ]),
        ['Full cost', dollars(total), figures(reached), '100%'],
      ],
    },
    how: [
      'Chips and building count as annuities over their lives; operations are staff, upkeep, software and insurance; electricity is the bill.',
    ],
    draw: (frame) => ({ spec: drawnBy(steps, frame, subtitle) }),
  };
};
