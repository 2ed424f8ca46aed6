/** From the base world's price to the other's: one floating bar for each channel, dearer in the other's colour, cheaper in the base's. */
import type { Estimate } from '../../measure/result.js';
import type { Comparison } from '../../study/compare.js';
import { shortName } from '../answer.js';
import { channelNote, isSure, perMillionSpread } from '../comparison.js';
import type { Figure, Frame } from '../figure.js';
import { capital } from '../headline.js';
import { fitted, textWidth } from '../lettering.js';
import { html } from '../markup.js';
import type { Role } from '../theme.js';
import { fromZero } from './scale.js';

/** One bar of the way from one price to the other [USD per token]. */
export interface CauseStep {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Where the bar may end, 95%. */
  readonly whisker: readonly [number, number] | null;
  readonly role: Role;
  readonly label: string;
}

const areSmall = (values: readonly number[]): boolean => values.every((value) => Math.abs(value * 1e6) < 0.1);

const signed = (value: number, isSmall: boolean): string =>
  `${value > 0 ? '+' : ''}${perMillionSpread({ value, interval: null }, isSmall)}`;

/** Base price, channels from the largest, other price: each bar begins where the one before ended. */
export const causeSteps = ({ base, other, channels }: Comparison): readonly CauseStep[] => {
  const isSmall = areSmall(channels.map(({ value }) => value.value));
  const end = (title: string, price: Estimate): CauseStep => ({
    name: shortName(title),
    from: 0,
    to: price.value,
    whisker: price.interval,
    role: 'building',
    label: perMillionSpread({ value: price.value, interval: null }),
  });
  let reached = base.price.value;
  const steps = channels.map(({ label, value: { value, interval } }): CauseStep => {
    const from = reached;
    reached += value;
    return {
      name: label,
      from,
      to: reached,
      whisker: interval === null ? null : [from + interval[0], from + interval[1]],
      role: value > 0 ? 'worldB' : 'worldA',
      label: signed(value, isSmall),
    };
  });
  return [end(base.title, base.price), ...steps, end(other.title, other.price)];
};

const BAR = 20;
const near = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Drawn by hand: rows of unlike names fit any number of channels at any width. */
const drawnBy = (steps: readonly CauseStep[], frame: Frame): string => {
  const ends = steps.flatMap(({ from, to, whisker }) => [from, to, ...(whisker ?? [])]);
  const [low, high] = [Math.min(0, ...ends), Math.max(...ends, 1e-12)];
  const isSmall = areSmall(ends);
  const scale = isSmall ? 1e8 : 1e6;
  const ticks = fromZero(high * scale, frame.narrow ? 3 : 5);
  const tail = Math.max(...steps.map(({ label }) => textWidth(label, 12.5, 600))) + 14;
  const longest = Math.max(...steps.map(({ name }) => textWidth(name, 12.5)));
  const left = frame.narrow ? 0 : Math.ceil(Math.min(frame.width * 0.32, longest)) + 14;
  const x = (value: number): number =>
    near(left + ((value - low) / (high - low)) * (frame.width - left - tail - (frame.narrow ? 0 : 8)));
  const pitch = frame.narrow ? 48 : 36;
  const bottom = steps.length * pitch + 6;
  const grid = ticks.values.map((value, row) => {
    const at = x(value / scale);
    const label = isSmall ? `${ticks.labels[row]!} c` : `$${ticks.labels[row]!}`;
    return html`<path d="M${at} 0V${bottom}" stroke="var(--${row === 0 ? 'faint' : 'gridline'})" fill="none"/><text x="${at}" y="${bottom + 17}" font-size="12" fill="var(--muted)" text-anchor="${row === 0 ? 'start' : 'middle'}">${label}</text>`;
  });
  const bars = steps.map(({ name, from, to, whisker, role, label }, row) => {
    const top = row * pitch + (frame.narrow ? 22 : 8);
    const middle = top + BAR / 2;
    const [start, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
    const spread =
      whisker === null
        ? null
        : html`<path d="M${x(whisker[0])} ${middle}H${x(whisker[1])}" stroke="var(--ink)" stroke-width="1.5" fill="none"/>`;
    const join =
      row === steps.length - 1
        ? null
        : html`<path d="M${x(to)} ${top + BAR}V${top + pitch}" stroke="var(--faint)" stroke-dasharray="2 2" fill="none"/>`;
    const called = frame.narrow
      ? html`<text x="0" y="${top - 6}" font-size="12.5" fill="var(--ink)">${fitted(name, 12.5, frame.width)}</text>`
      : html`<text x="${left - 14}" y="${middle + 4.5}" font-size="12.5" fill="var(--ink)" text-anchor="end">${fitted(name, 12.5, left - 14)}</text>`;
    const after = Math.max(end, whisker === null ? end : x(whisker[1])) + 7;
    return html`${join}<rect x="${start}" y="${top}" width="${near(Math.max(1, end - start))}" height="${BAR}" fill="var(--${role})"/>${spread}${called}<text x="${near(after)}" y="${middle + 4.5}" font-size="12.5" font-weight="600" fill="var(--ink)" paint-order="stroke" stroke="var(--paper)" stroke-width="3.5" stroke-linejoin="round">${label}</text>`;
  });
  const height = bottom + 24;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${height}" viewBox="0 0 ${frame.width} ${height}">${grid}${bars}</svg>`
    .text;
};

/** null where nothing differs, or where a world cannot keep up and its price means nothing. */
export const causesFigure = (found: Comparison): Figure | null => {
  const { base, other, channels, gap } = found;
  const [first] = channels;
  if (first === undefined || [base, other].some(({ verdict }) => verdict === 'OVERLOADED')) return null;
  const isSmall = areSmall(channels.map(({ value }) => value.value));
  const finding = isSure(first.value)
    ? `${capital(first.label)}: ${signed(first.value.value, isSmall)} of a gap of ${signed(gap.value, isSmall)} a million`
    : 'No channel stands out: every share is within its interval';
  return {
    code: 'causes',
    finding,
    subtitle: `From ${shortName(base.title)} to ${shortName(other.title)}. Blue makes the token cheaper, orange dearer; whiskers: 95% interval. ${channelNote(found)}`,
    note: '',
    label: `${finding}. ${channels.map(({ label, value }) => `${label} ${signed(value.value, isSmall)}`).join(', ')}.`,
    table: {
      columns: [
        { name: 'Channel', numeric: false },
        { name: 'Per M output tokens', numeric: true },
        { name: 'Share of the gap', numeric: true },
      ],
      rows: [
        ...channels.map(({ label, value }) => [
          capital(label),
          perMillionSpread(value, isSmall),
          gap.value === 0 ? '—' : `${Math.round((100 * value.value) / gap.value)}%`.replace('-', '−'),
        ]),
        ['The whole gap', perMillionSpread(gap, isSmall), '100%'],
      ],
    },
    how: [
      'Shapley value of a channel: its mean contribution over all orders in which the channels could be switched from one world to the other. The values sum exactly to the gap.',
      'Intervals are those of the paired replications: both worlds see the same arrivals, lengths and weather.',
    ],
    draw: (frame) => ({ svg: drawnBy(causeSteps(found), frame) }),
  };
};
