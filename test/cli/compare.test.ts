/** `compare` as a person meets it: the answer, a rerun that takes what is finished, and pairs that cannot be set side by side. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compareWorlds } from '../../src/cli/compare.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const small = (title: string, more: string): string => `
title: ${title}
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 4${more}}]
demand: [{name: chat, model: llama-3.1-8b, rate: 40 request/s, lengths: azure-conversation-2023}]
horizon: 5 minute
warmUp: 1 minute
`;
const texts = {
  'one.yaml': small('One', ''),
  'two.yaml': small('Two', ', precision: fp8, price: "50,000 USD"'),
  'long.yaml': small('Long', '').replace('5 minute', '10 minute'),
};
const request = {
  base: 'one.yaml',
  others: ['two.yaml'],
  set: [],
  replications: '3',
  out,
  threads: 1,
  json: false,
  quiet: true,
};

describe('compare', () => {
  test('answers first, lays the worlds side by side and says where the gap comes from', async () => {
    const window = openWindow({ texts });
    expect(await compareWorlds(request, window)).toBe(0);
    const text = window.printed.join('\n');
    expect(text).toMatch(/^One makes the cheaper token, by /);
    expect(text).toContain('full cost per M output');
    expect(text).toMatch(/\bchips\s+simulated/);
    expect(text).toMatch(/number format\s+simulated/);
    const written = JSON.parse(readFileSync(join(out, 'one-against-two', 'comparison.json'), 'utf8'));
    const page = readFileSync(join(out, 'one-against-two', 'comparison.html'), 'utf8');
    expect(page).toContain('<h1><b>One makes the cheaper token, by ');
    expect(readFileSync(join(out, 'one-against-two', 'comparison.md'), 'utf8')).toContain('## What each channel holds');
    expect(written).toMatchObject({ schemaVersion: 1, replications: 3, simulations: 4 });
  });

  test('a rerun takes what is finished and says the same', async () => {
    const [first, again] = [openWindow({ texts }), openWindow({ texts })];
    await compareWorlds(request, first);
    const finished = readdirSync(join(out, 'one-against-two', 'finished')).length;
    await compareWorlds(request, again);
    expect(again.printed).toEqual(first.printed);
    expect(readdirSync(join(out, 'one-against-two', 'finished')).length).toBe(finished);
    expect(finished).toBe(4 * 3);
  });

  test('unlike horizons are told with the file, and nothing is run', async () => {
    const window = openWindow({ texts });
    expect(await compareWorlds({ ...request, others: ['long.yaml'] }, window)).toBe(65);
    expect(window.noted.join('\n')).toContain('long.yaml  horizon');
    expect(window.printed).toEqual([]);
  });

  test('one pair has no interval and is refused', async () => {
    await expect(compareWorlds({ ...request, replications: '1' }, openWindow({ texts }))).rejects.toThrow(
      /from 2 to 1000/,
    );
  });
});
