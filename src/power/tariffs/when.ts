/** Times of day, kinds of day and months, as tariffs name them. */
import { choice, count, defaulting, list, text } from '../../schema/field.js';
import type { Claim } from '../timetable.js';

const WEEKDAYS = { all: [0, 1, 2, 3, 4, 5, 6], weekdays: [0, 1, 2, 3, 4], weekend: [5, 6] } as const;
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** `17:00-23:00` as minutes of the day. */
const hours = text('Local times from and to, such as 17:00-23:00; 22:00-06:00 runs over midnight.', 20)
  .transform((value, context) => {
    const found = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)$/.exec(value);
    const from = Number(found?.[1]) * 60 + Number(found?.[2]);
    const to = found?.[3] === undefined ? 1440 : Number(found[3]) * 60 + Number(found[4]);
    if (found === null || from === to) {
      context.addIssue({
        code: 'custom',
        message: 'two local times, such as "17:00-23:00", or "00:00-24:00" for a whole day',
      });
    }
    return { from, to };
  })
  .meta({ description: 'Local times from and to.', examples: ['17:00-23:00'] });

/** The fields of a block that says when something holds; left out, always. */
export const whenShape = {
  hours: defaulting(
    list(hours, 'Local times of day; an hour after midnight counts with the day it falls on.', { max: 48 }),
    ['00:00-24:00'],
    'without hours, the whole day',
  ),
  days: defaulting(
    choice(['all', 'weekdays', 'weekend'], 'Days of the week; weekdays are Monday to Friday, holidays included.'),
    'all',
    'most time-of-use tariffs make no difference between days',
  ),
  months: defaulting(
    list(count('A month of the year, 1 to 12.', { max: 12 }), 'Months of the year.', { max: 12 }),
    [...EVERY_MONTH],
    'without months, all year',
  ),
};

export interface When {
  readonly hours: Claim['times'];
  readonly days: keyof typeof WEEKDAYS;
  readonly months: readonly number[];
}

export const claimOf = ({ hours, days, months }: When): Claim => ({ times: hours, weekdays: WEEKDAYS[days], months });
