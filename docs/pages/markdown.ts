/** Markdown that survives any text: tables whose cells cannot break out, and code. */

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const code = (text: string): string => `\`${text}\``;

export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** The page says where it comes from, so that nobody edits it by hand. */
export const page = (title: string, sections: readonly string[]): string =>
  `${[`# ${title}`, '*Written by `npm run docs`; never edited by hand.*', ...sections].join('\n\n')}\n`;
