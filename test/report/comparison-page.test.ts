/** The comparison as a page: answer first, bars that begin where the last ended, nothing a user wrote taken for markup. */
import { describe, expect, test } from 'vitest';
import { causeSteps, causesFigure } from '../../src/report/charts/causes.js';
import { comparisonMarkdown, comparisonPage } from '../../src/report/comparison-page.js';
import { FRAMES } from '../../src/report/figure.js';
import type { Comparison } from '../../src/study/compare.js';

const estimate = (value: number, half: number) => ({ value, interval: [value - half, value + half] as const });
const world = (title: string, price: number) => ({
  name: 'world',
  title,
  hash: 'abc',
  verdict: 'STABLE' as const,
  price: estimate(price, 0.01e-6),
});
const found: Comparison = {
  base: world('Texas', 0.5e-6),
  other: world('<script>alert(1)</script>', 0.9e-6),
  replications: 8,
  simulations: 2,
  gap: estimate(0.4e-6, 0.02e-6),
  ratio: estimate(1.8, 0.04),
  measures: [
    {
      name: 'electricity.share.fullTco',
      base: estimate(0.07, 0.001),
      other: estimate(0.09, 0.001),
      difference: estimate(0.02, 0.001),
      ratio: estimate(1.29, 0.02),
    },
  ],
  channels: [
    { code: 'chip', label: 'chips', touchesEvents: true, value: estimate(0.5e-6, 0.02e-6) },
    { code: 'power-price', label: 'price of power', touchesEvents: false, value: estimate(-0.1e-6, 0.001e-6) },
  ],
  remarks: ['A <b>remark</b>'],
};
const files = ['one & two.yaml', '<other>.yaml'] as const;

describe('a comparison page', () => {
  test('answers first, then measures, causes, channels and sampling', () => {
    const page = comparisonPage(found, files);
    const places = [
      '<h1><b>Texas makes the cheaper token',
      'id="measures"',
      'id="causes"',
      'id="channels"',
      'id="sampling"',
    ];
    const at = places.map((place) => page.indexOf(place));
    expect(at.every((one) => one > 0)).toBe(true);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
    expect(page).toContain('+2.00 points');
    expect(page).toContain('the same days priced again');
  });

  test('takes nothing of a scenario for markup, runs nothing and loads nothing', () => {
    const page = comparisonPage(found, files);
    expect(page).not.toMatch(/<script|<other>|<b>remark|<link|<img|src=|@import|url\(/);
    expect(page).toContain('one &amp; two.yaml');
    expect(comparisonMarkdown(found, files)).not.toMatch(/<script|<b>remark/);
  });

  test('each bar begins where the one before ended, and the last channel ends at the other price', () => {
    const steps = causeSteps(found);
    for (let row = 1; row < steps.length - 1; row++) expect(steps[row]!.from).toBe(steps[row - 1]!.to);
    expect(steps.at(-2)!.to).toBeCloseTo(found.other.price.value, 15);
    expect(steps.map(({ role }) => role)).toEqual(['building', 'worldB', 'worldA', 'building']);
  });

  test('every drawing stays inside its frame and is made of numbers', () => {
    for (const frame of FRAMES) {
      const drawing = causesFigure(found)!.draw(frame);
      const svg = 'svg' in drawing ? drawing.svg : '';
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      for (const [, x, width] of svg.matchAll(/<rect x="([-\d.]+)" y="[-\d.]+" width="([-\d.]+)"/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x) + Number(width)).toBeLessThanOrEqual(frame.width);
      }
    }
  });

  test('an overloaded world has no price, so no causes are drawn', () => {
    const overloaded = { ...found, other: { ...found.other, verdict: 'OVERLOADED' as const } };
    expect(causesFigure(overloaded)).toBeNull();
    expect(comparisonPage(overloaded, files)).toContain('cannot keep up with demand');
  });
});
