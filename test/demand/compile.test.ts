import { describe, expect, test } from 'vitest';
import { compileDemand } from '../../src/demand/compile.js';
import { prepareStreams } from '../../src/demand/prepared.js';
import { TICKS_PER_SECOND } from '../../src/demand/request.js';
import { type StreamSpec, streamFields } from '../../src/demand/stream.js';

const WINDOW = 60 * TICKS_PER_SECOND;

const stream = (given: Record<string, unknown> = {}): StreamSpec =>
  streamFields.parse({
    name: 'chat',
    model: 'any',
    rate: '60% of capacity',
    lengths: 'azure-code-2023',
    ...given,
  } as never);

const options = { seed: 7, replication: 0, group: 0, share: 1, windowTicks: WINDOW, rates: [10] };

describe('a Poisson stream', () => {
  test('brings its stated rate, in order and inside the window', () => {
    const demand = compileDemand(prepareStreams([stream()]), options);
    let total = 0;
    for (let index = 0; index < 100; index++) {
      const { count, time } = demand.window(index);
      total += count;
      for (let i = 0; i < count; i++) {
        expect(time[i]! >= (i === 0 ? 0 : time[i - 1]!) && time[i]! < WINDOW && Number.isInteger(time[i]!)).toBe(true);
      }
    }
    expect(Math.abs(total - 60_000)).toBeLessThan(4 * Math.sqrt(60_000));
  });
});
