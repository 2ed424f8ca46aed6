/** Energy is conserved on the bus whatever sources offer, stores want and the load does, and nobody goes short while something is left. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enforced } from '../../src/kernel/component.js';
import { Bus } from '../../src/power/bus.js';
import { LinearFacility } from '../../src/power/facility.js';
import { constant } from '../../src/power/signal.js';
import { Battery } from '../../src/power/sources/battery.js';
import { Output } from '../../src/power/sources/output.js';
import type { Outlet, Source } from '../../src/power/sources/source.js';
import { Cell } from '../../src/power/storage/cell.js';
import type { StoragePolicy } from '../../src/power/storage/policies/policy.js';

const MW = 1e6;

/** A source with a least power and one step. */
const source = (
  name: string,
  now: () => number,
  isMetered: boolean,
  offer: { least: number; most: number; cost: number },
): Source => {
  const output = new Output(now, constant(0));
  return {
    name,
    unit: name,
    isMetered,
    least: () => offer.least,
    available: () => offer.most,
    bids: () => [{ watts: offer.most - offer.least, cost: offer.cost }],
    nextChange: () => Number.POSITIVE_INFINITY,
    bears: () => isMetered,
    set: (power) => output.set(power, Math.max(0, offer.most - power)),
    joules: () => output.joules(),
    spilled: () => output.spilled(),
    kilograms: () => 0,
    carbon: () => ({ average: 0, marginal: 0 }),
    episodes: () => [],
    lines: () => [],
  };
};

const outletOf = (room: number): Outlet => ({ room: () => room, nextChange: () => Number.POSITIVE_INFINITY });

const policyOf = (wanted: StoragePolicy['wanted'], more: Partial<StoragePolicy> = {}): StoragePolicy => ({
  wanted,
  nextChange: () => Number.POSITIVE_INFINITY,
  takesSurplus: true,
  followsLoad: false,
  value: () => 0,
  ...more,
});

const batteryOf = (now: () => number, policy: StoragePolicy) =>
  new Battery(
    'battery',
    new Cell(
      {
        energy: 20 * 3600 * MW,
        power: 5 * MW,
        chargeEfficiency: 0.95,
        dischargeEfficiency: 0.95,
        floor: 0.1,
        start: 0.5,
        standingLoss: 0,
        ages: false,
      },
      now,
    ),
    policy,
    0,
  );

const facility = new LinearFacility({ pue: 1.2, marginalPue: 1.1, referenceLoad: 0.75, rated: 10 * MW });

describe('the bus', () => {
  test('conserves energy to 1e-9 for any course of load, offers and wishes', () => {
    const offer = fc.record({ least: fc.nat(3), more: fc.nat(15), cost: fc.integer({ min: -3, max: 9 }) });
    fc.assert(
      fc.property(
        fc.array(fc.record({ it: fc.nat(12), sun: offer, wish: fc.integer({ min: -8, max: 8 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(12),
        fc.nat(4),
        fc.integer({ min: -2, max: 8 }),
        fc.boolean(),
        (course, limit, room, price, hasGrid) => {
          let time = 0;
          const now = () => time;
          const sun = { least: 0, most: 0, cost: 0 };
          let wish = 0;
          const sources = [
            source('solar', now, false, sun),
            ...(hasGrid ? [source('grid', now, true, { least: 0, most: limit * MW, cost: 5 })] : []),
          ];
          const store = batteryOf(
            now,
            policyOf(() => wish * MW),
          );
          const bus = new Bus('bus', now, {
            facility,
            sources,
            stores: [store],
            outlet: outletOf(room * MW),
            exportPrice: constant(price),
          });
          bus.start();
          for (const hour of course) {
            sun.least = hour.sun.least * MW;
            sun.most = (hour.sun.least + hour.sun.more) * MW;
            sun.cost = hour.sun.cost;
            wish = hour.wish;
            bus.setLoad(hour.it * MW);
            const until = time + 3600;
            while (time < until) {
              time = Math.min(until, Math.max(bus.nextChange(time), time + 1e-3));
              bus.settle();
            }
          }
          bus.check(enforced('bus', time));
          const { unserved } = bus.balance;
          if (hasGrid) expect(unserved).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a store gives what it has before anybody goes short, whatever its policy wants', () => {
    let time = 0;
    const now = () => time;
    const store = batteryOf(
      now,
      policyOf(() => -5 * MW),
    );
    const bus = new Bus('bus', now, {
      facility,
      sources: [source('gas', now, false, { least: 0, most: 8 * MW, cost: 3 })],
      stores: [store],
      outlet: null,
      exportPrice: constant(0),
    });
    bus.start();
    bus.setLoad(8 * MW); // 9.55 MW at the bus
    time = 60;
    const { unserved, discharged, charged } = bus.balance;
    expect([unserved, charged]).toEqual([0, 0]);
    expect(discharged / 60 / MW).toBeCloseTo(facility.sitePower(8 * MW) / MW - 8, 9);
  });

  test('the next watt is named: spare sun, grid, the battery that follows the load, forgone export, scarcity', () => {
    const nextOf = (offers: {
      sun: number;
      grid: number;
      it: number;
      follows?: boolean;
      room?: number;
      price?: number;
    }) => {
      const now = () => 0;
      const sources = [
        source('curtailed solar', now, false, { least: 0, most: offers.sun * MW, cost: 0 }),
        source('grid', now, true, { least: 0, most: offers.grid * MW, cost: 5 }),
      ];
      const stores = offers.follows
        ? [
            batteryOf(
              now,
              policyOf(({ demand, free }) => demand - free, { followsLoad: true, value: () => 4 }),
            ),
          ]
        : [];
      const bus = new Bus('bus', now, {
        facility,
        sources,
        stores,
        outlet: offers.room === undefined ? null : outletOf(offers.room * MW),
        exportPrice: constant(offers.price ?? 0),
      });
      bus.start();
      bus.setLoad(offers.it * MW);
      const { unit, cost } = bus.next;
      return [unit, cost];
    };
    expect(nextOf({ sun: 20, grid: 5, it: 5 })).toEqual(['curtailed solar', 0]);
    expect(nextOf({ sun: 1, grid: 20, it: 5 })).toEqual(['grid', 5]);
    expect(nextOf({ sun: 5, grid: 20, it: 5, follows: true })).toEqual(['battery', 4 / 0.95]);
    expect(nextOf({ sun: 20, grid: 5, it: 5, room: 100, price: 3 })).toEqual(['forgone export', 3]);
    expect(nextOf({ sun: 1, grid: 2, it: 8 })).toEqual(['scarcity', Number.POSITIVE_INFINITY]);
  });
});
