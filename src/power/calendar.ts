/** Which month, weekday and minute a simulated instant falls on, in a zone with a fixed distance from UTC. */
import { text } from '../schema/field.js';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../units/quantity.js';

/** An instant as a wall clock and a calendar on the wall show it. */
export interface Moment {
  /** 1–12 */
  readonly month: number;
  /** 0 Monday … 6 Sunday */
  readonly weekday: number;
  /** 0–1439 */
  readonly minute: number;
}

/** A calendar month, and where it lies in simulated time. */
export interface Month {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly from: Seconds;
  readonly to: Seconds;
}

/** Ties simulated time 0 to a date. Zones have no daylight saving: a bill of a place that has it is an hour off for half of the year. */
export class Calendar {
  /** @param start start of the run [s since 1970-01-01T00:00 UTC] */
  constructor(readonly start: Seconds) {}

  moment(time: Seconds, zone: Seconds): Moment {
    const local = this.start + time + zone;
    const day = Math.floor(local / SECONDS_PER_DAY);
    return {
      month: new Date(day * SECONDS_PER_DAY * 1000).getUTCMonth() + 1,
      weekday: (((day + 3) % 7) + 7) % 7, // 1970-01-01 was a Thursday
      minute: Math.floor((local - day * SECONDS_PER_DAY) / 60),
    };
  }

  /** The local month that an instant lies in; its length follows the calendar, leap years included. */
  month(time: Seconds, zone: Seconds): Month {
    const local = new Date((this.start + time + zone) * 1000);
    const year = local.getUTCFullYear();
    const month = local.getUTCMonth();
    const at = (index: number): Seconds => Date.UTC(year, index, 1) / 1000 - zone - this.start;
    return { year, month: month + 1, from: at(month), to: at(month + 1) };
  }

  /** An instant on the local clock: `2025-03-12T17:45`. */
  text(time: Seconds, zone: Seconds): string {
    return new Date((this.start + time + zone) * 1000).toISOString().slice(0, 16);
  }

  /** The first whole minute after an instant. */
  nextMinute(time: Seconds): Seconds {
    return (Math.floor((this.start + time) / 60) + 1) * 60 - this.start;
  }
}

/** The calendar of a run that starts at a local time such as `2025-03-12T00:00`; null when the text is no such time. */
export const calendarFrom = (localStart: string, zone: Seconds): Calendar | null => {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(localStart)) return null;
  const milliseconds = Date.parse(`${localStart}${localStart.includes('T') ? '' : 'T00:00'}Z`);
  const isReal = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(localStart);
  return isReal ? new Calendar(milliseconds / 1000 - zone) : null;
};

/** `UTC+8`, `UTC-5`, `UTC+5:30` as seconds east of UTC; null when it is not written so. */
export const parseZone = (zone: string): Seconds | null => {
  const found = /^UTC(?:([+-])(\d{1,2})(?::([0-5]\d))?)?$/.exec(zone);
  if (found === null) return null;
  const seconds = Number(found[2] ?? 0) * SECONDS_PER_HOUR + Number(found[3] ?? 0) * 60;
  return seconds > 14 * SECONDS_PER_HOUR ? null : seconds * (found[1] === '-' ? -1 : 1);
};

/** A fixed distance from UTC, written `UTC+8`; becomes seconds. */
export const zoneField = (doc: string) =>
  text(doc, 64)
    .transform((value, context): Seconds => {
      const seconds = parseZone(value);
      if (seconds !== null) return seconds;
      context.addIssue({ code: 'custom', message: 'a fixed distance from UTC, such as "UTC+8" or "UTC-5"' });
      return 0;
    })
    .meta({ description: doc, examples: ['UTC+8'] });
