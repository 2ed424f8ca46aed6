/** Which row of a price list holds at each minute of each weekday and month, and where no row or two rows do. */
import type { Moment } from './calendar.js';

const MINUTES_PER_DAY = 1440;
const UNCOVERED = 255;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The minutes that one row asks for. */
export interface Claim {
  /** Minutes of the day, from (inclusive) and to (exclusive, up to 1440); from > to runs over midnight, each side counted with the day it falls on. */
  readonly times: readonly { readonly from: number; readonly to: number }[];
  /** 0 Monday … 6 Sunday */
  readonly weekdays: readonly number[];
  /** 1–12 */
  readonly months: readonly number[];
}

/** The first stretch of a day on which the claims go wrong. */
export interface Misfit {
  /** `Saturday 09:00–17:00 in June` */
  readonly stretch: string;
  /** Row that came second, or null where no row claims the stretch. */
  readonly row: number | null;
}

export class Timetable {
  private readonly table = new Uint8Array(12 * 7 * MINUTES_PER_DAY).fill(UNCOVERED);
  private readonly overlaps: Misfit[] = [];
  /** All rows that hold at some time. */
  readonly rows: readonly number[];

  constructor(claims: readonly Claim[]) {
    for (const [row, claim] of claims.entries()) {
      for (const month of claim.months) {
        for (const weekday of claim.weekdays) {
          for (const { from, to } of claim.times) {
            if (from < to) this.claim(row, month, weekday, from, to);
            else {
              this.claim(row, month, weekday, 0, to);
              this.claim(row, month, weekday, from, MINUTES_PER_DAY);
            }
          }
        }
      }
    }
    this.rows = [...claims.keys()].filter((row) => this.table.includes(row));
  }

  /** The row that holds at a moment. */
  rowAt({ month, weekday, minute }: Moment): number {
    return this.table[offset(month, weekday) + minute]!;
  }

  /** One misfit for each row that claims what another has, and one for the first gap. */
  misfits(): readonly Misfit[] {
    const gap = this.firstGap();
    const first = this.overlaps.filter((one, index) => this.overlaps.findIndex((o) => o.row === one.row) === index);
    return gap === null ? first : [...first, gap];
  }

  private claim(row: number, month: number, weekday: number, from: number, to: number): void {
    const base = offset(month, weekday);
    const taken = this.table.subarray(base + from, base + to).findIndex((other) => other !== UNCOVERED);
    if (taken >= 0) {
      let end = from + taken;
      while (end < to && this.table[base + end] !== UNCOVERED) end++;
      this.overlaps.push({ row, stretch: stretch(month, weekday, from + taken, end) });
    }
    this.table.fill(row, base + from, base + to);
  }

  private firstGap(): Misfit | null {
    for (let month = 1; month <= 12; month++) {
      for (let weekday = 0; weekday < 7; weekday++) {
        const day = this.table.subarray(offset(month, weekday), offset(month, weekday) + MINUTES_PER_DAY);
        const from = day.indexOf(UNCOVERED);
        if (from < 0) continue;
        const covered = day.subarray(from).findIndex((row) => row !== UNCOVERED);
        return { row: null, stretch: stretch(month, weekday, from, covered < 0 ? MINUTES_PER_DAY : from + covered) };
      }
    }
    return null;
  }
}

const offset = (month: number, weekday: number) => ((month - 1) * 7 + weekday) * MINUTES_PER_DAY;

const stretch = (month: number, weekday: number, from: number, to: number) =>
  `${DAYS[weekday]} ${clock(from)}–${clock(to)} in ${MONTHS[month - 1]}`;

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
