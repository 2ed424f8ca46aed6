/** The chain for a phone: stacked bars under one another with arrows where the unit changes. */
import type { Frame } from '../figure.js';
import { fitted, textWidth } from '../lettering.js';
import type { ChainFigures } from './chain.js';
import { bar, type Slice, svg, words } from './chain-marks.js';

const BAR = 24;

/** A bar of slices to scale with its key in rows under it; returns the marks and where the next thing may begin. */
const row = (
  slices: readonly Slice[],
  top: number,
  width: number,
): { readonly parts: string[]; readonly end: number } => {
  const total = slices.reduce((sum, slice) => sum + slice.amount, 0);
  let x = 0;
  const parts = slices.map((slice) => {
    const wide = total === 0 ? 0 : (slice.amount / total) * width;
    const one = bar(x, top, Math.max(0, wide - 1), BAR, slice.role);
    x += wide;
    return one;
  });
  let [across, y] = [0, top + BAR + 18];
  for (const slice of slices) {
    const name = fitted(slice.name, 12, width * 0.6);
    const wide = 16 + textWidth(name, 12) + 5 + textWidth(slice.text, 12) + 16;
    if (across > 0 && across + wide - 16 > width) [across, y] = [0, y + 19];
    parts.push(
      bar(across, y - 9, 9, 9, slice.role),
      words(across + 15, y, name, { size: 12 }),
      words(across + 20 + textWidth(name, 12), y, slice.text, { size: 12, role: 'muted' }),
    );
    across += wide;
  }
  return { parts, end: y };
};

const arrow = (y: number, text: string): string[] => [
  `<path d="M6 ${y}v22m-4 -5l4 5l4 -5" fill="none" stroke="var(--faint)" stroke-width="1.25"/>`,
  words(20, y + 15, text, { size: 12, role: 'muted' }),
];

export const stackedChain = (chain: ChainFigures, frame: Frame): string => {
  const parts: string[] = [];
  let y = 14;
  const stage = (name: string, title: string, slices: readonly Slice[], then: string) => {
    if (name !== '') {
      parts.push(
        words(0, y, name, { size: 11, weight: 600, role: 'muted' }),
        words(frame.width, y, title, { size: 13, weight: 600, anchor: 'end' }),
      );
      y += 10;
    }
    const drawn = row(slices, y, frame.width);
    parts.push(...drawn.parts);
    y = drawn.end + 12;
    if (then !== '') {
      parts.push(...arrow(y, then));
      y += 44;
    }
  };
  stage('JOULES IN', chain.titles.joules, chain.sources, 'spent inside the factory');
  y -= 12;
  stage('', '', chain.uses, `${chain.perMillion.energy} per million output tokens`);
  stage('TOKENS WRITTEN', chain.titles.tokens, chain.tokens, `${chain.perMillion.money} per million output tokens`);
  stage('DOLLARS', chain.titles.dollars, chain.dollars, '');
  return svg(frame.width, y, parts);
};
