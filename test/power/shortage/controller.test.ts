/** What a power controller does at its meetings, against a load that obeys at once. */
import { expect, test } from 'vitest';
import type { Setting } from '../../../src/power/shortage/allocation.js';
import { PowerController } from '../../../src/power/shortage/controller.js';
import type { ShortageValues } from '../../../src/power/shortage/plan.js';

const plan: ShortageValues = {
  interval: 1,
  lead: 300,
  headroom: 0.05,
  admission: 5,
  parking: 60,
  hold: 60,
  restore: 300,
};
/** Caps from 300 W to 1,000 W; the last fifth of the watts is worth little. */
const table: readonly Setting[] = [300, 500, 800, 1000].map((watts, at) => ({
  watts,
  worth: [20, 60, 95, 100][at]!,
  active: 1,
  cap: watts,
}));

/** Meets once a second; the load draws `busy` of what its setting allows. */
const meetings = (available: (second: number) => number, seconds: number, busy = 1, loads = 1) => {
  const controller = new PowerController(
    plan,
    Array.from({ length: loads }, () => table),
  );
  let draws = Array.from({ length: loads }, () => 1000 * busy);
  return Array.from({ length: seconds }, (_, second) => {
    const settings = controller.decide(second, available(second), draws);
    draws = settings.map(({ watts }) => Math.min(1000, watts) * busy);
    return { short: controller.isShort, drawn: draws.reduce((sum, one) => sum + one, 0), settings };
  });
};

test('nothing is held back while supply suffices', () => {
  expect(meetings(() => 1000, 100).every(({ short, drawn }) => !short && drawn === 1000)).toBe(true);
});

test('a shortage is met at once, with headroom, and never passed again', () => {
  const course = meetings((second) => (second < 10 ? 2000 : 800), 200);
  expect(course[9]!.drawn).toBe(1000);
  for (const { drawn } of course.slice(10)) expect(drawn).toBeLessThanOrEqual(800);
  expect(course[10]!.drawn).toBeCloseTo(760, 9);
});

test('power that comes back is given back after the hold, and along the ramp', () => {
  const course = meetings((second) => (second >= 10 && second < 40 ? 700 : 2000), 600);
  const back = course.findIndex(({ drawn }, at) => at > 40 && drawn > course[39]!.drawn);
  expect(back).toBeGreaterThanOrEqual(10 + plan.hold);
  const whole = course.findIndex(({ short }, at) => at > 40 && !short);
  expect(whole - back).toBeGreaterThan(0.2 * plan.restore);
  expect(whole - back).toBeLessThan(plan.restore);
  for (let second = 41; second < whole; second++)
    expect(course[second]!.drawn - course[second - 1]!.drawn).toBeLessThanOrEqual(1000 / plan.restore + 1e-9);
  expect(course.at(-1)).toMatchObject({ short: false, drawn: 1000 });
});

test('a load that draws less than its table says is given room until it draws what can be had', () => {
  const course = meetings((second) => (second < 5 ? 2000 : 600), 300, 0.8);
  expect(course.at(-1)!.drawn).toBeGreaterThan(0.93 * 600);
  expect(course.at(-1)!.drawn).toBeLessThanOrEqual(600);
});

test('of two equal loads the one listed last gives way first', () => {
  const [first, second] = meetings(() => 1850, 2, 1, 2).at(-1)!.settings;
  expect(first!.watts).toBeCloseTo(0.95 * 1850 - 800, 9);
  expect(second!.watts).toBe(800);
});
