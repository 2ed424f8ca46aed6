import { expect, test } from 'vitest';
import { curveRefits } from '../../../src/compute/calibrated.js';
import { latentCurves } from '../../../src/compute/curves/attention.js';
import { type ExpertRow, expertCurves } from '../../../src/compute/curves/experts.js';
import { type GemmRow, gemmCurves } from '../../../src/compute/curves/gemm.js';
import { refitted } from '../../../src/compute/curves/refit.js';

test.each(curveRefits)('the $family of $row on $curves is what was fitted, within what physics allows', (refit) => {
  const { family, curves, row, figures, kernels } = refit;
  expect(kernels).toBeGreaterThan(50);
  const standing = {
    gemm: () => gemmCurves[curves][row as GemmRow],
    experts: () => expertCurves[curves][row as ExpertRow],
    'latent-prefill': () => latentCurves[curves].prefill,
  }[family as 'gemm']();
  expect(standing?.compute).toBe(figures[family === 'latent-prefill' ? 0 : 1]);
  for (const share of family === 'latent-prefill' ? figures.slice(0, 1) : figures.slice(0, 2)) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
  }
});

test('rows that were not refitted, and tables of other families, stay the very same', () => {
  const table = Object.fromEntries(Object.keys(gemmCurves).map((name) => [name, { bf16: name }])) as never;
  const same = refitted('grouped-decode', table, () => 'new');
  expect(same).toEqual(table);
});
