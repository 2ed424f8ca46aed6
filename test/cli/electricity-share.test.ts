/** `explain electricity-share`: every denominator side by side, for a scenario with a stated draw and one that is simulated for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/cli/explain.js';
import { openWindow } from './window.js';

const folder = join(import.meta.dirname, '../../scenarios/electricity-share');
const texts = Object.fromEntries(
  ['common.yaml', '02-h100-us-neocloud.yaml'].map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);
const request = { name: 'electricity-share', set: [] as string[], json: false, quiet: true } as const;

describe('explain electricity-share', () => {
  test('without a file it defines each boundary with its formula', async () => {
    const window = openWindow();
    expect(await explain(request, window)).toBe(0);
    expect(window.printed.join('\n')).toContain('= E / (E + facOpex + itOpex)');
  });

  test('of a file it prints every share, its range, and the price of a share of 60 to 70 percent', async () => {
    const window = openWindow({ texts });
    expect(await explain({ ...request, files: ['02-h100-us-neocloud.yaml'] }, window)).toBe(0);
    expect(window.printed.join('\n')).toMatchInlineSnapshot(`
      "H100 of a US neocloud
      Electricity is 37.0% of operating cash and 6.3% of the full cost. Mean draw
      75.0% of what is provisioned (stated), PUE 1.25, 0.0800 USD/kWh delivered.

      share  range    of the                            USD a year  60%-70% at USD/kWh
      6.3%   4%-9%    full cost                         13.3 M      1.79-2.79
      37.0%  21%-56%  operating cash                    2.26 M      0.204-0.318
      74.6%  61%-85%  running bill of the building      1.12 M      0.0409-0.0636
      28.2%  20%-38%  cost of a landlord without chips  2.97 M      0.305-0.475
      20.4%  12%-31%  cost with the chips paid off      4.11 M      0.468-0.729
      4.1%   4%-4%    rent of the chips                 20.6 M      -
      75.5%  59%-86%  electricity and chips together    13.3 M      -

      Range: maintenance, software and staff halved and doubled, the building x 0.67
      and x 1.5, machines x 0.7 and x 1.3, in all 27 combinations."
    `);
  });

  test('a draw that is not stated is simulated', async () => {
    const own = `
site: {region: us-tx}
fleet: [{name: pool, chip: h100, model: llama-3.1-8b, replicas: 4}]
demand: [{name: chat, model: llama-3.1-8b, rate: 20 request/s, arrivals: {kind: poisson}, lengths: azure-conversation-2023}]
horizon: 5 minute
warmUp: 1 minute
`;
    const window = openWindow({ texts: { 'own.yaml': own } });
    expect(await explain({ ...request, files: ['own.yaml'] }, window)).toBe(0);
    expect(window.printed.join('\n')).toContain('(simulated)');
  });

  test('a wrong file is told as everywhere, and nothing else takes files', async () => {
    const window = openWindow({ texts });
    expect(await explain({ ...request, files: ['absent.yaml'] }, window)).toBe(65);
    expect(window.noted.join()).toContain('absent.yaml');
    await expect(explain({ ...request, name: 'goodput', files: ['x.yaml'] }, window)).rejects.toThrow(
      /stands by itself/,
    );
  });
});
