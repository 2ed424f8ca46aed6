/** Energy and money are conserved in the whole house, and the laws that say so can fail. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { electricityOf } from '../../src/factory/electricity.js';
import { LawBroken } from '../../src/kernel/component.js';
import { booksOf } from '../../src/study/books.js';
import { worldOf } from '../../src/study/world.js';
import { dissected, house, run, value } from './house.js';
import { brokenLaws, holes } from './lawful.js';

const NOTHING_PAID = { facilityOperations: 0, itOperations: 0, facilityCapital: 0, itCapital: 0 };

test('energy in is energy used and lost, parts of every cost add up and requests in are requests out and inside, whatever the load', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.01, max: 60, noNaN: true }),
      fc.constantFrom('continuous', 'request', 'static'),
      fc.constantFrom('us-tx', 'ningxia', 'jp'),
      fc.integer({ min: 0, max: 1e6 }),
      async (rate, batching, region, seed) => {
        const { blueprint, pieces, result } = await dissected(
          house(
            `demand.chat.rate=${rate} request/s`,
            `fleet.pool.scheduler.batching=${batching}`,
            `site.region=${region}`,
            `seed=${seed}`,
          ),
        );
        expect(brokenLaws(blueprint, pieces, result)).toEqual([]);
      },
    ),
    { numRuns: 12, seed: 2 },
  );
});

describe('chips, bus and bill are metered apart', () => {
  const at = async () => {
    const { blueprint, pieces } = await dissected(house());
    return { blueprint, world: worldOf(blueprint, pieces, 0) };
  };

  test('and agree', async () => {
    const { blueprint, world } = await at();
    const books = booksOf(blueprint, world, [NOTHING_PAID]);
    expect(Math.abs(books.total('J') / world.site.siteJoules - 1)).toBeLessThan(1e-9);
    expect(Math.abs(books.total('USD') / world.site.dollars - 1)).toBeLessThan(1e-9);
  });

  test('a chip that counts a millionth too much breaks the law', async () => {
    const { blueprint, world } = await at();
    for (const pool of world.pools)
      pool.windows.forEach((value, index) => {
        pool.windows[index] = value * (1 + 1e-6);
      });
    expect(() => booksOf(blueprint, world, [NOTHING_PAID])).toThrow(LawBroken);
  });

  test('a meter that reads a millionth too little breaks the law', async () => {
    const { blueprint, world } = await at();
    const sources = world.site.sources.map((source) => ({ ...source, joules: source.joules * (1 - 1e-6) }));
    expect(() => booksOf(blueprint, { ...world, site: { ...world.site, sources } }, [NOTHING_PAID])).toThrow(
      /accounts hold .* J, but .* J was metered/,
    );
  });

  test('a bill a millionth too high breaks the law', async () => {
    const { blueprint, world } = await at();
    const dollars = world.site.dollars * (1 + 1e-6);
    expect(() => booksOf(blueprint, { ...world, site: { ...world.site, dollars } }, [NOTHING_PAID])).toThrow(
      /accounts hold .* USD, but .* USD was metered/,
    );
  });

  test('a load that is no number stops the site at once', async () => {
    const { blueprint } = await at();
    expect(() => electricityOf(blueprint, Float64Array.of(1, Number.NaN, 1))).toThrow();
  });
});

test('a hole anywhere in a result is found', () => {
  expect(holes({ a: [1, { b: Number.NaN }], c: undefined, d: null })).toEqual([
    'result.a.1.b is NaN',
    'result.c is undefined',
  ]);
});

describe('the price of power', () => {
  const priced = (price: number) => run(`power.tariff=[{kind: flat, price: ${price} USD/kWh}]`);
  const PHYSICAL = /^(tokens|requests|energy|power|pue|carbon|chat|pool)\./;

  test('never changes a token, a second or a joule', async () => {
    const [cheap, dear] = [await priced(0.05), await priced(5)];
    const physical = (result: typeof cheap) => result.measures.filter(({ name }) => PHYSICAL.test(name));
    expect(physical(dear)).toEqual(physical(cheap));
    expect(dear.series.columns.filter(({ name }) => name !== 'price')).toEqual(
      cheap.series.columns.filter(({ name }) => name !== 'price'),
    );
    expect(value(dear, 'cost.fullTco.total')).toBeGreaterThan(value(cheap, 'cost.fullTco.total'));
  });

  test('costs the energy of the site for each unit it rises, to nine digits', async () => {
    const [low, high] = [await priced(0.05), await priced(0.0625)];
    const slope = (value(high, 'cost.fullTco.total') - value(low, 'cost.fullTco.total')) / 0.0125;
    const kilowattHours = value(low, 'energy.site') / 3.6e6;
    expect(Math.abs(slope / kilowattHours - 1)).toBeLessThan(1e-9);
  });
});
