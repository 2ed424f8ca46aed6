/** A few hundred mutated scenarios; `npm run test:further` judges five thousand others. */
import { expect, test } from 'vitest';
import { judgeAll } from './judge.js';

test('each of 240 mutated scenarios ends in located issues or in a lawful result, a third of them simulated', async () => {
  const { simulated } = await judgeAll(0, 240);
  expect(simulated).toBeGreaterThanOrEqual(80);
});
