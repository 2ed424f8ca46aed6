/** How wide words are without a canvas: advance widths of a common sans serif face, so that charts need no browser to be laid out. */

/** Advance widths in thousandths of the type size, measured on Inter (the widest of the faces in our list; others leave more room). */
const WIDTHS: Readonly<Record<string, number>> = {
  ' ': 282,
  '.': 288,
  ',': 288,
  ':': 288,
  ';': 300,
  "'": 300,
  '’': 288,
  '!': 290,
  '|': 340,
  '(': 366,
  ')': 366,
  '[': 366,
  ']': 366,
  '-': 464,
  '–': 620,
  '—': 840,
  '−': 660,
  '+': 660,
  '=': 660,
  '/': 364,
  '%': 830,
  $: 645,
  '×': 660,
  '·': 288,
  '\u202f': 200,
  '\u00a0': 282,
  i: 246,
  j: 246,
  l: 246,
  I: 270,
  f: 370,
  t: 366,
  r: 382,
  J: 560,
  '1': 480,
  m: 880,
  w: 800,
  M: 900,
  W: 1010,
  '@': 970,
  '…': 820,
  a: 570,
  b: 618,
  c: 570,
  d: 618,
  e: 588,
  g: 618,
  h: 602,
  k: 556,
  n: 602,
  o: 608,
  p: 618,
  q: 618,
  s: 540,
  u: 602,
  v: 570,
  x: 556,
  y: 570,
  z: 558,
};

const CAPITAL = 690;
const DIGIT = 625;
const WIDE = 1000;

const advance = (letter: string): number => {
  const known = WIDTHS[letter];
  if (known !== undefined) return known;
  if (letter >= '0' && letter <= '9') return DIGIT;
  return letter < '\u2e80' ? CAPITAL : WIDE;
};

/** Width of a text [px] at a type size [px]. */
export const textWidth = (text: string, size: number, weight = 400): number => {
  let thousandths = 0;
  for (const letter of text) thousandths += advance(letter);
  return (thousandths / 1000) * size * (weight >= 600 ? 1.05 : 1);
};

/** The text, cut with an ellipsis where it is wider than allowed. */
export const fitted = (text: string, size: number, width: number, weight = 400): string => {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, weight) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
};

/** Positions as near to the wished ones as possible with at least `gap` between neighbours, inside `[low, high]`; order is kept. */
export const spread = (wished: readonly number[], gap: number, low: number, high: number): number[] => {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]! || a - b);
  const placed = new Array<number>(wished.length);
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(wished[index]!, floor);
    floor = placed[index]! + gap;
  }
  let ceiling = high;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index]!, ceiling);
    ceiling = placed[index]! - gap;
  }
  return placed;
};
