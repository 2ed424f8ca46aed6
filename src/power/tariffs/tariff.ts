/** A tariff is the sum of its parts: one price signal, one charge, one bill a month.
 *
 *   power ──cut at month edges──▶ part 1 ──▶ part 2 ──▶ … ──▶ tax        each told what the parts above charged
 *                                    └ lines ─┴──── at each month's end ──▶ bill */
import {
  type Dollars,
  type DollarsPerJoule,
  JOULES_PER_KILOWATT_HOUR,
  type Joules,
  type Ratio,
  type Seconds,
  type Watts,
} from '../../units/quantity.js';
import type { Calendar, Month } from '../calendar.js';
import { remembered, type Signal, scaled, sum } from '../signal.js';
import type { BillLine, Charge, TariffPart } from './part.js';

export class Tariff {
  /** What one more joule at the meter costs [USD/J], over all parts. */
  readonly energyPrice: Signal;
  /** What one joule out of the site earns [USD/J], over all parts that pay for it, with the taxes that a lower bill saves. */
  readonly exportPrice: Signal;
  private readonly printed: BillLine[] = [];
  private readonly billed: Float64Array;
  private month: Month | null = null;
  private from: Seconds = 0;
  private to: Seconds = 0;

  constructor(
    private readonly parts: readonly TariffPart[],
    private readonly calendar: Calendar,
    /** Local time that months follow [s east of UTC]. */
    private readonly zone: Seconds,
  ) {
    const [used, timed] = [parts.filter((part) => part.hangsOnUse), parts.filter((part) => !part.hangsOnUse)];
    const clock = remembered(sum(timed.map((part) => part.energyPrice)));
    this.energyPrice = used.length === 0 ? clock : sum([clock, ...used.map((part) => part.energyPrice)]);
    this.exportPrice = remembered(
      sum(
        parts.flatMap(({ exportPrice }, row) =>
          exportPrice === undefined ? [] : scaled(exportPrice, this.onTop(row)),
        ),
      ),
    );
    this.billed = new Float64Array(parts.length);
  }

  /** Taxes and other shares that one more joule through the meter pays beside its price [USD/J]. */
  levy(time: Seconds): DollarsPerJoule {
    return this.parts.reduce(
      (sum, part, row) => sum + (part.share === undefined ? part.energyPrice.at(time) * (this.onTop(row) - 1) : 0),
      0,
    );
  }

  /** Charges a constant power between two instants, in and out of the site. Calls come in order of time. */
  charge(power: Watts, from: Seconds, to: Seconds, exported: Watts = 0): Dollars {
    let due = 0;
    for (let time = from; time < to; ) {
      const month = this.monthAt(time);
      const end = Math.min(to, month.to);
      let above = 0;
      for (const part of this.parts) above += part.charge({ power, exported, from: time, to: end, month, above });
      due += above;
      time = end;
      this.to = end;
    }
    return due;
  }

  /** The bill so far, month by month. */
  lines(): readonly BillLine[] {
    return [...this.printed, ...this.parts.flatMap((part, row) => this.dated(part.lines(), this.onTop(row)))];
  }

  /** Energy on the bill [J], once for each part that charges for energy: each must agree with the site meter. */
  billedJoules(): readonly Joules[] {
    return this.energyOf(({ group }) => group !== 'export');
  }

  /** Energy out of the site on the bill [J], once for each part that pays for it: each must agree with the site meter. */
  creditedJoules(): readonly Joules[] {
    return this.energyOf(({ group }) => group === 'export');
  }

  private energyOf(isMeant: (line: Charge) => boolean): readonly Joules[] {
    return this.parts.flatMap((part, row) => {
      const lines = part.lines();
      const isEnergy = lines.some((line) => line.unit === 'kWh' && isMeant(line));
      return isEnergy ? [this.billed[row]! + joulesOf(lines)] : [];
    });
  }

  private monthAt(time: Seconds): Month {
    if (this.month !== null && time < this.month.to) return this.month;
    if (this.month !== null) {
      this.parts.forEach((part, row) => {
        const lines = part.lines();
        this.printed.push(...this.dated(lines, this.onTop(row)));
        this.billed[row]! += joulesOf(lines);
        part.turn();
      });
    }
    this.from = time;
    this.month = this.calendar.month(time, this.zone);
    return this.month;
  }

  /** What a dollar of this part becomes by the shares that the parts below it take. */
  private onTop(row: number): Ratio {
    return this.parts.slice(row + 1).reduce((factor, { share }) => factor * (1 + (share ?? 0)), 1);
  }

  private dated(lines: readonly Charge[], onTop: Ratio): readonly BillLine[] {
    return lines.map(({ peaks, ...line }) => ({
      ...line,
      from: this.from,
      to: this.to,
      ...(peaks === undefined ? {} : { peaks: peaks.map((one) => ({ ...one, price: one.price * onTop })) }),
    }));
  }
}

const joulesOf = (lines: readonly Charge[]): Joules =>
  lines.reduce((total, { unit, quantity }) => total + (unit === 'kWh' ? quantity : 0), 0) * JOULES_PER_KILOWATT_HOUR;
