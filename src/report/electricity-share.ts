/** The electricity share under every boundary side by side, as text: the denominator decides, so all of them are shown. */
import { CLAIMED_SHARES, type ShareRow } from '../economy/electricity-share.js';
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';

/** One site's shares, with the draw they rest on. */
export interface ShareSheet {
  readonly name: string;
  readonly title: string;
  /** `stated in the scenario` or `measured over 1 day simulated`. */
  readonly draw: string;
  readonly utilisation: number;
  readonly pue: number;
  /** Delivered price [USD/J]. */
  readonly price: number;
  readonly rows: readonly ShareRow[];
}

const percent = (share: number, digits: number): string => `${(100 * share).toFixed(digits)}%`;
const perKilowattHour = (price: number): string => (price * JOULES_PER_KILOWATT_HOUR).toPrecision(3);

/** Millions or billions of dollars a year with three digits. */
const perYear = (dollars: number): string => {
  const [scale, unit] = dollars >= 1e9 ? [1e9, 'bn'] : dollars >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${Number((dollars / scale).toPrecision(3))} ${unit}`;
};

export const SHARE_HEAD = [
  'share',
  'range',
  'of the',
  'USD a year',
  `${percent(CLAIMED_SHARES[0], 0)}–${percent(CLAIMED_SHARES.at(-1)!, 0)} at USD/kWh`,
] as const;

/** One row a boundary: share, range, whose cost it is, its size, and the prices that would make it what is claimed. */
export const shareCells = ({ rows }: ShareSheet): readonly (readonly string[])[] =>
  rows.map(({ label, share, range, total, priceFor }) => [
    percent(share, 1),
    `${percent(range[0], 0)}–${percent(range[1], 0)}`,
    label,
    perYear(total),
    priceFor === null ? '—' : `${perKilowattHour(priceFor[0]!)}–${perKilowattHour(priceFor.at(-1)!)}`,
  ]);

/** The sentence above the table. */
export const shareSentence = ({ rows, draw, utilisation, pue, price }: ShareSheet): string => {
  const of = (code: ShareRow['code']) => rows.find((row) => row.code === code)!;
  return (
    `Electricity is ${percent(of('operatorCash').share, 1)} of operating cash and ${percent(of('fullTco').share, 1)} of the full cost. ` +
    `Mean draw ${percent(utilisation, 1)} of what is provisioned (${draw}), PUE ${pue.toFixed(2)}, ${perKilowattHour(price)} USD/kWh delivered.`
  );
};

/** What the range holds. */
export const RANGE_NOTE =
  'Range: maintenance, software and staff halved and doubled, the building × 0.67 and × 1.5, machines × 0.7 and × 1.3, in all 27 combinations.';
