import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/kernel/chance.js';
import { Calendar } from '../../../src/power/calendar.js';
import { constant } from '../../../src/power/signal.js';
import { Genset, type GensetSpec, genset } from '../../../src/power/sources/genset.js';
import { sourceField } from '../../../src/power/sources/index.js';
import { here } from '../here.js';

const HOUR = 3600;
const spec: GensetSpec = {
  units: 1,
  power: 2e6,
  startTime: 15,
  unavailable: 0.005,
  startFailure: 0.0094,
  failsAfter: 1100 * HOUR,
  leastLoad: 0.3,
  leastRun: 900,
  efficiency: 0.322,
  idleFuel: 0,
  tank: Number.POSITIVE_INFINITY,
  fuelCost: 171.68 / 3.6e9,
  emission: 0.7815 / 3.6e6,
};
const rig = (changes: Partial<GensetSpec> = {}, seed = 1) => {
  const clock = { now: 0 };
  return { clock, engine: new Genset('genset', { ...spec, ...changes }, () => clock.now, chance(seed, 0, 'genset')) };
};

describe('gensets', () => {
  test('cost 171.68 USD and emit 781.5 kg a megawatt-hour at REopt’s figures', () => {
    const clock = { now: 0 };
    const value = sourceField.parse({ kind: 'genset', power: '2 MW', startFailure: 0, unavailable: 0 });
    const engine = genset.make(value as never, {
      name: 'genset',
      now: () => clock.now,
      regionCarbon: 0,
      calendar: new Calendar(0),
      series: new Map(),
      price: constant(0),
      dollars: ({ amount }) => amount,
      ...here,
    }) as Genset;
    engine.call();
    clock.now = 15;
    engine.set(2e6);
    clock.now = 15 + HOUR;
    expect(engine.lines()[0]!.dollars / 2).toBeCloseTo(171.68, 2);
    expect(engine.kilograms() / 2).toBeCloseTo(781.5, 0);
  });

  test('stand until they are called, give nothing while they start, and keep their least run', () => {
    const { clock, engine } = rig({ unavailable: 0, startFailure: 0 });
    expect(engine.available()).toBe(0);
    engine.call();
    expect(engine.nextChange(0)).toBe(15);
    clock.now = 15;
    expect(engine.available()).toBe(2e6);
    expect(engine.least(15)).toBe(0.3 * 2e6);
    engine.set(1e6);
    clock.now = 15 + 900;
    expect(engine.least(clock.now)).toBe(0);
    engine.set(0);
    expect(engine.available()).toBe(0);
    expect(engine.joules()).toBe(1e6 * 900);
  });

  test('stop when the tank is dry, at the moment that was told', () => {
    const { clock, engine } = rig({
      unavailable: 0,
      startFailure: 0,
      tank: 2e6 * HOUR,
      idleFuel: 0.2,
      failsAfter: 1e12,
    });
    engine.call();
    clock.now = 15;
    engine.set(1e6); // burns 0.2 · 2 + 0.8 · 1 = 1.2 MW of fuel
    expect(engine.nextChange(15)).toBe(15 + 900); // its least run is over
    clock.now = 15 + 900;
    expect(engine.nextChange(clock.now)).toBeCloseTo(15 + HOUR / 0.6, 3);
    clock.now = engine.nextChange(clock.now);
    expect(engine.available()).toBe(0);
    expect(engine.record.fuelLeft).toBeCloseTo(0, 3);
  });

  test.each([
    [2, 2, [0.9715, 0.95747, 0.85229]],
    [3, 2, [0.99939, 0.99863, 0.98321]],
    [5, 4, [0.998, 0.99557, 0.94956]],
    [6, 4, [0.99994, 0.99981, 0.99241]],
  ])('%d engines, %d needed: survive 0, 8 and 72 h as the binomial formula says', (units, needed, published) => {
    const alive = (hours: number): number => {
      const p = 0.995 * (1 - 0.0094) * Math.exp(-hours / 1100);
      let sum = 0;
      for (let up = needed; up <= units; up++) {
        let ways = 1;
        for (let at = 0; at < up; at++) ways = (ways * (units - at)) / (at + 1);
        sum += ways * p ** up * (1 - p) ** (units - up);
      }
      return sum;
    };
    [0, 8, 72].forEach((hours, row) => {
      expect(alive(hours)).toBeCloseTo(published[row]!, 5);
    });
    const trials = 4000;
    for (const hours of [0, 8, 72]) {
      let survived = 0;
      for (let seed = 0; seed < trials; seed++) {
        const { clock, engine } = rig({ units }, seed);
        engine.call();
        clock.now = 15;
        engine.set(needed * 1e6);
        clock.now = 15 + hours * HOUR;
        if (engine.available() >= needed * spec.power) survived++;
      }
      const p = alive(hours);
      expect(Math.abs(survived / trials - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / trials) + 1e-3);
    }
  });
});
