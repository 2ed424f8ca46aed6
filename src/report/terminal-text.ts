/** Text for a terminal: widths of letters, wrapping, padding, nothing that could steer the terminal, and an ASCII twin of equal length. */

/** Letters that take two columns (East Asian wide and full-width forms, most emoji). */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

/** Names come from files: control characters and escapes are dropped, any white space is one space. */
export const printable = (text: string): string =>
  text.replace(/[\t\n\r\u00a0\u202f]+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '');

export const displayWidth = (text: string): number => {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : 1;
  return width;
};

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));
export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - displayWidth(text))) + text;

/** The text, cut with an ellipsis where it is wider than allowed. */
export const cut = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (displayWidth(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
};

/** Lines no wider than allowed; a word that is wider than a line is broken. */
export const wrapped = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (let word of text.trim().split(/\s+/)) {
    while (displayWidth(word) > width) {
      if (line !== '') lines.push(line);
      line = '';
      const head = [...word].slice(0, Math.max(1, Math.floor(width / 2)));
      lines.push(head.join(''));
      word = word.slice(head.join('').length);
    }
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
};

const TWINS: Readonly<Record<string, string>> = {
  '█': '#',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '.',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '·': '.',
  '×': 'x',
  '±': '~',
  '✓': '+',
  '✗': 'x',
  µ: 'u',
  '\u202f': ' ',
  '\u00a0': ' ',
  '›': '>',
  '‹': '<',
};

/** Our own signs in ASCII, letter for letter, so that lines break where they did; letters of names are left as they are. */
export const toAscii = (text: string): string =>
  text.replace(/[█–—−…’‘“”·×±✓✗µ\u202f\u00a0›‹]/g, (letter) => TWINS[letter]!);
