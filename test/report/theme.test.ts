import { expect, test } from 'vitest';
import { inRoles } from '../../src/report/chart.js';
import { DARK, LIGHT, VEGA_CONFIG } from '../../src/report/theme.js';

test('every light colour is distinct, so that a hex names its role', () => {
  const hexes = Object.values(LIGHT);
  expect(new Set(hexes).size).toBe(hexes.length);
  for (const hex of hexes) expect(hex).toMatch(/^#[0-9a-f]{6}$/);
});

test('dark has the same roles', () => {
  expect(Object.keys(DARK).sort()).toEqual(Object.keys(LIGHT).sort());
});

test('the chart theme draws in role colours alone', () => {
  const known = new Set<string>(Object.values(LIGHT));
  for (const hex of JSON.stringify(VEGA_CONFIG).match(/#[0-9a-f]{6}/g) ?? []) expect(known).toContain(hex);
});

const luminance = (hex: string) => {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};
const contrast = (one: string, other: string) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
};

test('words reach 4.5 to 1 on paper in both themes (WCAG 2.2, 1.4.3)', () => {
  for (const theme of [LIGHT, DARK])
    for (const role of ['ink', 'muted', 'accent', 'good', 'warn', 'bad'] as const)
      expect(contrast(theme[role], theme.paper)).toBeGreaterThanOrEqual(4.5);
});

test('a hex in a drawing becomes its role', () => {
  expect(inRoles('<path fill="#ee8a00" stroke="#123456"/>')).toBe('<path fill="var(--electricity)" stroke="#123456"/>');
});
