/** `break-even` as a person meets it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findBreakEven } from '../../src/cli/break-even.js';
import { openWindow } from './window.js';

const out = mkdtempSync(join(tmpdir(), 'break-even-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const scenario = (title: string, price: number, horizon = '5 minute') => `
title: ${title}
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 4, price: ${price} USD}]
demand: [{name: chat, model: llama-3.1-8b, rate: 40 request/s, lengths: azure-conversation-2023}]
horizon: ${horizon}
warmUp: 1 minute
`;
const texts = {
  'cheap.yaml': scenario('Cheap chips', 20000),
  'dear.yaml': scenario('Dear chips', 30000),
  'short.yaml': scenario('Short', 30000, '4 minute'),
};
const request = {
  base: 'cheap.yaml',
  other: 'dear.yaml',
  vary: 'fleet[0].price=10000..30000 USD in 2',
  in: 'other' as const,
  measure: 'cost.fullTco.perOutputToken',
  set: [],
  replications: '2',
  budget: '5 s',
  out,
  threads: 1,
  json: false,
  quiet: true,
};
const asked = async (change: Partial<typeof request> | { readonly in: 'both' }) => {
  const window = openWindow({ texts });
  const code = await findBreakEven({ ...request, ...change }, window);
  return { code, printed: window.printed.join('\n'), noted: window.noted.join('\n') };
};

describe('break-even', () => {
  test('finds the price that the other already has in the base', async () => {
    const { code, printed } = await asked({});
    expect(code).toBe(0);
    expect(printed.replace(/\s+/g, ' ')).toMatch(
      /^cost\.fullTco\.perOutputToken is the same at fleet\[0\]\.price 20,000.USD: dear/,
    );
    expect(printed.replace(/\s+/g, ' ')).toContain('dear has less below, cheap above.');
    const written = JSON.parse(readFileSync(join(out, 'cheap-against-dear-break-even', 'break-even.json'), 'utf8'));
    expect(written.crossings[0].at.value).toBeCloseTo(20000, 4);
  });

  test('says when there is none, and when the worlds are one', async () => {
    const none = await asked({ vary: 'fleet[0].price=21000..30000 USD in 2' });
    expect(none.printed.replace(/\s+/g, ' ')).toMatch(
      /No fleet\[0\]\.price from 21000 USD to 30000 USD makes them the same: cheap has the lesser/,
    );
    const one = await asked({ in: 'both' });
    expect(one.printed.replace(/\s+/g, ' ')).toMatch(/Both worlds are the same at every value/);
  });

  test.each([
    [{ vary: 'fleet[0].prise=1..2 USD' }, /--vary fleet\[0\]\.prise=1 USD[\s\S]*price/],
    [{ vary: 'fleet[0].price=-5..5 USD in 2' }, /--vary fleet\[0\]\.price=-5 USD/],
    [{ vary: 'fleet[0].chip=h100, h20' }, /numbers of one unit/],
    [{ vary: 'fleet[0].price=5 USD' }, /from 2 to 1,000 values/],
    [{ other: 'short.yaml' }, /horizon[\s\S]*as in the base/],
    [{ measure: 'cost.full' }, /--measure cost\.full/],
  ])('%o is told, located, and nothing is run', async (change, wanted) => {
    const { code, printed, noted } = await asked(change);
    expect(code).toBe(65);
    expect(noted).toMatch(wanted);
    expect(printed).toBe('');
  });
});
