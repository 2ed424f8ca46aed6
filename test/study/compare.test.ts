/** Two worlds: their gap splits into channels that sum to it, prices are priced and not rerun, and a world does not differ from itself. */
import { describe, expect, test } from 'vitest';
import { blueprintOf } from '../../src/factory/blueprint.js';
import type { Loaded } from '../../src/scenario/load.js';
import { compare, unlike } from '../../src/study/compare.js';
import { performAll, type Shelf } from '../../src/study/crew.js';
import { eventsKey } from '../../src/study/events.js';
import type { JobResult } from '../../src/study/job.js';
import { dayOf, outcomeOf } from '../../src/study/outcome.js';
import { repriced } from '../../src/study/reprice.js';
import { load } from '../scenarios/shipped.js';

const QUICK = ['horizon=10 minute', 'warmUp=1 minute', 'sampling.sample=2'];
const flagship = (...sets: string[]): Loaded => load('01-first-factory.yaml', [...QUICK, ...sets]);
const options = { threads: 1, replications: 2 };

describe('compare', () => {
  test('a world and itself differ by exactly nothing, after one simulation', async () => {
    const { gap, channels, measures, simulations } = await compare(flagship(), flagship(), options);
    expect(gap).toEqual({ value: 0, interval: [0, 0] });
    expect(channels).toEqual([]);
    expect(simulations).toBe(1);
    expect(measures.length).toBeGreaterThan(50);
    expect(measures.filter(({ difference }) => difference.value !== 0)).toEqual([]);
  });

  test('channels sum to the gap, and only those that touch events are simulated', async () => {
    const twin = load('02-texas-twin.yaml', QUICK);
    const { gap, channels, simulations } = await compare(flagship(), twin, options);
    expect(channels.filter(({ touchesEvents }) => touchesEvents).map(({ code }) => code)).toEqual(['machines']);
    expect(channels.map(({ code }) => code).sort()).toEqual([
      'capital',
      'facility',
      'machines',
      'power-price',
      'upkeep',
    ]);
    expect(simulations).toBe(2);
    const sum = channels.reduce((total, { value }) => total + value.value, 0);
    expect(sum / gap.value).toBeCloseTo(1, 9);
  });

  test('worlds that differ in prices alone share one simulation, and their tokens are the same', async () => {
    const dear = flagship(
      'economy.capitalCost=12%',
      'power.facility.pue=1.4',
      'economy.margin=0.5',
      'economy.subsidy=10%',
    );
    const { channels, simulations, measures } = await compare(flagship(), dear, options);
    expect(simulations).toBe(1);
    expect(channels.map(({ code }) => code).sort()).toEqual(['capital', 'facility', 'margin', 'subsidy']);
    expect(channels.find(({ code }) => code === 'subsidy')!.value.value).toBeLessThan(0);
    expect(measures.find(({ name }) => name === 'tokens.output')!.difference.value).toBe(0);
  });

  test('what fails in one world and not in the other is a channel, and takes the whole gap', async () => {
    const failing = flagship('failures=[{kind: listed, times: [{at: 2 minute, lasting: 5 minute, share: 50%}]}]');
    const { gap, channels, simulations } = await compare(flagship(), failing, { ...options, replications: 1 });
    expect(simulations).toBe(2);
    expect(channels.map(({ code }) => code)).toEqual(['resilience']);
    expect(channels[0]!.value.value).toBeCloseTo(gap.value, 15);
    expect(gap.value).toBeGreaterThan(0);
  });

  test('a price is priced as a rerun would price it', () => {
    const [cheap, dear] = [
      flagship(),
      flagship('economy.itLife=3 years', 'power.tariff=texas-flat', 'power.facility.pue=1.3'),
    ];
    expect(eventsKey(cheap.scenario)).toBe(eventsKey(dear.scenario));
    const again = outcomeOf(dayOf(blueprintOf(dear.scenario, dear.traces, dear.series, 'day'), 0));
    const priced = outcomeOf(
      repriced(dayOf(blueprintOf(cheap.scenario, cheap.traces, cheap.series, 'day'), 0), dear.scenario),
    );
    expect(priced).toEqual(again);
  });

  test('horizons and exchange rates that differ are told', () => {
    const other = flagship('horizon=20 minute', 'economy.exchange.CNY=8');
    expect(unlike(flagship().scenario, other.scenario).map(({ path }) => path)).toEqual([
      'horizon',
      'economy.exchange.CNY',
    ]);
    expect(unlike(flagship().scenario, flagship('seed=9').scenario)).toEqual([]);
  });
});

test('finished work is taken from the shelf, and only the rest is done', async () => {
  const kept = new Map<string, JobResult>();
  let put = 0;
  const shelf: Shelf = {
    take: (key) => kept.get(key) ?? null,
    put: (key, result) => {
      put++;
      kept.set(key, result);
    },
  };
  const { scenario, traces, series } = flagship();
  const assignment = { scenario, recorded: { traces, series }, pricings: [scenario], told: [0] };
  const first = await performAll([{ ...assignment, replications: [0] }], { threads: 1, shelf });
  const both = await performAll([{ ...assignment, replications: [0, 1] }], { threads: 1, shelf });
  expect(put).toBe(2);
  expect(both[0]![0]).toEqual(first[0]![0]);
  expect(both[0]![1]).not.toEqual(first[0]![0]);
});
