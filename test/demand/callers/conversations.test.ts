import { describe, expect, test } from 'vitest';
import { prepareStreams, workOf } from '../../../src/demand/prepared.js';
import { arrivals, type Demand, TICKS_PER_SECOND } from '../../../src/demand/request.js';
import { demandOf, mean, stream, WINDOW } from '../streams.js';

interface Asked {
  readonly id: number;
  readonly time: number;
  readonly prompt: number;
  readonly output: number;
  readonly owner: number;
}

/** Serves every request in `service` seconds, without queueing, as a coupled group would: in order of time. */
const serve = (demand: Demand, windows: number, service: number, write = (asked: Asked) => asked.output): Asked[] => {
  const seen: Asked[] = [];
  const feedback = demand.feedback!;
  const into = arrivals(1);
  const running: { readonly end: number; readonly asked: Asked }[] = [];
  for (let index = 0; index < windows; index++) {
    const open = demand.window(index);
    let row = 0;
    const read = (from: typeof open, at: number) => {
      const asked = {
        id: from.id[at]!,
        time: index * WINDOW + from.time[at]!,
        prompt: from.prompt[at]!,
        output: from.output[at]!,
        owner: from.owner[at]!,
      };
      seen.push(asked);
      running.push({ end: asked.time + service * TICKS_PER_SECOND, asked });
    };
    for (;;) {
      const next = row < open.count ? open.time[row]! : Number.POSITIVE_INFINITY;
      const due = feedback.due(index);
      const end = (running[0]?.end ?? Number.POSITIVE_INFINITY) - index * WINDOW;
      if (Math.min(next, due, end) >= WINDOW) break;
      if (end <= next && end <= due) {
        const { asked } = running.shift()!;
        feedback.finished(asked.owner, index, end, write(asked));
      } else if (next <= due) read(open, row++);
      else {
        feedback.take(index, into);
        read(into, 0);
      }
    }
  }
  return seen;
};

const lengths = {
  kind: 'separate',
  prompt: { kind: 'lognormal', mean: 200, cv: 1 },
  output: { kind: 'lognormal', mean: 50, cv: 1 },
};
const users = (count: number) =>
  stream({ rate: undefined, lengths, callers: { kind: 'users', count, think: { kind: 'exponential', mean: '9 s' } } });

describe('users in a closed loop', () => {
  // Little's law without queueing: throughput = users / (think + service).
  test('ask as often as think and service time allow', () => {
    const seen = serve(demandOf([users(50)]), 60, 1);
    expect(Math.abs(seen.length / (60 * 60) / 5 - 1)).toBeLessThan(4 / Math.sqrt(seen.length));
    expect(new Set(seen.map((asked) => asked.id)).size).toBe(seen.length);
    expect(new Set(seen.map((asked) => asked.owner)).size).toBe(50);
  });

  test('slow down when answers are slow', () => {
    expect(serve(demandOf([users(50)]), 30, 41).length).toBeLessThan(0.25 * serve(demandOf([users(50)]), 30, 1).length);
  });

  test('come one after another in time', () => {
    const seen = serve(demandOf([users(20)]), 10, 1);
    expect(seen.every((asked, i) => i === 0 || asked.time >= seen[i - 1]!.time)).toBe(true);
  });

  test('are spread over the groups, and none is lost', () => {
    const seats = [0, 1, 2].map(
      (group) =>
        new Set(serve(demandOf([users(50)], { share: 1 / 3, group }), 5, 1).map((asked) => asked.id % 2 ** 24)),
    );
    expect(seats.reduce((sum, seat) => sum + seat.size, 0)).toBe(50);
    expect(new Set(seats.flatMap((seat) => [...seat])).size).toBe(50);
  });

  test('keep their draws when more users come', () => {
    const first = (count: number) => new Map(serve(demandOf([users(count)]), 3, 1).map((asked) => [asked.id, asked]));
    const many = first(60);
    for (const [id, { prompt, output, time }] of first(50))
      expect(many.get(id)).toMatchObject({ prompt, output, time });
  });

  test('ask the same when other streams do not reach their group', () => {
    const chat = stream({ name: 'first', lengths });
    const alone = serve(demandOf([chat, users(5)], { rows: [1] }), 5, 1);
    expect(alone.map(({ id, time, prompt }) => [id, time, prompt])).toEqual(
      serve(demandOf([users(5)]), 5, 1).map(({ id, time, prompt }) => [id, time, prompt]),
    );
  });

  test('go on after a refusal', () => {
    expect(serve(demandOf([users(5)]), 20, 1, () => 0).length).toBeGreaterThan(400);
  });
});

