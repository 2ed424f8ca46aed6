/** What a file said, as a short line of text that is safe to print: text from a file never moves a cursor. */

/** Control characters, line separators and marks that change the direction of writing become dots. */
export const printable = (text: string, most = 200): string => {
  const safe = text
    .slice(0, most + 1)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, '·');
  return safe.length > most ? `${safe.slice(0, most - 3)}...` : safe;
};

/** Any value in a few words. */
export const shown = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object')
    return printable(`a block with ${Object.keys(value).slice(0, 4).join(', ') || 'no keys'}`, 80);
  return value === '' ? 'empty text' : printable(String(value), 60);
};
