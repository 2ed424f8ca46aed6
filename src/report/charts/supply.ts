/** Where the site's electricity comes from, hour by hour, and what its stores hold. */
import type { RunResult } from '../../measure/result.js';
import type { Figure, Frame, Spec, TableData } from '../figure.js';
import { ENERGY_LADDER, figures, fixed, POWER_LADDER, percent, quantity, rung } from '../numbers.js';
import { columnOf, date, family, spanOf } from '../series.js';
import { LIGHT, type Role } from '../theme.js';
import { type EndLabel, layoutOf, line, rowsOf, stackedPanels, X, y } from './panel.js';
import { fromZero } from './scale.js';
import { unitRole } from './unit-role.js';

interface Layer {
  readonly name: string;
  readonly role: Role;
  readonly values: readonly (number | null)[];
}

/** Grid at the bottom, then firm plants, battery, wind and sun on top. */
const RANK: readonly Role[] = [
  'grid',
  'hydro',
  'nuclear',
  'gas',
  'diesel',
  'operations',
  'building',
  'battery',
  'wind',
  'solar',
];

const layersOf = ({ series }: RunResult): readonly Layer[] => {
  const given = family(series, 'given:').map(({ of, column }) => ({
    name: of,
    role: unitRole(of),
    values: column.values,
  }));
  const discharged = columnOf(series, 'discharged');
  const layers = [
    ...given,
    ...(discharged === null ? [] : [{ name: 'out of storage', role: 'battery' as const, values: discharged.values }]),
  ];
  return layers
    .filter(({ values }) => values.some((value) => (value ?? 0) > 0))
    .sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role));
};

/** What left the site for the grid, out of what the layers gave. */
const soldOf = ({ series }: RunResult): readonly Layer[] => {
  const column = columnOf(series, 'exported');
  return column === null ? [] : [{ name: 'of it sold to the grid', role: 'grid', values: column.values }];
};

const energyOf = ({ values }: Layer, interval: number): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0) * interval, 0);

const finding = (layers: readonly Layer[], interval: number): string => {
  const given = layers.map((layer) => ({ layer, joules: energyOf(layer, interval) }));
  const most = given.reduce((best, one) => (one.joules > best.joules ? one : best));
  const whole = given.reduce((sum, { joules }) => sum + joules, 0);
  const name = most.layer.name;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} gives ${percent(most.joules / whole)} of the electricity, the most of all`;
};

const tableOf = (result: RunResult, layers: readonly Layer[]): TableData => {
  const { interval } = result.series;
  const whole = layers.reduce((sum, layer) => sum + energyOf(layer, interval), 0);
  return {
    columns: ['Source', 'Energy', 'Share', 'Most at once'].map((name, at) => ({ name, numeric: at > 0 })),
    rows: [...layers, ...soldOf(result)].map((layer) => [
      layer.name,
      quantity(energyOf(layer, interval), ENERGY_LADDER),
      percent(energyOf(layer, interval) / whole),
      quantity(Math.max(...layer.values.map((value) => value ?? 0)), POWER_LADDER),
    ]),
  };
};

/** null with a single source, or where nothing was given. */
export const supplyFigure = (result: RunResult): Figure | null => {
  const { series } = result;
  const layers = layersOf(result);
  if (family(series, 'given:').length === 0 || layers.length === 0 || spanOf(series) === 0) return null;
  const stores = family(series, 'stored:');
  const draw = (frame: Frame): Spec => {
    const layout = layoutOf(frame, [
      ...layers.map(({ name }) => name),
      ...stores.map(({ of }) => of),
      'drawn by the site',
    ]);
    const totals = layers[0]!.values.map((_, at) => layers.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
    const [scale, unit] = rung(Math.max(...totals), POWER_LADDER);
    const base = new Map<number, number>();
    const labels: EndLabel[] = [];
    const marks = layers.map(({ name, role, values }): Spec => {
      const rows = rowsOf(series, values, 1 / scale, frame).map(({ hour, value }) => {
        const low = base.get(hour) ?? 0;
        base.set(hour, low + value);
        return { hour, low, high: low + value };
      });
      const last = rows.at(-1)!;
      labels.push({ text: name, role, at: (last.low + last.high) / 2, swatch: true });
      return {
        data: { values: rows },
        mark: { type: 'area', interpolate: 'step', color: LIGHT[role], stroke: LIGHT.paper, strokeWidth: 0.75 },
        encoding: { x: X, y: y('low'), y2: { field: 'high' } },
      };
    });
    const site = rowsOf(series, columnOf(series, 'sitePower')?.values ?? [], 1 / scale, frame);
    const held = stores.map(({ of, column }) => ({ of, values: column.values }));
    const [energyScale, energyUnit] = rung(
      Math.max(1, ...held.flatMap(({ values }) => values.map((value) => value ?? 0))),
      ENERGY_LADDER,
    );
    const heldRows = held.map(({ values }) => rowsOf(series, values, 1 / energyScale, frame));
    return stackedPanels(
      [
        {
          title: `What each source gives, ${unit}; the line is what the site draws`,
          height: 180,
          y: fromZero(Math.max(...base.values(), ...site.map(({ value }) => value)), 3),
          layers: [...marks, line(site, 'ink', { width: 1.25 })],
          labels,
        },
        ...(held.length === 0
          ? []
          : [
              {
                title: `What is stored, ${energyUnit}`,
                height: 72,
                y: fromZero(Math.max(...heldRows.flat().map(({ value }) => value)), 2),
                layers: heldRows.map((rows) => line(rows, 'ink', { width: 1.5 })),
                labels: held.map(({ of }, at) => ({
                  text: of,
                  role: 'ink' as const,
                  at: heldRows[at]!.at(-1)?.value ?? 0,
                  swatch: false,
                })),
              },
            ]),
      ],
      layout,
      series,
    );
  };
  const found = finding(layers, series.interval);
  return {
    code: 'supply',
    finding: found,
    subtitle: `${date(series.start)}, local time; means over ${fixed(series.interval / 60, 0)} minutes, stacked. What is above the line goes into storage, out to the grid, or is lost.`,
    note: '',
    label: `${found}. ${layers.map((layer) => `${layer.name} ${figures(energyOf(layer, series.interval) / 3.6e9)} MWh`).join(', ')}.`,
    table: tableOf(result, layers),
    how: [
      'At each change of load, price or weather the site is served by merit order: what must run, then what costs least. Stores follow their policy.',
      'Power is as metered at the site, before cooling and losses; what is stored is what the cells hold at the end of each interval.',
    ],
    draw: (frame) => ({ spec: draw(frame) }),
  };
};
