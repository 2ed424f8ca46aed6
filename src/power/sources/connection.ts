/** What a grid connection may carry over time: dated tranches, firm and not, contracts that call power back, outages of its region. */
import type { Stream } from '../../kernel/chance.js';
import { defaulting, fields, list, price, quantity, text } from '../../schema/field.js';
import type { Issue } from '../../schema/issue.js';
import type { ShelfValue } from '../../schema/shelf.js';
import type { Seconds, Watts } from '../../units/quantity.js';
import { type Calendar, calendarFrom } from '../calendar.js';
import { constant, type Signal } from '../signal.js';
import { breakFields, breaking, interrupted, stretchesField, together } from './interruptions.js';

/** A day, which is also an instant: midnight UTC. */
const dateField = (doc: string) =>
  text(doc, 20).superRefine((value, context) => {
    if (calendarFrom(value, 0) === null) context.addIssue({ code: 'custom', message: 'a date, such as 2027-04-01' });
  });

export const trancheFields = fields({
  from: dateField('Day from which it holds.'),
  firm: quantity('power', 'Power that is always there while the grid is up.', { min: 0 }),
  nonFirm: defaulting(
    quantity('power', 'Power on top that the grid may call back.', { min: 0 }),
    '0 MW',
    'all of it firm',
  ),
}).meta({ description: 'A step in the growth of a connection.' });

/** A contract under which the grid asks for power back: curtailment of a non-firm connection, or demand response. */
export const contractFields = fields({
  depth: quantity('power', 'By how much the connection shrinks while called.', { above: 0 }),
  every: quantity('time', 'Mean time between calls.', { above: 0 }),
  lasting: defaulting(
    quantity('time', 'Mean length of a call.', { above: 0 }),
    '2 hour',
    'Duke University 2025: 0.25 to 1% of the time, some two hours each',
  ),
  payment: defaulting(
    price('yearly power price', 'What being callable earns.', { min: 0 }),
    '0 USD/kW/year',
    'a non-firm connection earns an earlier date, not money',
  ),
  energyPayment: defaulting(
    price('energy price', 'What a called kilowatt-hour earns.', { min: 0 }),
    '0 USD/MWh',
    'none stated',
  ),
  penalty: defaulting(
    price('energy price', 'What a kilowatt-hour drawn against a call costs.', { min: 0 }),
    '0 USD/MWh',
    'none stated',
  ),
}).meta({ description: 'Power that the grid may call back.' });

export const connectionShape = {
  tranches: list(
    trancheFields,
    'Dated steps of the connection, in order; before the first there is none. Instead of `limit`.',
    {
      max: 100,
    },
  ).optional(),
  contracts: list(contractFields, 'Contracts under which the grid calls power back. They need a limit.', {
    max: 20,
  }).optional(),
  outages: breakFields
    .optional()
    .meta({ description: 'Outages that come by chance, one flag for all connections of the site’s region.' }),
  outageTimes: stretchesField('Outages that are listed.').optional(),
  ramp: quantity('power', 'By how much what it carries may rise in a minute.', { above: 0 }).optional(),
};

const whole = fields(connectionShape);
export type ConnectionValues = ShelfValue<typeof whole>;

export interface Contract {
  readonly depth: Watts;
  /** 1 while not called. */
  readonly free: Signal;
  /** USD/s for all of its depth. */
  readonly payment: number;
  readonly energyPayment: number;
  readonly penalty: number;
}

/** The parts of a connection over time. */
export interface Connection {
  /** Power it may carry [W]; 0 in an outage. */
  readonly limit: Signal;
  readonly up: Signal;
  readonly contracts: readonly Contract[];
  /** W/s; Infinity where it may jump. */
  readonly ramp: number;
}

interface Parts {
  readonly calendar: Calendar;
  chance(purpose: string): Stream;
  dollars(money: { readonly amount: number; readonly currency: 'USD' | 'CNY' | 'EUR' }): number;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Steps at dated instants; before the first, nothing. */
const tranched = (tranches: NonNullable<ConnectionValues['tranches']>, calendar: Calendar): Signal => {
  const steps = tranches
    .map(({ from, firm, nonFirm }) => ({ at: calendarFrom(from, 0)!.start - calendar.start, watts: firm + nonFirm }))
    .sort((a, b) => a.at - b.at);
  return {
    at: (time) => steps.reduce((watts, step) => (step.at <= time ? step.watts : watts), 0),
    nextChange: (time) => steps.find((step) => step.at > time)?.at ?? NEVER,
  };
};

export const connectionOf = (
  values: ConnectionValues & { readonly limit?: Watts | undefined },
  name: string,
  parts: Parts,
): Connection => {
  const { calendar, chance, dollars } = parts;
  const built = values.tranches === undefined ? constant(values.limit ?? NEVER) : tranched(values.tranches, calendar);
  const contracts = (values.contracts ?? []).map(
    (one, row): Contract => ({
      depth: one.depth,
      free: breaking(chance(`contract/${name}/${row}`), { every: one.every, lasting: one.lasting, spread: 0.5 }),
      payment: dollars(one.payment) * one.depth,
      energyPayment: dollars(one.energyPayment),
      penalty: dollars(one.penalty),
    }),
  );
  const up = together([
    values.outages === undefined ? constant(1) : breaking(chance('outage/region'), values.outages),
    interrupted(values.outageTimes ?? []),
  ]);
  const called = (time: Seconds): Watts =>
    contracts.reduce((sum, { depth, free }) => sum + (free.at(time) === 1 ? 0 : depth), 0);
  const moving = [built, up, ...contracts.map(({ free }) => free)];
  return {
    limit: {
      at: (time) => (up.at(time) === 0 ? 0 : Math.max(0, built.at(time) - called(time))),
      nextChange: (time) => Math.min(NEVER, ...moving.map((signal) => signal.nextChange(time))),
    },
    up,
    contracts,
    ramp: values.ramp === undefined ? NEVER : values.ramp / 60,
  };
};

/** What is wrong between the parts of a connection; paths are inside its block. */
export const connectionIssues = ({
  limit,
  tranches = [],
  contracts = [],
}: ConnectionValues & { readonly limit?: Watts | undefined }): readonly Issue[] => [
  ...(limit !== undefined && tranches.length > 0
    ? [{ path: ['limit'], expected: 'no limit beside tranches, which say what the connection carries from which day' }]
    : []),
  ...(contracts.length > 0 && limit === undefined && tranches.length === 0
    ? [{ path: ['limit'], expected: 'a limit that contracts can shrink, such as "12 MW" (missing)' }]
    : []),
  ...tranches.flatMap(({ from }, row) =>
    row > 0 && from <= tranches[row - 1]!.from
      ? [
          {
            path: ['tranches', row, 'from'],
            found: from,
            expected: `a day after ${tranches[row - 1]!.from}: tranches in order`,
          },
        ]
      : [],
  ),
];
