import { expect, test } from 'vitest';
import { covered } from './coverage.js';

// At 95% the chance that fewer than 33 of 40 intervals cover is 0.1%, and the seeds are fixed.
test.each(['random', 'power-of-two'] as const)(
  '33 or more of 40 intervals from half of the replicas cover what the whole site wrote, routed by %s',
  async (router) => {
    const count = await covered(40, router);
    console.log(`${router}: ${count} of 40 intervals cover`);
    expect(count).toBeGreaterThanOrEqual(33);
  },
);
