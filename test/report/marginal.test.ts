/** The page of marginal cost: self-contained, whatever a file calls itself stays text, and a full fleet is told without an empty chart. */
import { expect, test } from 'vitest';
import { marginalPage } from '../../src/report/marginal-page.js';
import { loadScenario } from '../../src/scenario/load.js';
import { marginal } from '../../src/study/marginal.js';
import { openWindow } from '../cli/window.js';

const text = (rate: number): string => `
title: "<script>alert(1)</script>"
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 1}]
demand: [{name: chat, model: llama-3.1-8b, rate: ${rate} request/s, lengths: azure-conversation-2023}]
horizon: 1 minute
warmUp: 1 minute
`;
const found = (rate: number) =>
  marginal(loadScenario('one.yaml', openWindow({ texts: { 'one.yaml': text(rate) } }).files, []), {
    threads: 1,
    replications: 2,
  });

test('one file without network or script, same bytes each time, and sites merge into one curve', async () => {
  const one = await found(4);
  const page = await marginalPage(one, [{ ...one, name: 'two' }]);
  expect(page).toBe(await marginalPage(one, [{ ...one, name: 'two' }]));
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined/);
  for (const id of ['supply', 'merged', 'joint', 'long-run', 'scarce']) expect(page).toContain(`id="${id}"`);
  expect(page).toContain('Over 2 sites');
});

test('a full fleet has no hours and no joint cost to draw', async () => {
  const page = await marginalPage(await found(80));
  expect(page).toContain('is full: the next million output tokens cost');
  expect(page).not.toContain('id="joint"');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});
