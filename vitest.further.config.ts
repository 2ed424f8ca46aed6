import { defineConfig } from 'vitest/config';

/** The further suites, `*.further.ts`: fuzz at full size, real traces, every shipped scenario in full, threads of the built program.
 *  `npm run test:further` runs them on two cores in under a quarter of an hour. */
export default defineConfig({
  test: {
    include: ['test/**/*.further.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
