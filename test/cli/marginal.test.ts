/** `marginal` as a person meets it: the answer first, the numbers in a file, and wrong files told before anything runs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { marginalCosts } from '../../src/cli/marginal.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'marginal-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const site = (rate: number): string => `
title: One
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 1}]
demand: [{name: chat, model: llama-3.1-8b, rate: ${rate} request/s, lengths: azure-conversation-2023}]
horizon: 2 minute
warmUp: 1 minute
`;
const texts = { 'one.yaml': site(10), 'full.yaml': site(80), 'wrong.yaml': site(10).replace('replicas', 'replica') };
const request = { set: [], replications: '2', out, threads: 1, json: false, quiet: true };

test('answers first, then by type, stream and hour, and keeps the numbers', async () => {
  const window = openWindow({ texts });
  expect(await marginalCosts({ ...request, files: ['one.yaml'] }, window)).toBe(0);
  const text = window.printed.join('\n');
  expect(text).toMatch(/^The next million output tokens cost .* of electricity,/);
  expect(text).toContain('By stream');
  expect(text).toContain('Slack:');
  const written = JSON.parse(readFileSync(join(out, 'one-marginal', 'marginal.json'), 'utf8'));
  expect(written).toMatchObject({ schemaVersion: 1, replications: 2, verdict: 'STABLE' });
  expect(written.selfTest.distance).toBeLessThan(1e-9);
});

test('a full fleet is told in a sentence, with the value of what is displaced', async () => {
  const window = openWindow({ texts });
  expect(await marginalCosts({ ...request, files: ['full.yaml'] }, window)).toBe(0);
  const text = window.printed.join('\n');
  expect(text).toMatch(/^One is full: the next million output tokens cost /);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

test('one wrong file among several ends it before anything runs; one replication has no interval', async () => {
  const window = openWindow({ texts });
  expect(await marginalCosts({ ...request, files: ['one.yaml', 'wrong.yaml'] }, window)).toBe(65);
  expect(window.printed).toEqual([]);
  await expect(marginalCosts({ ...request, files: ['one.yaml'], replications: '1' }, window)).rejects.toThrow(/pairs/);
});
