import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BoundaryCode,
  boundaries,
  boundaryRows,
  dollarParts,
  shareUnder,
  totalOf,
} from '../../src/economy/boundary.js';
import { addParts, fullCost, scaleParts, yearlyEnergy, yearlyParts } from '../../src/economy/parts.js';
import type { BoundaryResult, Chain } from '../../src/measure/result.js';
import { cases, type Terms } from './electricity-share.js';

const partsOf = (terms: Terms) => yearlyParts(terms, terms.price);
const share = (terms: Terms, code: string) => 100 * shareUnder(code as BoundaryCode, partsOf(terms))!;
const random: fc.Arbitrary<Terms> = fc.record({
  itPrice: fc.double({ min: 0, max: 1e5, noNaN: true }),
  provisioned: fc.double({ min: 100, max: 3000, noNaN: true }),
  utilisation: fc.double({ min: 0.05, max: 1, noNaN: true }),
  pue: fc.double({ min: 1.01, max: 2, noNaN: true }),
  price: fc.double({ min: 1e-9, max: 1e-6, noNaN: true }),
  facilityPrice: fc.double({ min: 0, max: 20, noNaN: true }),
  facilityMaintenance: fc.double({ min: 0, max: 1e-8, noNaN: true }),
  insurance: fc.double({ min: 0, max: 0.02, noNaN: true }),
  itMaintenance: fc.double({ min: 0, max: 0.1, noNaN: true }),
  software: fc.double({ min: 0, max: 1e-4, noNaN: true }),
  capitalCost: fc.double({ min: 0, max: 0.2, noNaN: true }),
  subsidy: fc.double({ min: 0, max: 0.9, noNaN: true }),
  itLife: fc.double({ min: 1, max: 10, noNaN: true }),
  facilityLife: fc.double({ min: 5, max: 40, noNaN: true }),
});

describe('laws of the boundaries', () => {
  test('the parts sum to the whole', () => {
    fc.assert(
      fc.property(random, (terms) => {
        const parts = partsOf(terms);
        const whole = fullCost(parts);
        for (const one of boundaryRows(parts, 1000, whole)) {
          expect(totalOf(one) / one.total).toBeCloseTo(1, 9);
          expect(one.perOutputToken).toBe(one.total / 1000);
        }
        expect(dollarParts(parts).reduce((sum, { dollars }) => sum + dollars, 0) / whole).toBeCloseTo(1, 9);
        expect(fullCost(addParts([scaleParts(parts, 0.25), scaleParts(parts, 0.75)])) / whole).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a wider boundary holds a smaller share: B2 ≥ B3 ≥ B6 ≥ B5 and B2 ≥ B4 ≥ B6', () => {
    fc.assert(
      fc.property(random, (terms) => {
        const of = (code: BoundaryCode) => share(terms, code) * (1 + 1e-12);
        expect(of('facilityCash')).toBeGreaterThanOrEqual(share(terms, 'facilityFull'));
        expect(of('facilityFull')).toBeGreaterThanOrEqual(share(terms, 'chipsSunk'));
        expect(of('chipsSunk')).toBeGreaterThanOrEqual(share(terms, 'fullTco'));
        expect(of('facilityCash')).toBeGreaterThanOrEqual(share(terms, 'operatorCash'));
        expect(of('operatorCash')).toBeGreaterThanOrEqual(share(terms, 'chipsSunk'));
      }),
    );
  });

  test('every electricity share vanishes with the price', () => {
    fc.assert(
      fc.property(random, (terms) => {
        const parts = yearlyParts({ ...terms, facilityMaintenance: 1e-9, itPrice: 1000 }, 0);
        for (const { code } of boundaries) {
          if (code !== 'energyAndChips') expect(shareUnder(code, parts, 1000)).toBe(0);
        }
      }),
    );
  });

  test('a dollar more per kilowatt-hour costs one dollar for each kilowatt-hour', () => {
    fc.assert(
      fc.property(random, (terms) => {
        const dearer = fullCost(yearlyParts(terms, terms.price + 1 / 3.6e6));
        const kilowattHours = yearlyEnergy(terms) / 3.6e6;
        expect((dearer - fullCost(partsOf(terms))) / kilowattHours).toBeCloseTo(1, 6);
        expect(yearlyParts(terms, 1 / 3.6e6).electricity / kilowattHours).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('boundary rows', () => {
  test('leave out the tenant where no rent is known, and cost per token where none is written', () => {
    const rows: readonly BoundaryResult[] = boundaryRows(partsOf(cases[1]!.terms), 0, null);
    expect(rows.map(({ code }) => code)).not.toContain('marketRental');
    expect(rows[0]?.perOutputToken).toBeNull();
  });

  test('name each boundary once, in plain words with a definition and a formula', () => {
    expect(new Set(boundaries.map(({ code }) => code)).size).toBe(7);
    for (const { label, definition, formula } of boundaries) {
      expect(label).not.toMatch(/TCO|opex/i);
      expect(definition).toMatch(/\.$/);
      expect(formula).toContain('E');
    }
  });

  test('dollar parts are those of a run’s chain', () => {
    const parts: Chain['dollars'] = dollarParts(partsOf(cases[1]!.terms));
    expect(parts.map(({ part }) => part)).toEqual(['electricity', 'operations', 'building', 'chips']);
  });
});
