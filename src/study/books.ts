/** The ledger of one world: every joule, dollar, kilogram and token of every interval, posted once and held against the meters. */
import { electricityByDraw } from '../economy/cost.js';
import { Ledger } from '../economy/ledger.js';
import { type CapacityParts, fullCost } from '../economy/parts.js';
import type { Blueprint } from '../factory/blueprint.js';
import { enforced } from '../kernel/component.js';
import { COUNTERS, type Counter, counterIndex } from '../serving/pool/spec.js';
import { type PoolWorld, serverPower, type World } from './world.js';

export const PHASES = ['writing', 'reading', 'idle'] as const;
export type Phase = (typeof PHASES)[number];
const CAPACITY = ['facilityOperations', 'itOperations', 'facilityCapital', 'itCapital'] as const;

/** Names of the accounts: the one place where they are spelt. */
export const account = {
  /** Chips by phase, servers, cooling and losses [J]. */
  joules: (use: Phase | 'server' | 'facility' | 'elsewhere') => `joules/${use}`,
  /** What a pool's draw cost by phase, servers included [USD]. */
  electricity: (pool: string, phase: Phase) => `electricity/${pool}/${phase}`,
  /** Fixed losses of the hall, caused by nobody [USD]. */
  hall: 'electricity/hall',
  capacity: (pool: string, part: keyof CapacityParts) => `capacity/${pool}/${part}`,
  tokens: (kind: 'written' | 'read') => `tokens/${kind}`,
  carbon: 'carbon',
} as const;

/** Posts the measured time, one report interval after the other. `capacities` is what each pool costs over the horizon, electricity apart [USD].
 *  @throws LawBroken when the accounts do not hold what the meters, the bill and the capital say */
export const booksOf = (blueprint: Blueprint, world: World, capacities: readonly CapacityParts[]): Ledger => {
  const { window, scenario } = blueprint;
  const { pools, site } = world;
  const ledger = new Ledger();
  const windows = site.intervals.length;
  const per = Math.max(1, Math.round(scenario.sampling.report / window));
  const open = {
    joules: ([...PHASES, 'server', 'facility', 'elsewhere'] as const).map((use) =>
      ledger.account(account.joules(use), 'J'),
    ),
    electricity: pools.map(({ pool }) =>
      PHASES.map((phase) => ledger.account(account.electricity(pool.name, phase), 'USD')),
    ),
    hall: ledger.account(account.hall, 'USD'),
    capacity: pools.map(({ pool }) => CAPACITY.map((part) => ledger.account(account.capacity(pool.name, part), 'USD'))),
    written: ledger.account(account.tokens('written'), 'token'),
    read: ledger.account(account.tokens('read'), 'token'),
    carbon: ledger.account(account.carbon, 'kg'),
  };

  for (let from = 0, interval = 0; from < windows; from += per, interval++) {
    const until = Math.min(from + per, windows);
    const joules = [0, 0, 0, 0, 0, 0];
    const electricity = pools.map(() => [0, 0, 0]);
    let hall = 0;
    let kilograms = 0;
    for (let at = from; at < until; at++) {
      const { dollars, siteJoules, itJoules, kilograms: emitted, marginal, balance } = site.intervals[at]!;
      const draws = pools.map((pool) => phaseDraws(pool, at, window));
      draws.forEach(({ chips, server }) => {
        chips.forEach((drawn, phase) => {
          joules[phase]! += drawn;
        });
        joules[3]! += server;
      });
      joules[4]! += siteJoules - itJoules;
      joules[5]! += balance.charged - balance.discharged + balance.exported + balance.dumped - balance.unserved;
      const split = electricityByDraw(
        dollars,
        siteJoules,
        marginal,
        draws.flatMap(({ withServer }) => withServer),
      );
      split.dollars.forEach((paid, index) => {
        electricity[Math.floor(index / PHASES.length)]![index % PHASES.length]! += paid;
      });
      hall += split.shared;
      kilograms += emitted;
    }
    open.joules.forEach((book, use) => {
      book.post(interval, joules[use]!);
    });
    pools.forEach((_, row) => {
      open.electricity[row]!.forEach((book, phase) => {
        book.post(interval, electricity[row]![phase]!);
      });
      open.capacity[row]!.forEach((book, part) => {
        book.post(interval, (capacities[row]![CAPACITY[part]!] * (until - from)) / windows);
      });
    });
    open.hall.post(interval, hall);
    open.carbon.post(interval, kilograms);
    open.written.post(interval, counted(pools, 'outputTokens', from, until));
    open.read.post(interval, counted(pools, 'promptTokens', from, until));
  }

  const law = enforced('ledger', windows * window);
  ledger.check(
    law,
    'J',
    site.sources.reduce((sum, source) => sum + source.joules, 0),
  );
  ledger.check(
    law,
    'USD',
    site.dollars + capacities.reduce((sum, parts) => sum + fullCost({ ...parts, electricity: 0 }), 0),
  );
  ledger.check(law, 'kg', site.kilograms);
  return ledger;
};

/** Joules of a pool in one window: of its chips by phase, of its servers, and of both by phase (servers follow the time of their chips' phases). */
const phaseDraws = (pool: PoolWorld, at: number, window: number) => {
  const { windows } = pool;
  const value = (counter: Counter): number => windows[at * COUNTERS.length + counterIndex[counter]]!;
  const chips = [value('decodeJoules'), value('prefillJoules'), value('idleJoules')];
  const ticks = [value('decodeTicks'), value('prefillTicks'), value('idleTicks')];
  const time = ticks.reduce((sum, one) => sum + one, 0);
  const server = serverPower(pool, window, value('darkTicks')) * window;
  const share = (phase: number): number => (time > 0 ? ticks[phase]! / time : phase === 2 ? 1 : 0);
  return { chips, server, withServer: chips.map((joules, phase) => joules + server * share(phase)) };
};

const counted = (pools: readonly PoolWorld[], counter: Counter, from: number, until: number): number => {
  let sum = 0;
  for (const { windows } of pools)
    for (let at = from; at < until; at++) sum += windows[at * COUNTERS.length + counterIndex[counter]]!;
  return sum;
};
