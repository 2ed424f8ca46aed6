import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facilityIssues, facilitySpec, LinearFacility } from '../../src/power/facility.js';

const spec = fc
  .record({
    pue: fc.double({ min: 1.01, max: 3, noNaN: true }),
    growing: fc.double({ min: 0, max: 0.99, noNaN: true }),
    referenceLoad: fc.double({ min: 0.05, max: 1, noNaN: true }),
    rated: fc.double({ min: 1e3, max: 1e9, noNaN: true }),
  })
  .map(({ growing, ...rest }) => ({ ...rest, marginalPue: 1 + growing * (rest.pue - 1) }));

describe('a facility', () => {
  test('has the stated PUE at the reference load', () => {
    fc.assert(
      fc.property(spec, (facility) => {
        const load = facility.referenceLoad * facility.rated;
        expect(new LinearFacility(facility).averagePue(load)).toBeCloseTo(facility.pue, 9);
      }),
    );
  });

  test('draws power with no load at all, and its average PUE never falls below the marginal one', () => {
    fc.assert(
      fc.property(spec, fc.double({ min: 1e-6, max: 1, noNaN: true }), (facility, share) => {
        const hall = new LinearFacility(facility);
        expect(hall.sitePower(0)).toBeGreaterThan(0);
        expect(hall.averagePue(share * facility.rated)).toBeGreaterThanOrEqual(hall.marginalPue());
      }),
    );
  });

  test('adds the marginal PUE for each watt more', () => {
    const hall = new LinearFacility({ pue: 1.15, marginalPue: 1.09, referenceLoad: 0.75, rated: 10e6 });
    expect(hall.fixed).toBeCloseTo(450e3, 3);
    expect(hall.sitePower(6e6 + 1e3) - hall.sitePower(6e6)).toBeCloseTo(1090, 6);
    expect(hall.losses(6e6)).toBeCloseTo(450e3 + 0.09 * 6e6, 3);
  });
});

describe('facility fields', () => {
  test('take the region’s PUE and let 60% of the overhead grow with the load', () => {
    expect(facilitySpec({ referenceLoad: 0.75 }, 1.15, 1e6)).toEqual({
      pue: 1.15,
      marginalPue: 1 + 0.6 * (1.15 - 1),
      referenceLoad: 0.75,
      rated: 1e6,
    });
  });

  test('refuse a marginal PUE that is not below the average', () => {
    expect(facilityIssues({ referenceLoad: 0.75 }, 1.15)).toEqual([]);
    expect(facilityIssues({ referenceLoad: 0.75, marginalPue: 1.2 }, 1.15)).toEqual([
      {
        path: ['marginalPue'],
        found: '1.2',
        expected: 'a marginal PUE below the average PUE of 1.15: part of the overhead is fixed',
      },
    ]);
    expect(facilityIssues({ referenceLoad: 0.75, pue: 1 }, 1.15)[0]?.path).toEqual(['pue']);
  });
});
