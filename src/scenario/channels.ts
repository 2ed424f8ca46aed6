/** The channels through which two worlds differ: groups of fields that can be switched from one world to the other one by one. */

import { toDollars } from '../economy/price.js';
import { resolveRegion } from '../economy/regions/index.js';
import type { Money } from '../units/parse.js';
import { isReactive, type PoolSpec, type Scenario } from './scenario.js';

/** A group of fields that is switched together. */
export interface Channel {
  readonly code: string;
  readonly label: string;
  /** Whether requests, chips and queues feel it; else it only prices what happened. */
  readonly touchesEvents: boolean;
  /** What the channel consists of, for comparing two worlds. */
  read(scenario: Scenario): unknown;
  /** `into` with this channel of `from`. */
  switch(into: Scenario, from: Scenario): Scenario;
}

/** The scenario with every figure written out that it leaves to its region, so that figures can be switched apart from each other. */
export const spelledOut = (scenario: Scenario): Scenario => {
  const region = resolveRegion(scenario.site.region, (money) => toDollars(money, scenario.economy.exchange));
  const usd = (amount: number): Money => ({ amount, currency: 'USD' });
  const { economy, power } = scenario;
  return {
    ...scenario,
    site: { ...scenario.site, zone: scenario.site.zone ?? region.zone },
    power: {
      ...power,
      tariff: power.tariff ?? [{ kind: 'flat', price: usd(region.powerPrice.value) }],
      facility: { ...power.facility, pue: power.facility.pue ?? region.pue.value },
    },
    economy: {
      ...economy,
      capitalCost: economy.capitalCost ?? region.capitalCost.value,
      facilityPrice: economy.facilityPrice ?? usd(region.facilityPrice.value),
      facilityMaintenance: economy.facilityMaintenance ?? usd(region.facilityMaintenance.value),
      insurance: economy.insurance ?? region.insurance.value,
      itMaintenance: economy.itMaintenance ?? region.itMaintenance.value,
      software: economy.software ?? usd(region.software.value),
    },
  };
};

type EconomyKey = keyof Scenario['economy'];
type PoolKey = keyof PoolSpec;
type StreamKey = keyof Scenario['demand'][number];

const picked = <Block extends object, Key extends keyof Block>(block: Block, keys: readonly Key[]): Partial<Block> =>
  Object.fromEntries(keys.map((key) => [key, block[key]])) as unknown as Partial<Block>;

const without = <Block extends object>(block: Block, keys: readonly (keyof Block)[]): Partial<Block> =>
  Object.fromEntries(Object.entries(block).filter(([key]) => !keys.includes(key as keyof Block))) as Partial<Block>;

const economyChannel = (code: string, label: string, keys: readonly EconomyKey[]): Channel => ({
  code,
  label,
  touchesEvents: false,
  read: ({ economy }) => picked(economy, keys),
  switch: (into, from) => ({ ...into, economy: { ...into.economy, ...picked(from.economy, keys) } }),
});

/** Fields of the pools, switched pool by pool in their order. */
const poolChannel = (code: string, label: string, keys: readonly PoolKey[]): Channel => ({
  code,
  label,
  touchesEvents: true,
  read: ({ fleet }) => fleet.map((pool) => picked(pool, keys)),
  switch: (into, from) => ({
    ...into,
    fleet: into.fleet.map((pool, row) => ({ ...pool, ...picked(from.fleet[row]!, keys) })),
  }),
});

const streamChannel = (code: string, label: string, keys: readonly StreamKey[]): Channel => ({
  code,
  label,
  touchesEvents: true,
  read: ({ demand }) => demand.map((stream) => picked(stream, keys)),
  switch: (into, from) => ({
    ...into,
    demand: into.demand.map((stream, row) => ({ ...stream, ...picked(from.demand[row]!, keys) })),
  }),
});

const LEVEL = ['rate', 'weight'] as const satisfies readonly StreamKey[];
const CHIP = [
  'chip',
  'price',
  'provisioned',
  'rental',
  'layout',
  'replicas',
  'cap',
  'clock',
  'reserve',
  'memoryShare',
] as const satisfies readonly PoolKey[];
const PRECISION = ['precision', 'keyValuePrecision'] as const satisfies readonly PoolKey[];

