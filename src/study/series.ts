/** The day as time series: averages over report intervals of everything that moves. */

import { TICKS_PER_SECOND } from '../demand/request.js';
import type { Blueprint } from '../factory/blueprint.js';
import type { RackResult, Series } from '../measure/result.js';
import { percentileSeries } from '../measure/stream.js';
import { COUNTERS, type Counter, counterIndex } from '../serving/pool/spec.js';
import { rackSeries } from './rack.js';
import { partsOf } from './streams.js';
import { poolJoules, type World } from './world.js';

const WIDTH = COUNTERS.length;

export const seriesOf = (blueprint: Blueprint, world: World, rack: RackResult | null): Series => {
  const { window, scenario, streams } = blueprint;
  const per = Math.max(1, Math.round(scenario.sampling.report / window));
  const count = Math.ceil(world.site.intervals.length / per);
  const interval = per * window;

  /** Sum over an interval of something known for each window, per second of it. */
  const averaged = (of: (at: number) => number): number[] =>
    Array.from({ length: count }, (_, index) => {
      const from = index * per;
      const until = Math.min(from + per, world.site.intervals.length);
      let sum = 0;
      for (let at = from; at < until; at++) sum += of(at);
      return sum / ((until - from) * window);
    });
  const counter = (name: Counter, pools = world.pools) => {
    const column = counterIndex[name];
    return averaged((at) => pools.reduce((sum, { windows }) => sum + windows[at * WIDTH + column]!, 0));
  };
  /** What is handed over arrives at the site once. */
  const atTheDoor = world.pools.filter(({ pool }) => pool.reader === null);
  const times = (measure: 'ttft' | 'tpot', share: number, percentile: string) =>
    streams.map(({ spec }, row) => ({
      name: `${measure}.${percentile}:${spec.name}`,
      unit: 's',
      label: spec.name,
      values: percentileSeries(partsOf(world, row), measure, share).slice(0, count),
    }));

  return {
    start: scenario.start.includes('T') ? scenario.start : `${scenario.start}T00:00`,
    interval,
    columns: [
      { name: 'arrivals', unit: 'request/s', label: 'Requests arriving', values: counter('arrived', atTheDoor) },
      { name: 'output', unit: 'token/s', label: 'Output', values: counter('outputTokens') },
      { name: 'prompt', unit: 'token/s', label: 'Prompts', values: counter('promptTokens') },
      {
        name: 'waiting',
        unit: 'request',
        label: 'Requests waiting',
        values: counter('waitingTicks').map((ticks) => ticks / TICKS_PER_SECOND),
      },
      ...world.pools.map((pool) => {
        const joules = poolJoules(pool, window);
        return {
          name: `itPower:${pool.pool.name}`,
          unit: 'W',
          label: pool.pool.name,
          values: averaged((at) => joules[at]!),
        };
      }),
      { name: 'sitePower', unit: 'W', label: 'Site', values: averaged((at) => world.site.intervals[at]!.siteJoules) },
      {
        name: 'price',
        unit: 'USD/J',
        label: 'Price of electricity',
        values: averaged((at) => world.site.intervals[at]!.price * window),
      },
      { name: 'carbon', unit: 'kg/s', label: 'Carbon', values: averaged((at) => world.site.intervals[at]!.kilograms) },
      ...times('ttft', 0.5, 'p50'),
      ...times('ttft', 0.95, 'p95'),
      ...times('tpot', 0.5, 'p50'),
      ...times('tpot', 0.95, 'p95'),
      ...supplyColumns(world, averaged, window),
      ...rackColumns(world, rack, averaged, window),
      ...courseColumns(world, averaged, window),
      ...world.pools.map(({ pool, windows }) => ({
        name: `busy:${pool.name}`,
        unit: '1',
        label: pool.name,
        values: averaged((at) => {
          const busy =
            windows[at * WIDTH + counterIndex.decodeTicks]! + windows[at * WIDTH + counterIndex.prefillTicks]!;
          const all = busy + windows[at * WIDTH + counterIndex.idleTicks]!;
          return all > 0 ? (busy / all) * window : 0;
        }),
      })),
    ],
  };
};

/** What each source gave, what stores gave and took, and what they hold; none with a single source. */
const supplyColumns = (
  { site }: World,
  averaged: (of: (at: number) => number) => number[],
  window: number,
): Series['columns'] => {
  const { sources, stores, intervals } = site;
  if (sources.length + stores.length <= 1) return [];
  const power = (name: string, label: string, of: (at: number) => number) => ({
    name,
    unit: 'W',
    label,
    values: averaged(of),
  });
  return [
    ...sources.map(({ name }, row) => power(`given:${name}`, `From ${name}`, (at) => intervals[at]!.given[row]!)),
    ...(stores.length === 0
      ? []
      : [
          power('discharged', 'Out of stores', (at) => intervals[at]!.balance.discharged),
          power('charged', 'Into stores', (at) => intervals[at]!.balance.charged),
        ]),
    ...(intervals.some(({ balance }) => balance.exported > 0)
      ? [power('exported', 'Sold to the grid', (at) => intervals[at]!.balance.exported)]
      : []),
    ...stores.map(({ name }, row) => ({
      name: `stored:${name}`,
      unit: 'J',
      label: `Held by ${name}`,
      values: averaged((at) => intervals[at]!.stored[row]! * window),
    })),
  ];
};

/** What the next joule costs at the rack, and which share of the time each unit gives it; none where one meter and one price say all. */
const rackColumns = (
  { site }: World,
  rack: RackResult | null,
  averaged: (of: (at: number) => number) => number[],
  window: number,
): Series['columns'] => {
  if (rack === null) return [];
  const { energy, full } = rackSeries(site, rack.worth);
  const cost = (name: string, label: string, values: Float64Array) => ({
    name,
    unit: 'USD/J',
    label,
    values: averaged((at) => values[at]! * window).map((value) => (Number.isNaN(value) ? null : value)),
  });
  return [
    cost('rackEnergy', 'Next kilowatt-hour at the rack, energy alone', energy),
    cost('rackFull', 'Next kilowatt-hour at the rack, with charges for peaks', full),
    ...rack.units.map(({ unit }) => ({
      name: `next:${unit}`,
      unit: '1',
      label: `Next joule from ${unit}`,
      values: averaged((at) => (site.intervals[at]!.next.unit === unit ? window : 0)),
    })),
  ];
};

/** What could be had, and how far each pool was held back; none where supply, failures and load cannot reach the fleet. */
const courseColumns = (
  { course, pools }: World,
  averaged: (of: (at: number) => number) => number[],
  window: number,
): Series['columns'] => {
  if (course === null) return [];
  const { available, caps, serving } = course;
  const count = available.length;
  const shares = (name: string, label: string, table: Float64Array) =>
    pools.map(({ pool }, row) => ({
      name: `${name}:${pool.name}`,
      unit: '1',
      label: `${label} of ${pool.name}`,
      values: averaged((at) => table[row * count + at]! * window),
    }));
  return [
    ...(available.every((watts) => watts < UNLIMITED)
      ? [
          {
            name: 'available',
            unit: 'W',
            label: 'Power for chips and servers that could be had',
            values: averaged((at) => available[at]! * window),
          },
        ]
      : []),
    ...shares('cap', 'Cap', caps),
    ...shares('serving', 'Serving replicas', serving),
  ];
};

/** More than any site draws: a connection without a limit [W]. */
const UNLIMITED = 1e15;
