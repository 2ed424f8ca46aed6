/** Queueing theory through the serving engine: with a step of constant length a replica is a textbook queue. */
import { describe, expect, test } from 'vitest';
import { type Arrivals, arrivals as arrivalsOf, type Demand, TICKS_PER_SECOND } from '../../src/demand/request.js';
import { chance, type Stream } from '../../src/kernel/chance.js';
import { Group } from '../../src/serving/pool/group.js';
import { COUNTERS, counterIndex } from '../../src/serving/pool/spec.js';
import { constantStep } from '../serving/synthetic-step.js';

/** One step [s]; services last hundreds of steps, so that waiting for a step to end does not matter. */
const STEP = 0.001;
const WINDOW = 300;

/** Poisson arrivals at `rate` [1/s], with answers of `steps` tokens, for `windows` windows. */
const poisson = (random: Stream, rate: number, windows: number, steps: (random: Stream) => number): Demand => {
  let rows: Arrivals = arrivalsOf(1024);
  let next = -Math.log(1 - random()) / rate;
  let id = 0;
  return {
    window: (index) => {
      let count = 0;
      for (; index < windows && next < (index + 1) * WINDOW; next -= Math.log(1 - random()) / rate) {
        if (count === rows.time.length) {
          const larger = arrivalsOf(2 * count);
          larger.time.set(rows.time);
          larger.id.set(rows.id);
          larger.prompt.set(rows.prompt);
          larger.output.set(rows.output);
          rows = larger;
        }
        rows.time[count] = Math.floor((next - index * WINDOW) * TICKS_PER_SECOND);
        rows.id[count] = id++;
        rows.prompt[count] = 1;
        rows.output[count] = steps(random);
        rows.owner[count] = -1;
        count++;
      }
      rows.count = count;
      return rows;
    },
  };
};

interface Queue {
  /** Mean time from arrival to the end [s]. */
  readonly time: number;
  /** Mean requests inside by the pool's own integrals, and by Little's law from the rows. */
  readonly inside: number;
  readonly little: number;
}

const simulate = (name: string, servers: number, rate: number, steps: (random: Stream) => number): Queue => {
  // About 20,000 requests, and no fewer than 20 minutes.
  const windows = Math.max(4, Math.ceil(20_000 / rate / WINDOW));
  const group = new Group(
    {
      replicas: 1,
      step: constantStep(STEP),
      memory: { blocks: 1e6, fixedBlocks: 0, maxContext: 1e6 },
      scheduler: {
        batching: 'continuous',
        prefill: 'chunked',
        order: 'first-come',
        maxBatch: servers,
        tokenBudget: 2048,
        maxWait: 0,
      },
      router: 'round-robin',
      windowTicks: WINDOW * TICKS_PER_SECOND,
      seed: 0,
      firstReplica: 0,
    },
    poisson(chance(11, 0, name), rate, windows, steps),
  );
  let total = 0;
  let count = 0;
  for (let window = 0; window < windows || group.outstanding > 0; window++) {
    group.advance(window);
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++) total += done.lastToken[row]! / TICKS_PER_SECOND;
    count += done.count;
  }
  const span = windows * WINDOW;
  const integral = group.totals[counterIndex.batchTicks]! + group.totals[counterIndex.waitingTicks]!;
  expect(group.totals.length).toBe(COUNTERS.length);
  return { time: total / count, inside: integral / TICKS_PER_SECOND / span, little: total / span };
};

/** Twelve independent runs: theory lies within four standard errors of their mean, and these are small. */
const agrees = (name: string, theory: number, servers: number, rate: number, steps: (random: Stream) => number) => {
  const times = Array.from({ length: 12 }, (_, run) => simulate(`${name}/${run}`, servers, rate, steps).time);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const error = Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1) / times.length);
  expect(error / theory).toBeLessThan(0.03);
  expect(Math.abs(mean - theory)).toBeLessThan(4 * error);
};

const SERVICE = 0.5;
const exponential = (random: Stream) => Math.max(1, Math.ceil((-Math.log(1 - random()) * SERVICE) / STEP));
const fixed = () => SERVICE / STEP;
/** Nine short services of a tenth of the mean for each long one of 9.1 means: squared coefficient of variation 7.29. */
const mixed = (random: Stream) => ((random() < 0.1 ? 9.1 : 0.1) * SERVICE) / STEP;

/** Erlang's C: the share of requests that wait when `servers` carry `load` erlangs. */
const erlangC = (servers: number, load: number): number => {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
};

/** Pollaczek and Khinchine: mean time in an M/G/1 queue whose services have this squared coefficient of variation. */
const pollaczek = (load: number, squaredVariation: number) =>
  SERVICE * (1 + (load / (1 - load)) * ((1 + squaredVariation) / 2));

describe('mean time in the system', () => {
  test.each([0.3, 0.6, 0.8])('M/M/1 at load %d', (load) => {
    agrees(`mm1/${load}`, SERVICE / (1 - load), 1, load / SERVICE, exponential);
  });

  test.each([
    [2, 0.6],
    [8, 0.8],
    [32, 0.9],
  ])('M/M/%d at load %d', (servers, load) => {
    const wait = (erlangC(servers, servers * load) * SERVICE) / (servers * (1 - load));
    agrees(`mmc/${servers}`, SERVICE + wait, servers, (servers * load) / SERVICE, exponential);
  });

  test.each([0.5, 0.8])('M/D/1 at load %d', (load) => {
    agrees(`md1/${load}`, pollaczek(load, 0), 1, load / SERVICE, fixed);
  });

  test('M/G/1 with rare long services', () => {
    agrees('mg1', pollaczek(0.5, 7.29), 1, 0.5 / SERVICE, mixed);
  });
});

test("Little's law: requests inside are the rate times the time inside, by two meters", () => {
  const { inside, little } = simulate('little', 8, 12, exponential);
  expect(Math.abs(inside / little - 1)).toBeLessThan(1e-9);
});
