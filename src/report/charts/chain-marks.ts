/** The few shapes of the chain picture: bars, ribbons, words, and slices stacked to scale. */
import { spread } from '../lettering.js';
import { escaped } from '../markup.js';
import type { Role } from '../theme.js';

export interface Slice {
  readonly name: string;
  readonly amount: number;
  readonly text: string;
  readonly role: Role;
}

export interface Placed extends Slice {
  readonly y: number;
  readonly height: number;
  /** Baseline of the name beside it, kept apart from its neighbours'. */
  readonly label: number;
}

const at = (value: number): string => String(Math.round(value * 10) / 10);

/** Slices under one another, heights to scale; labels keep 32 px apart and stay inside. */
export const stack = (slices: readonly Slice[], top: number, height: number, gap: number): readonly Placed[] => {
  const total = slices.reduce((sum, slice) => sum + slice.amount, 0);
  const room = height - gap * Math.max(0, slices.length - 1);
  let y = top;
  const placed = slices.map((slice) => {
    const tall = total === 0 ? 0 : (slice.amount / total) * room;
    const one = { ...slice, y, height: tall };
    y += tall + gap;
    return one;
  });
  const apart = gap === 2 ? 19 : 33;
  const labels = spread(
    placed.map((one) => one.y + one.height / 2),
    apart,
    top + 10,
    top + height - (gap === 2 ? 2 : 14),
  );
  return placed.map((one, index) => ({ ...one, label: labels[index]! }));
};

export const bar = (x: number, y: number, width: number, height: number, role: Role): string =>
  `<path d="M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}z" fill="var(--${role})"/>`;

/** A band from a stretch on the left to a stretch on the right. */
export const ribbon = (
  x1: number,
  y1: number,
  h1: number,
  x2: number,
  y2: number,
  h2: number,
  role: Role,
  opacity: number,
): string => {
  const middle = at((x1 + x2) / 2);
  return `<path d="M${at(x1)} ${at(y1)}C${middle} ${at(y1)} ${middle} ${at(y2)} ${at(x2)} ${at(y2)}V${at(y2 + h2)}C${middle} ${at(y2 + h2)} ${middle} ${at(y1 + h1)} ${at(x1)} ${at(y1 + h1)}Z" fill="var(--${role})" fill-opacity="${opacity}"/>`;
};

interface Lettering {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly role?: Role;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export const words = (
  x: number,
  y: number,
  text: string,
  { size = 12.5, weight = 400, role = 'ink', anchor = 'start' }: Lettering = {},
): string =>
  `<text x="${at(x)}" y="${at(y)}" font-size="${size}"${weight === 600 ? ' font-weight="600"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`} fill="var(--${role})">${escaped(text)}</text>`;

export const svg = (width: number, height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(height)}" viewBox="0 0 ${width} ${Math.ceil(height)}">${parts.join('')}</svg>`;
