import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cell, type CellSpec, CYCLE } from '../../../src/power/storage/cell.js';

const HOUR = 3600;
const MWH = 3.6e9;
const spec: CellSpec = {
  energy: 10 * MWH,
  power: 5e6,
  chargeEfficiency: 0.948,
  dischargeEfficiency: 0.948,
  floor: 0.2,
  start: 0.5,
  standingLoss: 0,
  ages: false,
};
const wired = (changes: Partial<CellSpec> = {}) => {
  const clock = { now: 0 };
  return { clock, cell: new Cell({ ...spec, ...changes }, () => clock.now) };
};

/** Follows its own events at the most power it takes, until `until`; returns the instants. */
const driven = ({ clock, cell }: ReturnType<typeof wired>, power: () => number, until: number): number[] => {
  const seen: number[] = [];
  cell.set(power());
  for (let next = cell.nextChange(clock.now); next <= until; next = cell.nextChange(clock.now)) {
    clock.now = next;
    seen.push(next);
    cell.set(power());
  }
  clock.now = until;
  return seen;
};

describe('a cell', () => {
  test('loses ten per cent on a round trip: the efficiencies of REopt give 0.8986', () => {
    expect(spec.chargeEfficiency * spec.dischargeEfficiency).toBeCloseTo(0.8987, 3);
    const { clock, cell } = wired({ start: 0.3 });
    const before = cell.level;
    cell.set(-1e6);
    clock.now = HOUR;
    cell.set(1e6);
    clock.now += HOUR * 0.948 * 0.948;
    expect(cell.level).toBeCloseTo(before, 0);
  });

  test('fills in steps of its taper, and the moment it is full is known before', () => {
    const rig = wired();
    const moments = driven(rig, () => -rig.cell.charge, 100 * HOUR);
    // 40% at full power, 7% at 60%, 3% at 25%, over the charge efficiency.
    const full = ((0.4 + 0.07 / 0.6 + 0.03 / 0.25) * ((10 / 5) * HOUR)) / 0.948;
    expect(moments).toHaveLength(3);
    expect(moments.at(-1)).toBeCloseTo(full, 3);
    expect(rig.cell.level).toBe(rig.cell.capacity);
    expect(rig.cell.charge).toBe(0);
  });

  test('empties to its floor and no further', () => {
    const rig = wired();
    driven(rig, () => rig.cell.discharge, 100 * HOUR);
    expect(rig.cell.level).toBe(0.2 * rig.cell.capacity);
    expect(rig.cell.discharge).toBe(0);
  });

  test('a standing loss decays, and the crossing is where its closed form says', () => {
    const rig = wired({ standingLoss: 0.01 / HOUR, start: 0.5 });
    const at = rig.cell.nextChange(0);
    rig.clock.now = at;
    expect(at).toBeCloseTo((-Math.log(0.3 / 0.5) * HOUR) / 0.01, 3); // the first step of the taper above the floor
    expect(rig.cell.level).toBeCloseTo(0.3 * 10 * MWH, 0);
  });

  test('ages by calendar and cycle: a day at half charge and one full discharge, worked by hand', () => {
    const { clock, cell } = wired({ ages: true, start: 1 });
    cell.set(2e6);
    clock.now = HOUR;
    cell.set(0);
    clock.now = 24 * HOUR;
    const inside = [1, 1 - 2 / 0.948 / 10];
    const mean = ((inside[0]! + inside[1]!) / 2 + 23 * inside[1]!) / 24;
    const lost = 1.16e-3 * 0.428 * mean + (CYCLE * 2) / 10;
    expect(cell.level).toBeGreaterThan(0);
    expect(1 - cell.capacity / (10 * MWH)).toBeCloseTo(lost, 9);
  });

  test('books close for any course of powers, with and without standing loss and age', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 1, max: 40_000 })), {
          maxLength: 20,
        }),
        fc.boolean(),
        fc.double({ min: 0, max: 1e-6, noNaN: true }),
        (course, ages, standingLoss) => {
          const { clock, cell } = wired({ ages, standingLoss });
          for (const [wish, seconds] of course) {
            const until = clock.now + seconds;
            while (clock.now < until) {
              cell.set(wish > 0 ? wish * cell.discharge : wish * cell.charge);
              clock.now = Math.min(until, cell.nextChange(clock.now));
            }
          }
          const { charged, discharged, standing } = cell.totals;
          const books = spec.start * spec.energy + charged * 0.948 - discharged / 0.948 - standing;
          expect(Math.abs(cell.level - books)).toBeLessThanOrEqual(1e-7 * spec.energy);
          expect(cell.level).toBeLessThanOrEqual(cell.capacity * (1 + 1e-9));
          expect(cell.level).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