const HARDWARE = ['name', 'model', ...CHIP, ...PRECISION] as const satisfies readonly PoolKey[];

/** The grid as a whole: where the site hangs on it, what it charges, what it emits. */
const powerPrice: Channel = {
  code: 'power-price',
  label: 'price of power',
  touchesEvents: false,
  read: ({ power: { tariff, sources }, site }) => ({ tariff, sources, site }),
  switch: (into, from) => ({
    ...into,
    site: from.site,
    power: { ...into.power, tariff: from.power.tariff, sources: from.power.sources },
  }),
};

const facility: Channel = {
  code: 'facility',
  label: 'building and cooling',
  touchesEvents: false,
  read: ({ power, economy }) => ({
    facility: power.facility,
    ...picked(economy, ['facilityPrice', 'facilityMaintenance']),
  }),
  switch: (into, from) => ({
    ...into,
    power: { ...into.power, facility: from.power.facility },
    economy: { ...into.economy, ...picked(from.economy, ['facilityPrice', 'facilityMaintenance']) },
  }),
};

/** What fails, and how the site answers when power is short. */
const resilience: Channel = {
  code: 'resilience',
  label: 'failures and answers to shortage',
  touchesEvents: true,
  read: ({ failures, power }) => [failures, power.shortage],
  switch: (into, from) => ({
    ...into,
    failures: from.failures,
    power: { ...into.power, shortage: from.power.shortage },
  }),
};

const capital = economyChannel('capital', 'cost of capital', ['capitalCost', 'itLife', 'facilityLife', 'insurance']);
const upkeep = economyChannel('upkeep', 'upkeep of machines, software and staff', ['itMaintenance', 'software']);
const subsidy = economyChannel('subsidy', 'subsidy', ['subsidy']);
const margin = economyChannel('margin', 'margin', ['margin']);

/** Everything about the machines at once, for fleets that cannot be matched pool by pool. */
const machines: Channel = {
  code: 'machines',
  label: 'chips, layouts and software',
  touchesEvents: true,
  read: ({ fleet, economy, catalogue }) => ({ fleet, adder: economy.serverAndNetwork, catalogue }),
  switch: (into, from) => ({
    ...into,
    fleet: from.fleet,
    catalogue: from.catalogue,
    economy: { ...into.economy, serverAndNetwork: from.economy.serverAndNetwork },
  }),
};

/** Machines and demand together: worlds that serve different models share neither. */
const everythingServed: Channel = {
  code: 'service',
  label: 'models, machines and demand',
  touchesEvents: true,
  read: (scenario) => [machines.read(scenario), scenario.start, scenario.demand],
  switch: (into, from) => ({ ...machines.switch(into, from), start: from.start, demand: from.demand }),
};

const chip: Channel = (() => {
  const pools = poolChannel('chip', 'chips', CHIP);
  return {
    ...pools,
    read: (scenario) => [pools.read(scenario), scenario.economy.serverAndNetwork],
    switch: (into, from) => ({
      ...pools.switch(into, from),
      economy: { ...into.economy, serverAndNetwork: from.economy.serverAndNetwork },
    }),
  };
})();

const model: Channel = (() => {
  const pools = poolChannel('model', 'model', ['model']);
  const streams = streamChannel('model', 'model', ['model']);
  return {
    ...pools,
    read: (scenario) => [pools.read(scenario), streams.read(scenario)],
    switch: (into, from) => streams.switch(pools.switch(into, from), from),
  };
})();

