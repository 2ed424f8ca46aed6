/** Chips and supply in one course: what is short reaches the chips, and what is not changes nothing. */
import { describe, expect, test } from 'vitest';
import { worldOf } from '../../src/study/world.js';
import { dissected, house, value } from '../laws/house.js';
import { brokenLaws } from '../laws/lawful.js';

/** One group, so that no share of the requests is tied to a replica that goes dark. */
const BUSY = ['demand[0].rate=32 request/s', 'horizon=10 minute', 'sampling.group=4'] as const;
const limited = (limit: string) => [`power.sources=[{kind: grid, limit: ${limit}}]`, 'power.shortage={}'];

const LENGTHS = {
  kind: 'separate',
  prompt: { kind: 'lognormal', mean: 600, cv: 1 },
  output: { kind: 'lognormal', mean: 100, cv: 1 },
};

/** A run and the course of its day. */
const day = async (...sets: readonly string[]) => {
  const found = await dissected(house(...BUSY, ...sets));
  expect(brokenLaws(found.blueprint, found.pieces, found.result)).toEqual([]);
  return { ...found, world: worldOf(found.blueprint, found.pieces, 0) };
};

test('where nothing runs short, chips stepped together with their supply do what they do alone', async () => {
  const alone = await day();
  const together = await day('power.shortage={}');
  expect(together.world.course!.episodes).toEqual([]);
  for (const name of ['tokens.output', 'requests.finished', 'chat.ttft.p95', 'chat.tpot.p50'])
    expect(value(together.result, name), name).toBe(value(alone.result, name));
  // A meter reads a step in flight at the end of the run in part, a counter of ended steps not at all.
  expect(value(together.result, 'energy.it') / value(alone.result, 'energy.it')).toBeCloseTo(1, 3);
});

describe('a connection below what the hall would draw', () => {
  test('is not passed: chips are capped, steps stretch, and the meters agree', async () => {
    const free = await day();
    const { world, result } = await day(...limited('3.3 kW'));
    expect(world.course!.episodes.length).toBe(1);
    expect(world.course!.episodes[0]!.caps[0]).toBeLessThan(0.8);
    expect(world.site.episodes).toEqual([]);
    expect(world.site.peak).toBeLessThanOrEqual(3300);
    expect(value(result, 'power.site.mean')).toBeGreaterThan(0.93 * 3300);
    expect(value(result, 'chat.tpot.p50')).toBeGreaterThan(1.2 * value(free.result, 'chat.tpot.p50'));
    expect(result.troubles[0]).toMatch(
      /^Power was not to be had, or not worth its price, once, for 10 minutes in all: .* at the lowest to \d\d% \(pool\) of their limit/,
    );
    expect(value(result, 'shortage.time')).toBe(600);
    expect(Math.abs(value(result, 'shortage.tokens.lost'))).toBeLessThan(0.01 * value(free.result, 'tokens.output'));
    expect(value(result, 'energy.perOutputToken')).toBeLessThan(value(free.result, 'energy.perOutputToken'));
  });

  test('costs tokens only where it is deep, and more power never means fewer', async () => {
    const unheld = value((await day()).result, 'tokens.output');
    const tokens: number[] = [];
    for (const limit of ['2.2 kW', '2.6 kW', '3 kW', '3.4 kW', '5 kW']) {
      const { result } = await day(...limited(limit));
      tokens.push(value(result, 'tokens.output'));
      expect(value(result, 'tokens.output') + value(result, 'shortage.tokens.lost')).toBe(Math.max(...tokens, unheld));
    }
    expect(tokens).toEqual([...tokens].sort((a, b) => a - b));
    expect(tokens[0]!).toBeLessThan(0.8 * tokens.at(-1)!);
    expect(tokens[3]!).toBeGreaterThan(0.99 * tokens.at(-1)!);
  });

  test('halving the meeting interval moves no headline by more than its own noise', async () => {
    const [minute, half] = [await day(...limited('3.1 kW')), await day(...limited('3.1 kW'), 'power.interval=30 s')];
    for (const name of ['tokens.output', 'energy.it', 'power.site.mean', 'chat.ttft.p95', 'chat.tpot.p50'])
      expect(value(half.result, name) / value(minute.result, name), name).toBeCloseTo(1, 1.7);
  });
});

