/** A sweep in words and tables: the answer, one table of the points for people, one for programs. */
import { define } from '../measure/definitions.js';
import type { Estimate } from '../measure/result.js';
import type { Axis } from '../study/axis.js';
import type { Sweep, SweepPoint } from '../study/sweep.js';
import { perMillionSpread } from './comparison.js';
import {
  decimalsOf,
  ENERGY_LADDER,
  figures,
  type Ladder,
  MISSING,
  POWER_LADDER,
  plural,
  range,
  THIN,
  TIME_LADDER,
  TOKEN_LADDER,
  written,
} from './numbers.js';

const LADDERS: Readonly<Record<string, Ladder>> = {
  s: TIME_LADDER,
  W: POWER_LADDER,
  J: ENERGY_LADDER,
  token: TOKEN_LADDER,
};

const unitOf = (measure: string): string => define(measure)?.unit ?? '1';

/** A measure's value as people read it, without its interval. */
export const measured = (measure: string, value: number): string => spread(measure, { value, interval: null });

/** The same with its interval. */
export const spread = (measure: string, estimate: Estimate): string => {
  const unit = unitOf(measure);
  if (unit === 'USD/token') return perMillionSpread(estimate);
  const ladder = LADDERS[unit];
  if (ladder !== undefined) {
    const { value, unit: scaled, range: bounds } = written(estimate, ladder);
    return `${value}${bounds === null ? '' : ` (${bounds})`}${scaled === '' ? '' : THIN + scaled}`;
  }
  const { value, interval } = estimate;
  const bounds = interval === null ? '' : ` (${range(interval[0], interval[1], decimalsOf(value, interval))})`;
  return `${figures(value, interval)}${bounds}${unit === '1' ? '' : THIN + unit}`;
};

/** `cost.fullTco.perOutputToken, USD per million`. */
export const measureTitle = (measure: string): string => {
  const unit = unitOf(measure);
  return unit === '1' ? measure : `${measure}, ${unit === 'USD/token' ? 'USD per million tokens' : unit}`;
};

const isServed = ({ verdict }: SweepPoint): boolean => verdict !== 'OVERLOADED';

const placeText = (axes: readonly Axis[], point: SweepPoint): string =>
  axes.map(({ path }, axis) => `${path} ${point.values[axis]}`).join(', ');

/** Bold words, then the rest: where the measure is least and most, among the points that keep up. */
export const sweepAnswer = ({ axes, points }: Sweep, measure: string) => {
  const told = points.flatMap((point) => {
    const found = point.measures[measure];
    return found === undefined || !isServed(point) ? [] : [{ point, found }];
  });
  if (told.length === 0)
    return {
      verdict: 'No point of this grid keeps up with demand,',
      rest: `so ${measure} has no value to compare: more chips, or less demand.`,
    };
  const sorted = told.sort((a, b) => a.found.value - b.found.value);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const left = points.length - told.length;
  const without = left === 0 ? '' : ` ${plural(left, 'point')} cannot keep up with demand or have no such number.`;
  if (least.found.value === most.found.value)
    return {
      verdict: `${measure} is ${spread(measure, least.found)} everywhere:`,
      rest: `these axes do not move it.${without}`,
    };
  return {
    verdict: `${measure} is least at ${placeText(axes, least.point)}: ${spread(measure, least.found)};`,
    rest: `most at ${placeText(axes, most.point)}: ${spread(measure, most.found)}.${without}`,
  };
};

/** One table for each value of the third axis: rows are the first axis, columns the second. An overloaded point carries a star. */
export const sweepTables = ({ axes, points }: Sweep, measure: string) => {
  const [first, second, third] = axes;
  const cell = (point: SweepPoint | undefined, write: (found: Estimate) => string): string => {
    const found = point?.measures[measure];
    return found === undefined ? MISSING : `${write(found)}${isServed(point!) ? '' : ' *'}`;
  };
  const at = (...place: number[]): SweepPoint | undefined =>
    points.find((point) => point.at.every((value, axis) => value === place[axis]));
  if (second === undefined)
    return [
      {
        title: null,
        head: [first!.path, measureTitle(measure)],
        rows: first!.values.map((value, row) => [value, cell(at(row), (found) => spread(measure, found))]),
      },
    ];
  return (third?.values ?? [null]).map((value, layer) => ({
    title: value === null ? null : `${third!.path} ${value}`,
    head: [`${first!.path} \\ ${second.path}`, ...second.values],
    rows: first!.values.map((own, row) => [
      own,
      ...second.values.map((_, column) => cell(at(row, column, layer), (found) => measured(measure, found.value))),
    ]),
  }));
};

/** What the numbers rest on, for a subtitle. */
export const sweepNote = ({ points, simulations, replications }: Sweep): string =>
  `${plural(points.length, 'point')}: ${plural(simulations, 'world')} simulated ${replications} times each under the same draws, the rest priced.${
    points.every(isServed) ? '' : ' * cannot keep up with demand.'
  }`;

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A cell that a spreadsheet would take for a formula is told to be text. */
const safe = (text: string): string => quoted(/^[=+@\t]|^-(?!\d)/.test(text) ? `'${text}` : text);

/** One row a point: the axes' values, the verdict, every measure with the ends of its interval, units in the head. */
export const sweepCsv = ({ axes, points }: Sweep): string => {
  const names = [...new Set(points.flatMap(({ measures }) => Object.keys(measures)))];
  const head = [
    ...axes.map(({ path }) => path),
    'verdict',
    ...names.flatMap((name) => {
      const titled = `${name} [${unitOf(name)}]`;
      return [titled, `${titled} low`, `${titled} high`];
    }),
  ];
  const rows = points.map(({ values, verdict, measures }) => [
    ...values.map(safe),
    verdict,
    ...names.flatMap((name) => {
      const found = measures[name];
      return [found?.value, found?.interval?.[0], found?.interval?.[1]].map((one) =>
        one === undefined ? '' : String(one),
      );
    }),
  ]);
  return `${[head.map(safe), ...rows].map((row) => row.join(',')).join('\n')}\n`;
};
