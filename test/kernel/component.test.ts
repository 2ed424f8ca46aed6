import { expect, test } from 'vitest';
import { type Component, enforced, LawBroken, Port } from '../../src/kernel/component.js';

test('a port calls its listeners at once, in the order of wiring', () => {
  const heard: string[] = [];
  const port = new Port<number>().to((value) => heard.push(`a${value}`)).to((value) => heard.push(`b${value}`));
  port.send(1);
  port.send(2);
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('a broken law names its component, time and statement, and a law that holds is never written down', () => {
  const sound: Component = { name: 'meter', start() {}, check: (law) => law(true, () => expect.unreachable()) };
  const broken: Component = { name: 'battery', start() {}, check: (law) => law(false, () => '-1 J stored') };
  const check = ({ name, check }: Component) => check?.(enforced(name, 3));
  check(sound);
  expect(() => check(broken)).toThrow(LawBroken);
  expect(() => check(broken)).toThrowErrorMatchingInlineSnapshot(`[LawBroken: battery at 3 s: -1 J stored]`);
});
