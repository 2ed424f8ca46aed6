import { expect, test } from 'vitest';
import { Kernel, Order } from '../../src/kernel/kernel.js';
import { tell } from '../../src/kernel/story.js';

test('a story begins now, waits as long as it says, and ends when it returns', () => {
  const kernel = new Kernel();
  const seen: [number, string][] = [];
  kernel.run(10);
  tell(kernel, 'price', Order.supply, function* () {
    for (const price of ['low', 'high', 'low']) {
      seen.push([kernel.now, price]);
      yield 3600;
    }
  });
  expect(seen).toEqual([]);
  kernel.run(1e6);
  expect(seen).toEqual([
    [10, 'low'],
    [3610, 'high'],
    [7210, 'low'],
  ]);
});

test('stories take turns by order at the same instant', () => {
  const kernel = new Kernel();
  const seen: string[] = [];
  const story = (name: string) =>
    function* () {
      for (let round = 0; round < 2; round++) {
        seen.push(name);
        yield 1;
      }
    };
  tell(kernel, 'meter', Order.observe, story('meter'));
  tell(kernel, 'sun', Order.supply, story('sun'));
  kernel.run(5);
  expect(seen).toEqual(['sun', 'meter', 'sun', 'meter']);
});

test('a story that waits for no time is refused by name', () => {
  const kernel = new Kernel();
  tell(kernel, 'weather', Order.supply, function* () {
    yield Number.NaN;
  });
  expect(() => kernel.run(1)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: weather: a delay of NaN s is not a time to come]`,
  );
});
