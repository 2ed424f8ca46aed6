/** One replica of a plan serving requests in the real engine: a fixed number in flight, or arrivals as they came. */
import { memoryPlan } from '../compute/memory.js';
import type { Plan } from '../compute/plan.js';
import { planProblems } from '../compute/plan-problems.js';
import { stepModel } from '../compute/step.js';
import {
  type Arrivals,
  arrivals as arrivalsOf,
  type Demand,
  type Feedback,
  TICKS_PER_SECOND,
} from '../demand/request.js';
import { frontEndOf } from '../serving/front-end.js';
import { Group } from '../serving/pool/group.js';
import type { SchedulerSpec } from '../serving/pool/spec.js';

/** A finished request, by its place in the order of sending. */
export interface Served {
  readonly number: number;
  readonly prompt: number;
  readonly output: number;
  /** From arrival to the first token [s]. */
  readonly ttft: number;
  /** From arrival to the last [s]. */
  readonly e2e: number;
}

export type Scheduling = Pick<SchedulerSpec, 'prefill' | 'maxBatch' | 'tokenBudget'>;

const WINDOW = 60;
/** A run that has not ended after so much simulated time never will [s]. */
const LONGEST = 400_000;

const groupOf = (plan: Plan, scheduling: Scheduling, demand: Demand): Group | string => {
  const [problem] = planProblems(plan);
  if (problem !== undefined) return problem;
  const { blocks, fixedBlocks, maxContext } = memoryPlan(plan);
  return new Group(
    {
      replicas: 1,
      step: stepModel(plan),
      memory: { blocks, fixedBlocks, maxContext },
      scheduler: { batching: 'continuous', order: 'first-come', maxWait: 0, ...scheduling },
      router: 'round-robin',
      windowTicks: WINDOW * TICKS_PER_SECOND,
      seed: 1,
      firstReplica: 0,
      frontEnd: frontEndOf(plan.framework),
    },
    demand,
  );
};

const run = (group: Group, requests: number): readonly Served[] | string => {
  const served: Served[] = [];
  for (let window = 0; served.length < requests; window++) {
    if (window * WINDOW > LONGEST) return 'the plan never ends these requests';
    group.advance(window);
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++) {
      if (done.refused[row] === 1) return 'a request is longer than the memory or the context of this plan';
      served.push({
        number: done.id[row]!,
        prompt: done.prompt[row]!,
        output: done.output[row]!,
        ttft: done.firstToken[row]! / TICKS_PER_SECOND,
        e2e: done.lastToken[row]! / TICKS_PER_SECOND,
      });
    }
  }
  return served;
};

export interface Lengths {
  readonly prompt: number;
  readonly output: number;
}

/** Callers that each send their next request the instant the last one ends, until `lengths` runs out. */
class Callers implements Feedback {
  private next: number;
  private readonly due_: { window: number; ticks: number; owner: number }[] = [];
  private head = 0;

  constructor(
    private readonly lengths: readonly Lengths[],
    inFlight: number,
  ) {
    this.next = Math.min(inFlight, lengths.length);
  }

  finished(owner: number, window: number, ticks: number): void {
    if (this.next + (this.due_.length - this.head) < this.lengths.length) this.due_.push({ window, ticks, owner });
  }

  due(window: number): number {
    const first = this.due_[this.head];
    if (first === undefined) return Number.POSITIVE_INFINITY;
    return first.window < window ? 0 : first.ticks;
  }

  take(window: number, into: Arrivals): void {
    const ticks = this.due(window);
    const { owner } = this.due_[this.head++]!;
    write(into, 0, this.next, this.lengths[this.next]!, ticks, owner);
    this.next++;
    into.count = 1;
  }
}

const write = (
  into: Arrivals,
  row: number,
  number: number,
  { prompt, output }: Lengths,
  ticks: number,
  owner: number,
) => {
  into.time[row] = ticks;
  into.id[row] = number;
  into.stream[row] = 0;
  into.prompt[row] = prompt;
  into.output[row] = output;
  into.owner[row] = owner;
};

/** Serves `lengths` in order with at most `inFlight` requests inside; a sentence where the plan cannot. */
export const closedLoop = (
  plan: Plan,
  scheduling: Scheduling,
  inFlight: number,
  lengths: readonly Lengths[],
): readonly Served[] | string => {
  const first = arrivalsOf(Math.max(1, Math.min(inFlight, lengths.length)));
  for (let row = 0; row < Math.min(inFlight, lengths.length); row++) write(first, row, row, lengths[row]!, 0, row);
  first.count = Math.min(inFlight, lengths.length);
  const none = arrivalsOf(1);
  const group = groupOf(plan, scheduling, {
    window: (index) => (index === 0 ? first : none),
    feedback: new Callers(lengths, inFlight),
  });
  return typeof group === 'string' ? group : run(group, lengths.length);
};

export interface Arrival extends Lengths {
  /** [s] from the start, not decreasing. */
  readonly at: number;
}

/** Serves requests as they arrive; a sentence where the plan cannot. */
export const replayed = (
  plan: Plan,
  scheduling: Scheduling,
  requests: readonly Arrival[],
): readonly Served[] | string => {
  const column = arrivalsOf(Math.max(1, requests.length));
  let at = 0;
  const group = groupOf(plan, scheduling, {
    window: (index) => {
      column.count = 0;
      for (; at < requests.length && requests[at]!.at < (index + 1) * WINDOW; at++) {
        const ticks = Math.round((requests[at]!.at - index * WINDOW) * TICKS_PER_SECOND);
        write(column, column.count++, at, requests[at]!, ticks, -1);
      }
      return column;
    },
  });
  return typeof group === 'string' ? group : run(group, requests.length);
};
