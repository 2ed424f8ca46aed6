/** An SVG becomes a PNG, with a typeface of our own so that every machine draws the same letters. The only importer of resvg. */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

/** Inter (SIL Open Font License 1.1), the first typeface of the charts. */
const FONT_FILES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${file}`),
);

/** Pixels to a unit of the drawing: sharp on a slide. */
const SCALE = 2;

export const pngOf = (svg: string): Uint8Array =>
  new Resvg(svg, {
    font: { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: SCALE },
  })
    .render()
    .asPng();
