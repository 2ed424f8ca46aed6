/** An instant as a cell of a series writes it: a date and time in UTC, seconds or milliseconds since 1970, or hours since New Year. */
import { SECONDS_PER_HOUR, type Seconds } from '../../units/quantity.js';

/** `since` is 1970 for a stated date, and the New Year of a year yet to be told for an hour that is counted. */
export interface Instant {
  readonly since: '1970' | 'new-year';
  readonly seconds: Seconds;
}

/** For messages: what a time may look like. */
export const INSTANTS =
  '2023-01-01T00:00Z, 2023-01-01 00:00, 20230101:0000, seconds since 1970, or hours since 1 January 00:00 UTC';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)[T: ]?(\d\d):?(\d\d)(?:\d\d)?Z?$/;
/** 1973 in seconds; in milliseconds, 1973 again: hours since New Year stay far below. */
const SECONDS_FROM = 1e8;
const MILLISECONDS_FROM = 1e11;

/** null where the text is no time. A date without a zone is in UTC. */
export const instantOf = (text: string): Instant | null => {
  const written = DATE.exec(text) ?? COMPACT.exec(text);
  if (written !== null) return dated(written);
  if (!/^\d{1,13}(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (value >= MILLISECONDS_FROM) return { since: '1970', seconds: value / 1000 };
  if (value >= SECONDS_FROM) return { since: '1970', seconds: value };
  return { since: 'new-year', seconds: Math.round(value * SECONDS_PER_HOUR) };
};

const dated = ([, ...parts]: RegExpExecArray): Instant | null => {
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map((part) => Number(part ?? 0));
  const milliseconds = Date.UTC(year!, month! - 1, day!, hour, minute, second);
  const isReal = new Date(milliseconds).getUTCDate() === day && month! <= 12 && hour < 24 && minute < 60 && second < 60;
  return isReal ? { since: '1970', seconds: milliseconds / 1000 - zoneOf(parts[6]) } : null;
};

const zoneOf = (zone: string | undefined): Seconds => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * SECONDS_PER_HOUR + Number(minutes) * 60);
};

/** `2023-03-26T02:00Z` of a time since 1970. */
export const instantText = (seconds: Seconds): string => `${new Date(seconds * 1000).toISOString().slice(0, 16)}Z`;
