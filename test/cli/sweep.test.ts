/** `sweep` as a person meets it: the table, the files, a rerun that takes what is finished, and axes that cannot be. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sweepWorlds } from '../../src/cli/sweep.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'sweep-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const texts = {
  'one.yaml': `
title: One
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 4}]
demand: [{name: chat, model: llama-3.1-8b, rate: 40 request/s, lengths: azure-conversation-2023}]
horizon: 5 minute
warmUp: 1 minute
`,
};
const request = {
  file: 'one.yaml',
  axis: ['fleet[0].replicas=3, 4', 'economy.capitalCost=4%..12% in 3'],
  measure: 'cost.fullTco.perOutputToken',
  set: [],
  replications: '2',
  budget: '5 s',
  out,
  threads: 1,
  json: false,
  quiet: true,
};

describe('sweep', () => {
  test('answers first, then the grid; every measure is in the rows', async () => {
    const [first, again] = [openWindow({ texts }), openWindow({ texts })];
    expect(await sweepWorlds(request, first)).toBe(0);
    expect(first.printed.join('\n')).toMatch(
      /^cost\.fullTco\.perOutputToken is least at fleet\[0\]\.replicas 3, economy/,
    );
    expect(first.printed.join('\n')).toContain('6 points: 2 worlds simulated 2 times each');
    const rows = readFileSync(join(out, 'one-sweep', 'sweep.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatch(/^fleet\[0\]\.replicas,economy\.capitalCost,verdict,tokens\.output \[token\],/);
    const written = JSON.parse(readFileSync(join(out, 'one-sweep', 'sweep.json'), 'utf8'));
    expect(written).toMatchObject({ schemaVersion: 1, simulations: 2, replications: 2 });
    await sweepWorlds(request, again);
    expect(again.printed).toEqual(first.printed);
  });

  test.each([
    [{ axis: ['fleet[0].replica=3, 4'] }, /--axis fleet\[0\]\.replica=3[\s\S]*replicas/],
    [{ axis: ['fleet[0].price=-5 USD, 5 USD'] }, /--axis fleet\[0\]\.price=-5 USD/],
    [{ axis: ['fleet[0].replicas=3'] }, /from 2 to 1,000 values on an axis, not 1/],
    [{ axis: ['fleet[0].replicas=1..4 in 1000000'] }, /not 1,000,000/],
    [{ axis: ['seed=1..900 in 900', 'economy.margin=0..2 in 900'] }, /at most 10000 points/],
    [{ measure: 'cost.fullTco.perOutputTokens' }, /--measure[\s\S]*cost\.fullTco\.perOutputToken/],
  ])('%o is told, located, and nothing is run', async (change, told) => {
    const window = openWindow({ texts });
    expect(await sweepWorlds({ ...request, ...change }, window)).toBe(65);
    expect(window.noted.join('\n')).toMatch(told);
    expect(window.printed).toEqual([]);
  });
});
