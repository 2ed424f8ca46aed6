/** Figures drawn for every width a page has. */
import { type Figure, FRAMES, type Frame } from './figure.js';
import type { Drawings } from './sections/parts.js';

/** One figure at one width as SVG text. The chart library is loaded only where a figure is drawn by it; same figure, same text. */
export const drawing = async (figure: Figure, frame: Frame, code: string): Promise<string> => {
  const found = figure.draw(frame);
  return 'svg' in found ? found.svg : (await import('./chart.js')).drawn(found.spec, frame.width, code);
};

/** Every figure at every width: `chain-wide` → SVG text. */
export const drawingsOf = async (figures: readonly Figure[]): Promise<Drawings> => {
  const drawings: Record<string, string> = {};
  for (const figure of figures)
    for (const frame of FRAMES) {
      const code = `${figure.code}-${frame.name}`;
      drawings[code] = await drawing(figure, frame, code);
    }
  return drawings;
};
