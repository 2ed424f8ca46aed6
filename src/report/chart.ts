/** Draws a Vega-Lite spec as an SVG text in Node, without canvas or browser. The only importer of vega and vega-lite; import it lazily. */
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Spec } from './figure.js';
import { textWidth } from './lettering.js';
import { shortened } from './path-text.js';
import { LIGHT, VEGA_CONFIG } from './theme.js';

/** Attributes that say what the drawing's host already says (it is `aria-hidden` with a table beside it), or repeat a default. */
const NOISE =
  / (?:aria-[a-z]+|role|class|pointer-events|font-family|xmlns:xlink|version)="[^"]*"| (?:opacity|fill-opacity|stroke-opacity)="1"| stroke-miterlimit="10"/g;

const ROLE_OF_HEX: ReadonlyMap<string, string> = new Map(Object.entries(LIGHT).map(([role, hex]) => [hex, role]));

/** Every known hex becomes `var(--role)`, so that one drawing serves the light page, the dark page and paper. */
export const inRoles = (svg: string): string =>
  svg.replace(/"(#[0-9a-f]{6})"/g, (whole, hex: string) => {
    const role = ROLE_OF_HEX.get(hex);
    return role === undefined ? whole : `"var(--${role})"`;
  });

const tidy = (svg: string, code: string): string =>
  shortened(svg)
    .replace(/\p{Cc}/gu, '')
    .replace(NOISE, '')
    .replace(/<path(?: d="(?:M0(?:\.5)?,0(?:\.5)?h[\d.]+v[\d.]+h-?[\d.]+Z)?")?(?: display="none")?\/>/g, '')
    .replace(/ transform="translate\(0,0\)"/g, '')
    .replace(/<g><\/g>/g, '')
    .replace(/(clip|gradient)(\d+)/g, `${code}-$1$2`)
    .replace(/<text([^>]*) stroke="/g, '<text$1 paint-order="stroke" stroke-linejoin="round" stroke="');

/** The hook by which Vega is told how wide words are; part of its scenegraph, missing from its published types. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: { fontSize?: number; fontWeight?: number | string }, text: unknown) => number };
};

/** The drawing at exactly this width; same spec, same text. `code` makes ids unique in the page. */
export const drawn = async (spec: Spec, width: number, code: string): Promise<string> => {
  textMetrics.width = (item, text) =>
    textWidth(String(text ?? ''), item.fontSize ?? 12, Number(item.fontWeight ?? 400) || 400);
  vega.resetSVGDefIds();
  const complete = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', ...spec, config: VEGA_CONFIG };
  const compiled = compile(complete as unknown as TopLevelSpec, { logger: vega.logger(vega.Error) });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  const height = Math.ceil(Number(/height="([\d.]+)"/.exec(svg)![1]));
  const framed = svg.replace(
    /^<svg[^>]*>(?:<rect[^>]*\/>)?/,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
  );
  return inRoles(tidy(framed, code));
};
