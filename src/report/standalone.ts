/** Each chart as an SVG of its own: heading, what is drawn, key, drawing and where it comes from, in the light theme, with nothing left to a page. */
import type { RunResult } from '../measure/result.js';
import { figuresOf } from './charts/index.js';
import { drawing } from './drawings.js';
import { type Figure, type FigureCode, FRAMES, type Frame } from './figure.js';
import { textWidth } from './lettering.js';
import { html } from './markup.js';
import { FACES, LIGHT, type Role } from './theme.js';

const MARGIN = 24;
const FRAME: Frame = FRAMES.find(({ name }) => name === 'wide')!;

/** `var(--role)` as the colour it stands for. */
const inLight = (svg: string): string =>
  svg.replace(/var\(--([a-z]+)\)/gi, (whole, role: string) => (role in LIGHT ? LIGHT[role as Role] : whole));

const linesOf = (text: string, size: number, weight: number, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

interface Style {
  readonly size: number;
  readonly weight: number;
  readonly role: Role;
}
const HEADING: Style = { size: 20, weight: 600, role: 'ink' };
const SUBTITLE: Style = { size: 13, weight: 400, role: 'muted' };
const SOURCE: Style = { size: 11, weight: 400, role: 'muted' };

/** Lines of text from `top` down, and where they end. */
const paragraph = (text: string, { size, weight, role }: Style, top: number, width: number) => {
  const leading = Math.round(size * 1.4);
  const lines = linesOf(text, size, weight, width);
  const markup = lines.map(
    (line, index) =>
      html`<text x="${MARGIN}" y="${top + (index + 1) * leading}" font-size="${size}" font-weight="${weight}" fill="${LIGHT[role]}">${line}</text>`,
  );
  return { text: markup.map((one) => one.text).join(''), bottom: top + lines.length * leading };
};

/** Swatches with their names in one row. */
const keyRow = (key: NonNullable<Figure['key']>, top: number): string => {
  let left = MARGIN;
  return key
    .map(({ role, name }) => {
      const at = left;
      left += 18 + textWidth(name, SUBTITLE.size, 400) + 20;
      return html`<rect x="${at}" y="${top + 8}" width="12" height="12" fill="${LIGHT[role]}"/><text x="${at + 18}" y="${top + 19}" font-size="${SUBTITLE.size}" fill="${LIGHT.ink}">${name}</text>`
        .text;
    })
    .join('');
};

/** A figure as an SVG of its own; `code` makes ids unique, `from` says where it comes from. */
export const standalone = async (figure: Figure, code: string, from: string): Promise<string> => {
  const drawn = await drawing(figure, FRAME, code);
  const { width } = FRAME;
  const height = Number(/height="([\d.]+)"/.exec(drawn)![1]);
  const heading = paragraph(figure.finding, HEADING, MARGIN - 8, width);
  const subtitle = paragraph(figure.subtitle, SUBTITLE, heading.bottom + 4, width);
  const top = subtitle.bottom + (figure.key === undefined ? 0 : 34) + 12;
  const source = paragraph(from, SOURCE, top + height + 8, width);
  const [wide, high] = [width + 2 * MARGIN, source.bottom + MARGIN];
  const key = figure.key === undefined ? '' : keyRow(figure.key, subtitle.bottom + 6);
  const nested = drawn.replace('<svg ', `<svg x="${MARGIN}" y="${top}" `);
  const face = FACES.sans.replaceAll('"', "'");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="${face}">${html`<title>${figure.label}</title>`.text}<rect width="${wide}" height="${high}" fill="${LIGHT.surface}"/>${heading.text}${subtitle.text}${key}${inLight(nested)}${source.text}</svg>\n`;
};

/** Every chart the run's data can fill, by its code. Loads the chart library only when called; same result, same bytes. */
export const standaloneCharts = async (result: RunResult): Promise<ReadonlyMap<FigureCode, string>> => {
  const { title, version, seed, scenarioHash } = result;
  const from = `${title} · token-factory ${version} · scenario ${scenarioHash.slice(0, 12)} · seed ${seed}`;
  const charts = new Map<FigureCode, string>();
  for (const [code, figure] of figuresOf(result)) charts.set(code, await standalone(figure, code, from));
  return charts;
};
