import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuredLoad } from '../../../src/validation/sets/expert-routing.js';

describe('the loads of the measured expert layers', () => {
  test('even routing spreads copies over all ranks and touches no more experts than there are copies', () => {
    expect(measuredLoad('balanced', 16, 8, 256, 8)).toEqual({ distinct: 16, copies: 16 });
    expect(measuredLoad('balanced', 4096, 8, 256, 8)).toEqual({ distinct: 32, copies: 4096 });
  });

  test('one token visits exactly its experts, and one rank of one has every copy', () => {
    expect(measuredLoad('power_law_1.2', 1, 8, 256, 1)).toEqual({ distinct: 8, copies: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 8 }), (tokens, topK) => {
        const load = measuredLoad('power_law_1.2', tokens, topK, 128, 1)!;
        expect(load.copies).toBeCloseTo(tokens * topK, 6);
        expect(load.distinct).toBeGreaterThanOrEqual(topK);
        expect(load.distinct).toBeLessThanOrEqual(Math.min(128, tokens * topK) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('skewed routing loads the slowest rank beyond its even share, and with few tokens touches fewer experts', () => {
    const skewed = measuredLoad('power_law_1.2', 1024, 8, 128, 8)!;
    expect(skewed.copies).toBeGreaterThan(1.2 * 1024);
    expect(measuredLoad('power_law_1.2', 16, 8, 256, 1)!.distinct).toBeLessThan(0.9 * 128);
  });

  test('a distribution nobody described has no load', () => {
    expect(measuredLoad('zipf', 16, 8, 256, 1)).toBeUndefined();
  });
});
