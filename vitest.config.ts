import { defineConfig } from 'vitest/config';

/** The plain `npm test` needs nothing but npm; further suites (browser, shared data, fuzz at full size) are switched on by CI. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