describe('a deep shortage', () => {
  const DEEP = [...limited('2.2 kW'), 'horizon=15 minute'];

  test('parks replicas rather than slow all of them to a crawl, and stays below what can be had', async () => {
    const { world } = await day(...DEEP);
    const [episode] = world.course!.episodes;
    expect(episode!.serving[0]).toBeLessThan(1);
    expect(episode!.serving[0]).toBeGreaterThan(0);
    expect(world.site.intervals.slice(2).every(({ siteJoules }) => siteJoules <= 2200 * 60)).toBe(true);
  });

  test('turns away the least worth first: whoever was promised something is served', async () => {
    const batch = `demand=${JSON.stringify([
      {
        name: 'chat',
        model: 'llama-3.1-8b',
        rate: '10 request/s',
        lengths: LENGTHS,
        promise: { ttft: { within: '1 s' } },
      },
      { name: 'batch', model: 'llama-3.1-8b', rate: '22 request/s', lengths: LENGTHS },
    ])}`;
    const { result, pieces } = await dissected(house(batch, ...DEEP));
    expect(pieces.length).toBeGreaterThan(0);
    const share = (stream: string) => value(result, `${stream}.refused`) / value(result, `${stream}.requests`);
    expect(share('batch')).toBeGreaterThan(0.2);
    expect(share('chat')).toBe(0);
    expect(value(result, 'requests.shed')).toBeGreaterThan(0);
    const [promise] = result.shortage!.promises;
    expect(promise).toMatchObject({ stream: 'chat', unhindered: expect.closeTo(1, 1) });
    expect(value(result, 'chat.goodput.lost')).toBe(promise!.unhindered - promise!.kept);
    expect(result.shortage!.promises.length).toBe(1);
  });
});

test('in a blackout everything goes dark at once, nobody is served, and nobody is lost', async () => {
  const { world, result, pieces } = await day(...limited('0.1 kW'));
  expect(world.course!.episodes[0]!.serving[0]).toBe(0);
  expect(world.site.itJoules).toBeLessThan(4000);
  expect(value(result, 'requests.shed')).toBeGreaterThan(1000);
  expect(pieces[0]!.outstanding.at(-1)).toBeGreaterThan(0);
  expect(result.troubles.join(' ')).toContain('did not carry the building');
});

test('a hall that lives on sunlight wakes with the sun: dark at night, a replica or two at dawn, all of them and no cap by day', async () => {
  const { blueprint, pieces } = await dissected(
    house(
      ...BUSY,
      'demand[0].rate=16 request/s',
      'power.sources=[{kind: grid, limit: 0.3 kW}, {kind: solar, capacity: 12 kW}]',
      'power.shortage={}',
      'start=2025-06-21T05:00',
      'horizon=4 hour',
    ),
  );
  const { course, site } = worldOf(blueprint, pieces, 0);
  const { serving, caps } = course!;
  expect([serving[0], serving.at(-1), caps.at(-1)]).toEqual([0, 1, 1]);
  expect(serving.some((share) => share > 0 && share < 1)).toBe(true);
  const above = site.episodes.reduce((sum, { joules }) => sum + joules, 0);
  expect(above).toBeLessThan(0.01 * site.siteJoules);
  expect(site.balance.unserved).toBe(0);
});

test('a battery bridges what the connection lacks, and chips give way as it runs low, before it is empty', async () => {
  const { blueprint, pieces } = await dissected(
    house(
      ...BUSY,
      'power.sources=[{kind: grid, limit: 2.9 kW}, {kind: battery, power: 2 kW, energy: 0.2 kWh, floor: 0, start: 100%, ages: false}]',
      'power.shortage={}',
      'horizon=20 minute',
    ),
  );
  const { course, site } = worldOf(blueprint, pieces, 0);
  expect(course!.episodes[0]!.from).toBeGreaterThan(60);
  expect(course!.episodes[0]!.from).toBeLessThan(900);
  expect(site.balance.discharged).toBeGreaterThan(0.5 * 0.2 * 3.6e6);
  expect(site.episodes).toEqual([]);
  expect(site.balance.unserved).toBe(0);
});