describe('sessions', () => {
  const sessions = stream({
    lengths,
    callers: { kind: 'sessions', turns: 4, think: '5 s', added: 30 },
  });

  test('repeat the whole conversation in every prompt', () => {
    const seen = serve(demandOf([sessions], { rates: [4] }), 20, 1);
    const byId = new Map(seen.map((asked) => [asked.id, asked]));
    let later = 0;
    for (const { id, prompt } of seen) {
      if (id % 1024 === 0) continue;
      const before = byId.get(id - 1)!;
      expect(prompt).toBe(before.prompt + before.output + 30);
      later++;
    }
    expect(later).toBeGreaterThan(2000);
  });

  test('wait for the answer, then think, and stop after their turns', () => {
    const seen = serve(demandOf([sessions], { rates: [4] }), 20, 1);
    const byId = new Map(seen.map((asked) => [asked.id, asked]));
    for (const { id, time } of seen)
      if (id % 1024 > 0) expect(time - byId.get(id - 1)!.time).toBe(6 * TICKS_PER_SECOND);
    expect(Math.max(...seen.map((asked) => asked.id % 1024))).toBe(3);
  });

  test('bring the stated rate of requests, turns included, and the work that planning expects', () => {
    const memoryless = stream({ lengths, callers: { kind: 'sessions', turns: { mean: 3 }, think: '1 s' } });
    const seen = serve(demandOf([memoryless], { rates: [20] }), 60, 0.5);
    const [prepared] = prepareStreams([memoryless]);
    // Turns come in clumps of geometric size: relative error of the count √((1 + 2·2)/n), of the growing prompt several times that.
    expect(Math.abs(seen.length / (20 * 3600) - 1)).toBeLessThan(4 * Math.sqrt(5 / (20 * 3600)));
    expect(Math.abs(mean(seen.map((asked) => asked.prompt)) / workOf(prepared!).prompt - 1)).toBeLessThan(0.03);
  });

  test('end when a turn is refused', () => {
    const seen = serve(demandOf([sessions], { rates: [4] }), 5, 1, () => 0);
    expect(seen.every((asked) => asked.id % 1024 === 0)).toBe(true);
  });

  test('give their rows back: 3,600 sessions need no more than a window of them and those alive', () => {
    const seen = serve(demandOf([sessions], { rates: [4] }), 60, 1);
    expect(Math.max(...seen.map((asked) => asked.owner))).toBeLessThan(150);
  });
});

test('agents add what their tools answer and wait for them', () => {
  const agents = stream({
    lengths: { kind: 'separate', prompt: 1000, output: 20 },
    callers: { kind: 'agents', calls: 5, toolOutput: 300, toolWait: '2 s' },
  });
  const seen = serve(demandOf([agents], { rates: [5] }), 10, 1).filter((asked) => asked.id < 1024);
  expect(seen.map((asked) => asked.prompt)).toEqual([1000, 1320, 1640, 1960, 2280]);
  expect(seen.slice(1).map((asked, i) => (asked.time - seen[i]!.time) / TICKS_PER_SECOND)).toEqual([3, 3, 3, 3]);
  expect(workOf(prepareStreams([agents])[0]!)).toEqual({ prompt: 1640, output: 20 });
});

test('a wait of many windows falls due in its own window', () => {
  const slow = stream({ rate: undefined, callers: { kind: 'users', count: 1, think: '150 s' } });
  const { feedback } = demandOf([slow]);
  expect([0, 1, 2].map((index) => feedback!.due(index))).toEqual([
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    30 * TICKS_PER_SECOND,
  ]);
});