/** What is left of a pool: framework, batching, routing. Its name is kept: draws do not hang on it, and reports name the base's. */
const software: Channel = {
  code: 'software',
  label: 'software and batching',
  touchesEvents: true,
  read: ({ fleet }) => fleet.map((pool) => without(pool, HARDWARE)),
  switch: (into, from) => ({
    ...into,
    fleet: into.fleet.map((pool, row) => ({ ...from.fleet[row]!, ...picked(pool, HARDWARE) })),
  }),
};
const precision = poolChannel('precision', 'number format', PRECISION);
const level = streamChannel('demand-level', 'how much is asked', LEVEL);
const shape: Channel = {
  code: 'demand-shape',
  label: 'when and how it is asked',
  touchesEvents: true,
  read: ({ demand, start }) => [start, demand.map((stream) => without(stream, ['model', ...LEVEL]))],
  switch: (into, from) => ({
    ...into,
    start: from.start,
    demand: into.demand.map((stream, row) => ({ ...from.demand[row]!, ...picked(stream, ['model', ...LEVEL]) })),
  }),
};
const demand: Channel = {
  code: 'demand',
  label: 'demand',
  touchesEvents: true,
  read: ({ demand: streams, start }) => [start, streams],
  switch: (into, from) => ({ ...into, start: from.start, demand: from.demand }),
};

const text = (value: unknown): string => JSON.stringify(value);

/** Most channels that touch events: 2^4 simulations of each replication. */
export const MOST_EVENT_CHANNELS = 4;

/** The channels in which two worlds (spelled out) differ, events first. Pools and streams are matched in their order where both worlds have as many of
 *  them; fleets of unlike shape are one channel, and worlds that serve unlike sets of models move machines and demand together. */
export const channelsBetween = (base: Scenario, other: Scenario): readonly Channel[] => {
  const differ = (one: Channel): boolean => text(one.read(base)) !== text(one.read(other));
  const isFelt = isReactive(base) || isReactive(other);
  const supply = [powerPrice, facility].map((one) => ({ ...one, touchesEvents: isFelt }));
  const all = [...eventChannels(base, other), resilience, ...supply, capital, upkeep, subsidy, margin].filter(differ);
  return [...all.filter(({ touchesEvents }) => touchesEvents), ...all.filter(({ touchesEvents }) => !touchesEvents)];
};

const eventChannels = (base: Scenario, other: Scenario): readonly Channel[] => {
  const models = ({ fleet }: Scenario): string => [...new Set(fleet.map((pool) => pool.model))].sort().join(' ');
  const alikeFleets = base.fleet.length === other.fleet.length && text(base.catalogue) === text(other.catalogue);
  const alikeStreams = base.demand.length === other.demand.length;
  if (!(alikeFleets && alikeStreams) && models(base) !== models(other)) return [everythingServed];
  const asked = alikeStreams ? [level, shape] : [demand];
  if (!alikeFleets) return [machines, ...asked];
  const fine = [chip, model, precision, software, ...asked].filter(
    (one) => text(one.read(base)) !== text(one.read(other)),
  );
  if (fine.length <= MOST_EVENT_CHANNELS) return fine;
  return [
    chip,
    model,
    joined('serving', 'number format, software and batching', [precision, software]),
    joined('demand', 'demand', asked),
  ];
};

/** The same channels with all that touch events switched as one, for worlds whose mixtures cannot run. */
export const coarse = (channels: readonly Channel[]): readonly Channel[] => {
  const events = channels.filter(({ touchesEvents }) => touchesEvents);
  return events.length < 2
    ? channels
    : [
        joined('service', events.map(({ label }) => label).join(', '), events),
        ...channels.filter(({ touchesEvents }) => !touchesEvents),
      ];
};

/** Several channels switched as one. */
const joined = (code: string, label: string, parts: readonly Channel[]): Channel => ({
  code,
  label,
  touchesEvents: parts.some(({ touchesEvents }) => touchesEvents),
  read: (scenario) => parts.map((part) => part.read(scenario)),
  switch: (into, from) => parts.reduce((mixed, part) => part.switch(mixed, from), into),
});

/** The world in which the channels of the mask are those of `other` and the rest those of `base`. */
export const coalition = (base: Scenario, other: Scenario, channels: readonly Channel[], mask: number): Scenario =>
  channels.reduce((mixed, one, row) => ((mask >> row) & 1 ? one.switch(mixed, other) : mixed), base);