describe('replicas that fail', () => {
  test('strike pools that there are: others are refused where they are named', () => {
    expect(() => house('failures=[{kind: chip, pools: [pol]}]')).toThrow(/failures\[0\]\.pools\[0\].*pool/s);
    expect(() => house('failures=[{kind: chip, mtbf: -1 day}]')).toThrow(/failures\[0\]\.mtbf/);
    expect(() => house('power.shortage={headroom: 90%}')).toThrow(/power\.shortage\.headroom/);
  });

  test('lose no request: what they served is served elsewhere, and their servers go dark', async () => {
    const sound = await day();
    const { world, result } = await day(
      'failures=[{kind: listed, times: [{at: 95.5 s, lasting: 3 minute, share: 50%}, {at: 7 minute, lasting: 30 s}]}]',
    );
    expect(value(result, 'requests.retried')).toBeGreaterThan(0);
    expect(world.course!.availability[0]).toBeCloseTo(1 - (0.5 * 180 + 30) / 600, 9);
    expect(value(result, 'pool.pool.availability')).toBe(world.course!.availability[0]);
    expect(value(result, 'energy.it')).toBeLessThan(value(sound.result, 'energy.it'));
    expect(value(result, 'requests.refused')).toBe(0);
    expect(result.troubles.join(' ')).toMatch(
      /pool lost 20% of its replica time to failures, .* requests were served again/,
    );
  });

  test('are available for MTBF / (MTBF + MTTR) of the time, and more than nobody where there are many', async () => {
    const { world } = await day(
      'failures=[{kind: chip, mtbf: 4 minute, mttr: 1 minute}]',
      'fleet[0].replicas=40',
      'demand[0].rate=100 request/s',
      'fleet[0].startUp=0 s',
    );
    expect(Math.abs(world.course!.availability[0]! - 0.8)).toBeLessThan((3 * 0.4) / Math.sqrt(40 * (10 / 2.5)));
  });
});

test('an autoscaler lets idle replicas go dark, and wakes them when load comes', async () => {
  const wave = [
    'horizon=30 minute',
    'demand[0].rate=10 request/s',
    'demand[0].shape=[{kind: spike, start: 20 minute, duration: 10 minute, factor: 3}]',
  ];
  const all = await dissected(house(...wave));
  const scaled = await dissected(house(...wave, 'fleet[0].autoscale={hold: 2 minute}', 'fleet[0].startUp=30 s'));
  const course = worldOf(scaled.blueprint, scaled.pieces, 0).course!;
  expect(Math.min(...course.serving)).toBeLessThan(1);
  expect(course.serving.at(-1)).toBeGreaterThan(Math.min(...course.serving));
  expect(value(scaled.result, 'energy.it')).toBeLessThan(0.97 * value(all.result, 'energy.it'));
  expect(value(scaled.result, 'tokens.output')).toBeGreaterThan(0.98 * value(all.result, 'tokens.output'));
  expect(brokenLaws(scaled.blueprint, scaled.pieces, scaled.result)).toEqual([]);
});

test('a quarter of the chips’ draw taken by a cap costs a saturated hall a few percent of its tokens; a quarter of the replicas, a quarter', async () => {
  const FULL = ['demand[0].rate=100 request/s', 'horizon=10 minute', 'warmUp=5 minute', 'sampling.group=4'];
  const full = await dissected(house(...FULL));
  const chips = (found: typeof full) =>
    value(found.result, 'energy.it') - worldOf(found.blueprint, found.pieces, 0).serverJoules;
  /** One chip a replica: its mean draw under load is what a quarter is taken from. */
  const draw = chips(full) / (4 * 600);
  const capped = await dissected(house(...FULL, `fleet[0].cap=${(0.75 * draw).toFixed(1)} W`));
  const fewer = await dissected(house(...FULL, 'fleet[0].replicas=3'));
  const lost = (found: typeof full) => 1 - value(found.result, 'tokens.output') / value(full.result, 'tokens.output');
  expect(chips(capped) / chips(full)).toBeLessThan(0.76);
  expect(lost(capped)).toBeGreaterThan(0.03);
  expect(lost(capped)).toBeLessThan(0.13);
  expect(lost(fewer)).toBeGreaterThan(0.22);
  expect(lost(fewer)).toBeLessThan(0.28);
});
