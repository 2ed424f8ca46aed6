import { describe, expect, test } from 'vitest';
import { compileDemand } from '../../../src/demand/compile.js';
import { ownRate, prepareStreams, workOf } from '../../../src/demand/prepared.js';
import { parseTrace } from '../../../src/demand/traces/parse.js';
import { collect, stream, WINDOW } from '../streams.js';

const text =
  'arrival_s,prompt_tokens,output_tokens,stream,priority\n100,10,1,a,9\n130,20,2,b,8\n190,30,3,a,7\n220,40,4,b,6\n';
const answer = parseTrace([text]);
if ('issues' in answer) throw new Error('the sample trace is sound');
const traces = new Map([['t.csv', answer.trace]]);

const replay = (given: object, options: { share?: number; group?: number } = {}, windows = 5) => {
  const prepared = prepareStreams(
    [stream({ rate: undefined, lengths: undefined, trace: { file: 't.csv', ...given } })],
    traces,
  );
  const demand = compileDemand(prepared, {
    seed: 1,
    replication: 0,
    group: options.group ?? 0,
    share: options.share ?? 1,
    windowTicks: WINDOW,
    rates: prepared.map((one) => ownRate(one)!),
  });
  return collect(demand, windows);
};

describe('replay', () => {
  test('starts with the first request and keeps times and lengths', () => {
    const { time, prompt, output } = replay({});
    expect(time).toEqual([0, 30, 90, 120]);
    expect({ prompt, output }).toEqual({ prompt: [10, 20, 30, 40], output: [1, 2, 3, 4] });
  });

  test('twice as fast, it takes half the time', () => {
    expect(replay({ scale: 2 }).time).toEqual([0, 15, 45, 60]);
  });

  test('repeated, it begins again one mean gap after its end, with new numbers', () => {
    const { time, id, prompt } = replay({ repeat: true });
    expect(time).toEqual([0, 30, 90, 120, 160, 190, 250, 280]);
    expect(id).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(prompt.slice(4)).toEqual([10, 20, 30, 40]);
  });

  test('one of its streams can be replayed alone, with its priorities', () => {
    const { time, prompt } = replay({ only: 'b' });
    expect({ time, prompt }).toEqual({ time: [0, 90], prompt: [20, 40] });
  });

  test('groups share its rows out: each row goes to exactly one', () => {
    const parts = [0, 1, 2, 3].map((group) => replay({ repeat: true }, { share: 0.25, group }, 200).id);
    const all = replay({ repeat: true }, {}, 200).id;
    expect(parts.flat().sort((a, b) => a - b)).toEqual(all);
    expect(parts.every((part) => Math.abs(part.length / all.length - 0.25) < 4 * Math.sqrt(0.1875 / all.length))).toBe(
      true,
    );
  });

  test('its own rate and mean tokens are known for planning', () => {
    const [prepared] = prepareStreams(
      [stream({ rate: undefined, lengths: undefined, trace: { file: 't.csv' } })],
      traces,
    );
    expect(ownRate(prepared!)).toBeCloseTo(4 / 160, 12);
    expect(workOf(prepared!)).toEqual({ prompt: 25, output: 2.5 });
  });

  test('a trace that was not loaded is our own mistake', () => {
    expect(() => prepareStreams([stream({ rate: undefined, lengths: undefined, trace: { file: 'x.csv' } })])).toThrow(
      'x.csv',
    );
  });
});
