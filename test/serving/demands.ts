/** Demands for tests: rows laid out by hand or at random, and users who wait for their answers. */
import { type Arrivals, arrivals as arrivalsOf, type Demand, type Feedback } from '../../src/demand/request.js';

export interface Ask {
  readonly window: number;
  readonly time: number;
  readonly prompt: number;
  readonly output: number;
  readonly predicted?: number;
  readonly priority?: number;
  readonly owner?: number;
  readonly id?: number;
  readonly stream?: number;
}

export const write = (into: Arrivals, row: number, id: number, ask: Ask): void => {
  into.time[row] = ask.time;
  into.id[row] = ask.id ?? id;
  into.stream[row] = ask.stream ?? 0;
  into.prompt[row] = ask.prompt;
  into.output[row] = ask.output;
  into.predicted[row] = ask.predicted ?? ask.output;
  into.priority[row] = ask.priority ?? 0;
  into.owner[row] = ask.owner ?? -1;
};

/** A fixed list of requests, in any order; ids are places in the order of time. */
export const listed = (asks: readonly Ask[]): Demand => {
  const sorted = asks
    .map((ask, index) => ({ ask, index }))
    .sort((a, b) => a.ask.window - b.ask.window || a.ask.time - b.ask.time || a.index - b.index);
  const rows = arrivalsOf(Math.max(1, asks.length));
  return {
    window: (index) => {
      rows.count = 0;
      sorted.forEach(({ ask }, id) => {
        if (ask.window === index) write(rows, rows.count++, id, ask);
      });
      return rows;
    },
  };
};

/** Users who think for a fixed time after each answer, then ask again: `users` of them, starting one `stagger` apart in window 0. */
export const closedLoop = (
  windowTicks: number,
  users: number,
  stagger: number,
  think: number,
  ask: (owner: number, turn: number) => { prompt: number; output: number },
): Demand => {
  const turns = new Int32Array(users);
  const due = Array.from({ length: users }, (_, user) => ({ owner: user, at: user * stagger }));
  const sort = () => due.sort((a, b) => a.at - b.at || a.owner - b.owner);
  const feedback: Feedback = {
    finished: (owner, index, ticks) => {
      due.push({ owner, at: index * windowTicks + ticks + think });
      sort();
    },
    due: (index) => (due.length === 0 ? Number.POSITIVE_INFINITY : due[0]!.at - index * windowTicks),
    take: (index, into) => {
      const { owner, at } = due.shift()!;
      const turn = turns[owner]!++;
      into.count = 1;
      write(into, 0, owner * 1000 + turn, {
        window: index,
        time: at - index * windowTicks,
        owner,
        ...ask(owner, turn),
      });
    },
  };
  const none = arrivalsOf(1);
  return { window: () => none, feedback };
};
