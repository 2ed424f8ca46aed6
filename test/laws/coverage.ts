/** How often the interval from half of the replicas covers what all of them did, the same draws in both. */
import { expect } from 'vitest';
import { measure, run, value } from './house.js';

/** Seeds 1 to `seeds` whose interval of output tokens covers, under a router that ignores its replicas or one that evens them out. */
export const covered = async (seeds: number, router: 'random' | 'power-of-two'): Promise<number> => {
  let count = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const site = [
      'fleet.pool.replicas=16',
      `fleet.pool.router=${router}`,
      'sampling.group=8',
      'demand.chat.rate=32 request/s',
      'horizon=10 minute',
      'warmUp=1 minute',
      `seed=${seed}`,
    ];
    const whole = value(await run(...site, 'sampling.sample=all'), 'tokens.output');
    const half = measure(await run(...site, 'sampling.sample=8'), 'tokens.output');
    const [low, high] = half.interval!;
    expect((high - low) / half.value!).toBeLessThan(0.5);
    if (low <= whole && whole <= high) count++;
  }
  return count;
};
