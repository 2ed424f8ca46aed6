import { expect, test } from 'vitest';
import { pngOf } from '../../src/cli/raster.js';

const svg = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" font-family="Inter, sans-serif">${inside}</svg>`;
const view = (png: Uint8Array): DataView => new DataView(png.buffer, png.byteOffset);

test('a drawing becomes a PNG of twice its size', () => {
  const png = pngOf(svg('<rect width="120" height="40" fill="#123456"/>'));
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect([view(png).getUint32(16), view(png).getUint32(20)]).toEqual([240, 80]);
});

test('letters are drawn without any typeface of the machine', () => {
  const written = pngOf(svg('<text x="4" y="24" font-size="20">tokens</text>'));
  expect(written.length).toBeGreaterThan(pngOf(svg('')).length + 300);
});
