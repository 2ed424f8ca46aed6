/** What is priced by the month falls due day by day: the amount for the share of the month that has passed, and how much of it is new. */
import { type Dollars, type Ratio, SECONDS_PER_YEAR, type Seconds } from '../../units/quantity.js';
import type { Stretch } from './part.js';

/** A twelfth of the year that yearly and monthly prices are counted in [s]. */
export const PRICED_MONTH: Seconds = SECONDS_PER_YEAR / 12;

export class Accrual {
  private passed: Ratio = 0;
  private due: Dollars = 0;

  /** Share of its calendar month that has been metered: 1 once all of it was. */
  get share(): Ratio {
    return this.passed;
  }

  /** Lets a stretch pass. */
  pass({ from, to, month }: Stretch): void {
    this.passed += (to - from) / (month.to - month.from);
  }

  /** What is due by now; returns what this adds to what was due before. */
  owe(due: Dollars): Dollars {
    const added = due - this.due;
    this.due = due;
    return added;
  }

  get owed(): Dollars {
    return this.due;
  }

  turn(): void {
    this.passed = 0;
    this.due = 0;
  }
}
