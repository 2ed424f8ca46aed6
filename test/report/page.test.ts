import { describe, expect, test } from 'vitest';
import { FRAMES } from '../../src/report/figure.js';
import { reportPage } from '../../src/report/page.js';
import { sample } from './sample.js';
import * as states from './states.js';

const pages = new Map<string, Promise<string>>();
const pageOf = (name: string) => {
  if (!pages.has(name)) pages.set(name, reportPage(states.STATES[name]!));
  return pages.get(name)!;
};

describe.each(Object.keys(states.STATES))('the page of %s', (name) => {
  test('holds one answer, closed sections, no broken number, and less than 400 kB', async () => {
    const page = await pageOf(name);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.match(/<section/g)!.length).toBe(page.match(/<\/section>/g)!.length);
    expect(page.match(/<svg/g)!.length).toBe(page.match(/<\/svg>/g)!.length);
    expect(page.match(/.{0,40}(?:NaN|undefined|Infinity)/)).toBeNull();
    expect(Buffer.byteLength(page)).toBeLessThan(400_000);
  });

  test('asks the network for nothing and runs nothing', async () => {
    const page = (await pageOf(name)).replaceAll('http://www.w3.org/2000/svg', '');
    expect(page.match(/.{0,40}(?:https?:|<script|<link|<img|<iframe|@import|url\((?!#)|\son[a-z]+=)/i)).toBeNull();
  });

  test('refers only to ids that exist, each once', async () => {
    const page = await pageOf(name);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/(?:href="#|url\(#|aria-labelledby=")([^")]+)/g)) expect(ids).toContain(id);
  });
});

test('the same result gives the same bytes', async () => {
  expect((await reportPage(sample)) === (await pageOf('sample'))).toBe(true);
});

test('every drawing fits its width and uses role colours alone', async () => {
  const page = await pageOf('sample');
  const drawings = [...page.matchAll(/<div class="(wide|paper|narrow)" aria-hidden="true">(<svg.*?<\/svg>)/gs)];
  expect(drawings.length).toBe(8 * FRAMES.length);
  for (const [, frame, svg] of drawings) {
    expect(svg).toContain(`viewBox="0 0 ${FRAMES.find((one) => one.name === frame)!.width} `);
    expect(svg).not.toMatch(/"#[0-9a-f]{3,8}"|font-family/);
  }
});

test('what a user wrote is shown as text', async () => {
  const page = await pageOf('hostileNames');
  expect(page.includes('&lt;script&gt;')).toBe(true);
  expect(page.includes('<script')).toBe(false);
  expect(page.includes('\u001b')).toBe(false);
});

test('headers of tables carry their scope and figures their finding', async () => {
  const page = await pageOf('sample');
  expect(page.match(/<th(?![^>]*scope=)[ >]/)).toBeNull();
  for (const [, label] of page.matchAll(/<figure aria-label="([^"]*)"/g)) expect(label!.length).toBeGreaterThan(30);
});

test('an impossible plan draws no empty chain and prints no wait', async () => {
  const page = await pageOf('impossible');
  for (const said of ['The plan cannot work.', 'DeepSeek-V3 needs 708 GB'])
    expect(page.includes(said), said).toBe(true);
  expect(page.includes('id="chain"')).toBe(false);
});

test('sample data is marked where the eye lands', async () => {
  expect((await reportPage(sample, { sample: true })).includes('>sample data<')).toBe(true);
  expect((await pageOf('sample')).includes('>sample data<')).toBe(false);
});

test('a headline shows the interval of the model apart from that of sampling', async () => {
  const measures = sample.measures.map((measure) =>
    measure.name === 'cost.fullTco.perOutputToken' && measure.value !== null
      ? { ...measure, modelInterval: [0.9 * measure.value, 1.1 * measure.value] as const }
      : measure,
  );
  const uncertainty = { draws: 8, overloaded: 0, sentence: 'The day was run 8 more times.' };
  const page = await reportPage({ ...sample, measures, uncertainty });
  expect(page).toContain('If the model is off: $');
  expect(page).toContain('How far the model itself may be off');
  expect(await reportPage(sample)).not.toContain('If the model is off');
});
