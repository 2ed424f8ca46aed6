/** `plan` as a person meets it: the answer, the scenario it writes, and what cannot be asked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { check } from '../../src/cli/check.js';
import { Unwritable } from '../../src/cli/exit.js';
import { planFleet } from '../../src/cli/plan.js';
import { loadScenario } from '../../src/scenario/load.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const hall = (more: string, promise = ', promise: {tpot: {within: 40 ms}}'): string => `
title: Hall <i>of</i> chips
site: {region: us-tx}
fleet:
  - {name: one, chip: h100, model: llama-3.1-8b, replicas: 4, framework: sglang, layout: {tensor: 2}}
  - {name: two, chip: h20, model: llama-3.1-8b, replicas: 4}
demand: [{name: chat, model: llama-3.1-8b, rate: 30% of capacity, lengths: azure-conversation-2023${promise}}]
horizon: 2 minute
warmUp: 1 minute
plan: {chips: [{chip: h100, price: "30,000 USD"}], mostChips: 1${more}}
`;
const asked = async (text: string) => {
  const file = join(out, 'hall.yaml');
  const window = openWindow({ texts: { [file]: text } });
  const request = { file, set: [], replications: '2', out, threads: 1, json: false, quiet: true };
  return { exit: await planFleet(request, window), window, file };
};

describe('plan', () => {
  test('answers first, says what binds, and writes a scenario of the fleet that is right', async () => {
    const text = hall('');
    const { exit, window, file } = await asked(text);
    expect(exit).toBe(0);
    const printed = window.printed.join('\n');
    expect(printed).toMatch(/^The promise can be kept with \d+ h100 at /);
    expect(printed).toContain('No limit of power, money or chips binds.');
    const planned = file.replace('.yaml', '.planned.yaml');
    const written = readFileSync(planned, 'utf8');
    expect(written).toContain('extends: "hall.yaml"');
    const again = openWindow({ texts: { [file]: text, [planned]: written } });
    expect(await check({ files: [planned], set: [], json: true, quiet: true } as never, again)).toBe(0);
    const { chosen, verdict } = JSON.parse(readFileSync(join(out, 'hall-plan', 'plan.json'), 'utf8'));
    expect(verdict).toBe('kept');
    const page = readFileSync(join(out, 'hall-plan', 'plan.html'), 'utf8');
    expect(page).toContain('Hall &lt;i&gt;of&lt;/i&gt; chips');
    expect(page.match(/<svg /g)?.length).toBe(3);
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!www\.w3\.org)/);
    const loaded = loadScenario(planned, again.files);
    expect(loaded.scenario.fleet).toMatchObject([
      { name: 'one', framework: 'sglang', chip: 'h100', replicas: chosen.pools[0].replicas, layout: { tensor: 1 } },
    ]);
  });

  test('a file that it did not write is left alone', async () => {
    const file = join(out, 'hall.planned.yaml');
    writeFileSync(file, 'title: mine\n');
    await expect(asked(hall(''))).rejects.toThrow(Unwritable);
    expect(readFileSync(file, 'utf8')).toBe('title: mine\n');
    rmSync(file);
  });

  test('a plan without a promise, chips nobody knows and limits that are none are located, and nothing is simulated', async () => {
    const none = await asked(hall('', ''));
    expect(none.exit).toBe(65);
    expect(none.window.noted.join('\n')).toMatch(/hall\.yaml:10:7 +plan\s+found .*\s+expected +a promise to plan for/);
    const wrong = await asked(
      hall(', megawatts: 0 MW, budget: "-3 USD", goodput: 1.5, finalists: 1').replace(
        '{chip: h100,',
        '{chip: h1000, colour: red,',
      ),
    );
    expect(wrong.exit).toBe(65);
    const noted = wrong.window.noted.join('\n');
    for (const path of [
      'plan.megawatts',
      'plan.budget',
      'plan.goodput',
      'plan.finalists',
      'plan.chips[0].chip',
      'plan.chips[0]',
    ])
      expect(noted).toContain(path);
    expect(noted).toContain('did you mean');
  });
});
