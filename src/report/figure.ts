/** What a picture is in every document: a finding, what is drawn, the drawing at any width, the same numbers as a table, how they came to be. */

import type { Role } from './theme.js';

/** Every picture of a run, in the order they are read. */
export const FIGURE_CODES = [
  'chain',
  'day',
  'latency',
  'promises',
  'cost',
  'parts',
  'next',
  'supply',
  'rack',
  'duration',
  'bill',
] as const;
export type FigureCode = (typeof FIGURE_CODES)[number];

/** A Vega-Lite spec as plain data; `chart.ts` gives it the theme and draws it. */
export type Spec = Readonly<Record<string, unknown>>;

/** The room a drawing has: `narrow` is a phone, `paper` a printed page or tablet, `wide` the page. */
export interface Frame {
  readonly name: 'wide' | 'paper' | 'narrow';
  readonly width: number;
  readonly narrow: boolean;
}

export const FRAMES: readonly Frame[] = [
  { name: 'wide', width: 1040, narrow: false },
  { name: 'paper', width: 700, narrow: false },
  { name: 'narrow', width: 342, narrow: true },
];

export interface TableData {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A drawing is a spec for Vega-Lite, or an SVG text drawn by hand in `var(--role)` colours. */
export type Drawing = { readonly spec: Spec } | { readonly svg: string };

export interface Figure {
  /** Anchor in the page and prefix of ids. */
  readonly code: string;
  /** At most 15 words; what the data supports. */
  readonly finding: string;
  /** What is drawn: measure, unit, period, what bands and ticks mean. */
  readonly subtitle: string;
  /** Swatches above the drawing, where parts are too small to carry their own words. */
  readonly key?: readonly { readonly role: Role; readonly name: string }[];
  /** A note under the drawing. */
  readonly note: string;
  /** The finding with its main numbers, for readers who listen. */
  readonly label: string;
  readonly table: TableData;
  readonly how: readonly string[];
  readonly draw: (frame: Frame) => Drawing;
}
