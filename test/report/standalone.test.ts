import { expect, test } from 'vitest';
import { figuresOf } from '../../src/report/charts/index.js';
import { standaloneCharts } from '../../src/report/standalone.js';
import { sample } from './sample.js';

test('every chart stands alone: its finding, its measure, its source, real colours, no page behind it', async () => {
  const charts = await standaloneCharts(sample);
  const figures = figuresOf(sample);
  expect([...charts.keys()]).toEqual([...figures.keys()]);
  for (const [code, svg] of charts) {
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="1088"')).toBe(true);
    expect(svg).not.toMatch(/var\(|class=|href=|<script|NaN|undefined/);
    expect(svg).toContain(figures.get(code)!.finding.split(' ')[0]);
    expect(svg).toContain(`scenario ${sample.scenarioHash.slice(0, 12)}`);
  }
  expect(await standaloneCharts(sample)).toEqual(charts);
});

test('a title from a scenario is text, never a mark', async () => {
  const charts = await standaloneCharts({ ...sample, title: '<script>alert(1)</script>' });
  for (const svg of charts.values()) expect(svg).not.toContain('<script');
});

test('a long heading is broken into lines that fit', async () => {
  const [svg] = (await standaloneCharts({ ...sample, title: 'a factory far away '.repeat(30) })).values();
  expect(svg!.match(/font-size="11"/g)!.length).toBeGreaterThan(2);
});
