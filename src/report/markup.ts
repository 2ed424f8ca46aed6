/** Text becomes markup only here: everything a user may have named is escaped on the way in. */

/** Markup that is already safe. */
export class Markup {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Plain text for HTML and SVG, in content and in quoted attributes; control characters are dropped. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cc}&<>"']/gu, (letter) => ENTITIES[letter] ?? (/\s/.test(letter) ? ' ' : ''));

type Part = string | number | Markup | null | readonly Markup[];

const put = (part: Part): string =>
  part === null
    ? ''
    : part instanceof Markup
      ? part.text
      : Array.isArray(part)
        ? part.map((one) => one.text).join('')
        : escaped(String(part));

/** Markup written as a template; every value in it is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(
    strings.reduce((text, piece, index) => text + piece + (index < parts.length ? put(parts[index]!) : ''), ''),
  );
