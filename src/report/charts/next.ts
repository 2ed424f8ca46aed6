/** What the next million tokens cost beside what a million costs on average. */
import type { RunResult } from '../../measure/result.js';
import type { Figure } from '../figure.js';
import { nextFinding } from '../findings.js';
import { delay, dollars, figures, percent, perMillion, quantity, TOKEN_LADDER } from '../numbers.js';
import { type BarRow, horizontalBars } from './bars.js';
import { COST_KEY } from './boundary.js';

const change = (seconds: number): string => `${seconds < 0 ? '−' : '+'}${delay(Math.abs(seconds))}`;

export const nextFigure = (result: RunResult): Figure | null => {
  const next = result.nextTokens;
  const full = result.boundaries.find((boundary) => boundary.code === 'fullTco');
  if (next?.perOutputToken == null || full?.perOutputToken == null || full.total === 0) return null;
  const scale = (full.perOutputToken * 1e6) / full.total;
  const interval = next.perOutputToken.interval;
  const million = {
    value: next.perOutputToken.value * 1e6,
    interval: interval === null ? null : ([interval[0] * 1e6, interval[1] * 1e6] as const),
  };
  const shown = `$${figures(million.value, million.interval)}`;
  const rows: BarRow[] = [
    {
      name: 'A million on average',
      parts: (['electricity', 'operations', 'building', 'chips'] as const).map((part) => ({
        role: part,
        value: full[part] * scale,
        word: part,
      })),
      figure: perMillion(full.perOutputToken * 1e6),
      rest: 'full cost',
      whisker: null,
    },
    {
      name: 'Electricity of that',
      parts: [{ role: 'electricity', value: full.electricity * scale, word: '' }],
      figure: perMillion(full.electricity * scale),
      rest: 'the bill, shared out',
      whisker: null,
    },
    {
      name: 'The next million',
      parts: [{ role: 'accent', value: Math.max(0, million.value), word: '' }],
      figure: shown,
      rest: 'same fleet, more demand',
      whisker: million.interval,
    },
  ];
  const step = `${Number((next.demandStep * 100).toPrecision(3))}%`;
  return {
    code: 'next',
    finding: nextFinding(result),
    subtitle: `USD per million output tokens. Blue: added dollars over added tokens when the same day is run with ${step} more demand. Whisker: 95% interval.`,
    key: [...COST_KEY, { role: 'accent', name: 'Added by more demand' }],
    note:
      next.ttftP95Change === null
        ? ''
        : `With ${step} more demand, the slowest p95 first token changes by ${change(next.ttftP95Change)}.`,
    label: `${nextFinding(result)}. A million costs ${perMillion(full.perOutputToken * 1e6)} on average.`,
    table: {
      columns: [
        { name: 'Measure', numeric: false },
        { name: 'Value', numeric: true },
      ],
      rows: [
        ['Demand added', step],
        ['Output tokens added', quantity(next.addedOutputTokens, TOKEN_LADDER)],
        ['Dollars added', dollars(next.addedDollars.value, next.addedDollars.interval)],
        ['USD per M added', shown],
        ['Share of the mean', percent(next.perOutputToken.value / full.perOutputToken)],
        ['Change of p95 first token', next.ttftP95Change === null ? '—' : change(next.ttftP95Change)],
      ],
    },
    how: [
      'The run is repeated with the same chance and more demand. Added dollars over added output tokens is the cost of the next token (short-run marginal cost): chips and building are already there, so electricity is nearly all of it.',
    ],
    draw: (frame) => ({ spec: horizontalBars(rows, frame, 'USD per million output tokens', true) }),
  };
};
