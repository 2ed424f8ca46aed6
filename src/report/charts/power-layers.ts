/** The draw of a site as layers: one for each chip class, then cooling and losses; never more than seven. */
import type { RunResult } from '../../measure/result.js';
import type { Frame, Spec } from '../figure.js';
import { columnOf, family } from '../series.js';
import { LIGHT, type Role } from '../theme.js';
import { type EndLabel, rowsOf, X, y } from './panel.js';

interface PowerLayer {
  readonly name: string;
  readonly role: Role;
  readonly values: readonly (number | null)[];
}

const MOST_LAYERS = 7;

const added = (lists: readonly (readonly (number | null)[])[]): (number | null)[] =>
  (lists[0] ?? []).map((_, index) =>
    lists.reduce<number | null>((sum, list) => (list[index] == null ? sum : (sum ?? 0) + list[index]!), null),
  );

/** Layers from the bottom up; small classes beyond the seventh are summed. */
export const powerLayers = (result: RunResult): readonly PowerLayer[] => {
  const classes = family(result.series, 'itPower:').map(({ of, column }) => {
    const pool = result.pools.find((one) => one.name === of);
    return {
      name:
        result.pools.filter((one) => one.chip.id === pool?.chip.id).length > 1 || pool === undefined
          ? of
          : pool.chip.name,
      role: (pool?.chip.family ?? 'chips') as Role,
      values: column.values,
    };
  });
  const sum = (layer: PowerLayer) => layer.values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const bySize = [...classes].sort((a, b) => sum(b) - sum(a));
  const kept = bySize.slice(0, MOST_LAYERS - 2);
  const rest = bySize.slice(MOST_LAYERS - 2);
  const shown: PowerLayer[] = classes.filter((layer) => kept.includes(layer));
  if (rest.length > 0)
    shown.push({ name: `${rest.length} more pools`, role: 'chips', values: added(rest.map((layer) => layer.values)) });
  const site = columnOf(result.series, 'sitePower');
  if (site !== null && classes.length > 0) {
    const chips = added(classes.map((layer) => layer.values));
    shown.push({
      name: 'cooling and losses',
      role: 'overhead',
      values: site.values.map((value, index) =>
        value === null || chips[index] == null ? null : Math.max(0, value - chips[index]!),
      ),
    });
  }
  return shown;
};

/** The layers as stacked areas with their labels at the right end. */
export const powerStack = (
  result: RunResult,
  layers: readonly PowerLayer[],
  scale: number,
  frame: Frame,
): { readonly marks: Spec[]; readonly labels: EndLabel[]; readonly top: number } => {
  const base = new Map<number, number>();
  const marks: Spec[] = [];
  const labels: EndLabel[] = [];
  for (const layer of layers) {
    const rows = rowsOf(result.series, layer.values, scale, frame).map(({ hour, value }) => {
      const low = base.get(hour) ?? 0;
      base.set(hour, low + value);
      return { hour, low, high: low + value };
    });
    marks.push({
      data: { values: rows },
      mark: { type: 'area', color: LIGHT[layer.role], stroke: LIGHT.paper, strokeWidth: 0.75 },
      encoding: { x: X, y: y('low'), y2: { field: 'high' } },
    });
    const last = rows.at(-1);
    labels.push({
      text: layer.name,
      role: layer.role,
      at: last === undefined ? 0 : (last.low + last.high) / 2,
      swatch: true,
    });
  }
  return { marks, labels, top: Math.max(0, ...base.values()) };
};
