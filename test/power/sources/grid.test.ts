import { describe, expect, test } from 'vitest';
import { Calendar } from '../../../src/power/calendar.js';
import { episodeSentences } from '../../../src/power/episodes.js';
import { constant, series } from '../../../src/power/signal.js';
import { GridFeed, grid } from '../../../src/power/sources/grid.js';
import { connection, here } from '../here.js';

const clock = () => {
  const time = { now: 0 };
  const site = { calendar: new Calendar(0), series: new Map() };
  const dollars = ({ amount }: { amount: number }) => amount;
  return {
    time,
    context: {
      ...site,
      name: 'grid',
      now: () => time.now,
      regionCarbon: 2e-7,
      price: constant(1e-8),
      dollars,
      ...here,
    },
  };
};

describe('a grid feed', () => {
  test('counts an episode while it lasts, from its start to now', () => {
    const { time, context } = clock();
    const feed = new GridFeed(context, connection(10e6), constant(0), constant(0));
    feed.set(9e6);
    time.now = 60;
    feed.set(11e6);
    time.now = 120;
    feed.set(13e6);
    time.now = 180;
    expect(feed.episodes()).toEqual([{ source: 'grid', from: 60, to: 180, joules: 60e6 + 180e6, watts: 3e6 }]);
    feed.set(10e6);
    time.now = 1000;
    expect(feed.episodes()).toEqual([{ source: 'grid', from: 60, to: 180, joules: 240e6, watts: 3e6 }]);
  });

  test('exactly at its limit is within it', () => {
    const { context } = clock();
    const feed = new GridFeed(context, connection(10e6), constant(0), constant(0));
    feed.set(10e6 * (1 + 1e-12));
    expect(feed.episodes()).toEqual([]);
  });

  test('emits by the intensity of each hour', () => {
    const { time, context } = clock();
    const feed = new GridFeed(context, connection(10e6), series([1e-7, 3e-7], 3600, { past: 'wrap' }), constant(9e-7));
    feed.set(1e6);
    time.now = 7200;
    expect(feed.kilograms()).toBeCloseTo(1e6 * 3600 * 4e-7, 6);
  });

  test('without a limit or a carbon intensity of its own gives whatever is needed and takes the region’s grid', () => {
    const { time, context } = clock();
    const feed = grid.make({}, context);
    expect(feed.available(0)).toBe(Number.POSITIVE_INFINITY);
    feed.set(1e6);
    time.now = 10;
    expect(feed.kilograms()).toBeCloseTo(1e6 * 10 * 2e-7, 9);
  });
});

test('a passed limit is told in a sentence', () => {
  expect(
    episodeSentences([
      { source: 'grid', from: 0, to: 600, joules: 3.6e9, watts: 8e6 },
      { source: 'grid', from: 1200, to: 1260, joules: 3.6e8, watts: 6e6 },
    ]),
  ).toMatchInlineSnapshot(`
    [
      "The grid connection was passed 2 times, for 11 minutes in all: 1100 kWh above its limit, 8.00 MW at the worst. The chips ran on, so the tokens of those minutes need a larger connection.",
    ]
  `);
  expect(episodeSentences([])).toEqual([]);
});
