/** Price at the meter and cost of the next kilowatt-hour at the rack, by time, and which unit gives it. */
import type { RunResult } from '../../measure/result.js';
import { JOULES_PER_KILOWATT_HOUR } from '../../units/quantity.js';
import type { Figure, Frame, Spec } from '../figure.js';
import { fixed } from '../numbers.js';
import { hourTable, rackFinding } from '../rack.js';
import { columnOf, date, family, spanOf } from '../series.js';
import { LIGHT, type Role } from '../theme.js';
import { type EndLabel, layoutOf, line, rowsOf, stackedPanels, X, y } from './panel.js';
import { fromZero } from './scale.js';
import { unitRole } from './unit-role.js';

const CENTS = JOULES_PER_KILOWATT_HOUR * 100;

const COSTS: readonly {
  readonly column: string;
  readonly name: string;
  readonly role: Role;
  readonly dash?: number[];
}[] = [
  { column: 'rackFull', name: 'with peaks', role: 'accent' },
  { column: 'rackEnergy', name: 'next, energy alone', role: 'electricity' },
  { column: 'price', name: 'price at the meter', role: 'muted', dash: [4, 3] },
];

export const rackFigure = (result: RunResult): Figure | null => {
  const { rack, series } = result;
  if (rack === null || rack.full === null || spanOf(series) === 0) return null;
  const hasPeaks = rack.hours.some(({ energy, full }) => energy !== full);
  const costs = COSTS.flatMap((one) => {
    const column = one.column === 'rackFull' && !hasPeaks ? null : columnOf(series, one.column);
    return column === null ? [] : [{ ...one, values: column.values }];
  });
  const units = family(series, 'next:');
  const draw = (frame: Frame): Spec => {
    const layout = layoutOf(frame, [...costs.map(({ name }) => name), ...units.map(({ of }) => of)]);
    const rows = costs.map(({ values }) => rowsOf(series, values, CENTS, frame));
    const most = Math.max(0, ...rows.flat().map(({ value }) => value));
    const lowest = Math.min(0, ...rows.flat().map(({ value }) => value));
    const scale = fromZero(most, 3);
    const labels: EndLabel[] = costs.map(({ name, role }, at) => ({
      text: name,
      role,
      at: rows[at]!.at(-1)?.value ?? 0,
      swatch: frame.narrow,
    }));
    const base = new Map<number, number>();
    const shares = units.map(({ of, column }) => ({
      of,
      rows: rowsOf(series, column.values, 100, frame).map(({ hour, value }) => {
        const low = base.get(hour) ?? 0;
        base.set(hour, low + value);
        return { hour, low, high: low + value };
      }),
    }));
    return stackedPanels(
      [
        {
          title: 'Cents a kilowatt-hour',
          height: 160,
          y: { ...scale, domain: [lowest * 1.06, scale.domain[1]] },
          layers: costs
            .map(({ role, dash }, at) => {
              const mark = line(rows[at]!, role, dash === undefined ? {} : { dash, width: 1.5 });
              return { ...mark, mark: { ...(mark.mark as object), interpolate: 'step', strokeCap: 'butt' } };
            })
            .reverse(),
          labels,
        },
        {
          title: 'Where the next one comes from, % of the time',
          height: 64,
          y: { values: [0, 50, 100], labels: ['0', '50', '100'], domain: [0, 100] },
          layers: shares.map(({ of, rows: values }) => ({
            data: { values },
            mark: {
              type: 'area',
              interpolate: 'step',
              color: LIGHT[unitRole(of)],
              stroke: LIGHT.paper,
              strokeWidth: 0.75,
            },
            encoding: { x: X, y: y('low'), y2: { field: 'high' } },
          })),
          labels: shares.map(({ of, rows: values }) => {
            const last = values.at(-1);
            return {
              text: of,
              role: unitRole(of),
              at: last === undefined ? 0 : (last.low + last.high) / 2,
              swatch: true,
            };
          }),
        },
      ],
      layout,
      series,
    );
  };
  return {
    code: 'rack',
    finding: rackFinding(result)!,
    subtitle: `${date(series.start)}, local time; means over ${fixed(series.interval / 60, 0)} minutes. Orange: its energy alone, at the rack. ${hasPeaks ? 'Blue: with what it adds to charges for peaks. ' : ''}Dashed: the price at the meter.`,
    note: '',
    label: rackFinding(result)!,
    table: hourTable(rack),
    how: [
      'Cost of the next joule on the site’s bus, by the unit that would give it, times the watts at the meter that one more watt of chips takes (marginal PUE).',
      'Own sun and wind that would be spilled cost nothing; a battery costs what its energy is worth and its wear; in scarcity a joule is worth the tokens it would write, at the price that covers the full cost.',
      'A charge for a peak falls on the windows within a hundredth of the month’s peak, as the bill settled it.',
    ],
    draw: (frame) => ({ spec: draw(frame) }),
  };
};
