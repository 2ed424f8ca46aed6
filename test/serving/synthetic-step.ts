/** Made-up plans for tests and the bench: round figures of the right size, every term present, no catalogue needed. */
import type { Cost, StepModel } from '../../src/compute/step-model.js';

const cost = (seconds: number, compute: number, memory: number): Cost => ({ seconds, compute, memory });

/** Throughput kept at a share of the draw wanted: straight lines through a few points, down to nothing at 0.3. */
const kept = (share: number): number =>
  share >= 1 ? 1 : share >= 0.7 ? 0.93 + ((share - 0.7) / 0.3) * 0.07 : Math.max(0, ((share - 0.3) / 0.4) * 0.93);

/** Communication that two halves of a batch hide behind the rest, .8 of the shorter; `met` counts which of the two was the longer. */
export const hiddenExchange =
  (met: { exchangeLonger: number; restLonger: number }): NonNullable<StepModel['concurrent']> =>
  (sum, { decode, prefill }) => {
    const exchange = Math.min(sum.seconds, 3.6e-3 + (decode + prefill) * 2e-6);
    met[2 * exchange > sum.seconds ? 'exchangeLonger' : 'restLonger']++;
    sum.seconds -= 0.8 * Math.min(exchange, sum.seconds - exchange);
  };

/** Four stages of a pipeline; `met` counts steps with too few sequences for it, full ones, and those that fill and drain. */
export const fourStages =
  (met: { bubbles: number; fullPipelines: number; drains: number }): NonNullable<StepModel['concurrent']> =>
  (sum, { decode, prefill }) => {
    const batches = Math.min(4, decode + prefill);
    met[decode === 0 ? 'drains' : batches < 4 ? 'bubbles' : 'fullPipelines']++;
    sum.seconds = (decode > 0 ? sum.seconds / batches : ((batches + 3) * sum.seconds) / batches / 4) + 3e-5;
    sum.compute /= 4;
    sum.memory /= 4;
  };

/** A plan like an 8-chip replica of a 70B model; `windows` beside the infinite one share the attention time. */
export const syntheticStep = (
  options: {
    windows?: readonly number[];
    peak?: number;
    concurrent?: NonNullable<StepModel['concurrent']>;
    speculation?: NonNullable<StepModel['speculation']>;
  } = {},
): StepModel => {
  const windows = [Number.POSITIVE_INFINITY, ...(options.windows ?? [])];
  const peak = options.peak ?? 5600;
  const share = 1 / windows.length;
  const draw = (computeShare: number, memoryShare: number) =>
    peak * Math.min(1, 0.4 + 0.9 * Math.sqrt(Math.max(0, computeShare)) + 0.28 * memoryShare);
  return {
    chips: 8,
    windows,
    rest: (tokens, rows) => {
      const compute = tokens * 18e-6;
      const memory = 4.2e-3 + tokens * 0.2e-6;
      return cost(Math.hypot(compute / 0.7, memory / 0.8) + 1.1e-3 + rows * 15e-6, compute, memory);
    },
    attention: windows.map(() => cost(15e-9 * share, 0.4e-9 * share, 12e-9 * share)),
    decodeFloor: cost(0.4e-3, 0, 0),
    prefillPair: windows.map(() => cost(0.05e-9 * share, 0.03e-9 * share, 0)),
    prefillPairPerLength: windows.map(() => cost(8e-9 * share, 0, 5e-9 * share)),
    prefillFloor: cost(0.3e-3, 0, 0),
    ...(options.concurrent === undefined ? {} : { concurrent: options.concurrent }),
    ...(options.speculation === undefined ? {} : { speculation: options.speculation }),
    draw,
    idle: peak * 0.1,
    peak,
    capped: (step, cap) => {
      const watts = draw(step.compute / step.seconds, step.memory / step.seconds);
      if (watts <= cap) return { seconds: step.seconds, joules: watts * step.seconds };
      const seconds = step.seconds / kept(cap / watts);
      return { seconds, joules: cap * seconds };
    },
  };
};

/** A plan whose every step takes the same time, whatever it does. */
export const constantStep = (seconds: number): StepModel => ({
  chips: 1,
  windows: [Number.POSITIVE_INFINITY],
  rest: () => cost(seconds, 0, 0),
  attention: [cost(0, 0, 0)],
  decodeFloor: cost(0, 0, 0),
  prefillPair: [cost(0, 0, 0)],
  prefillPairPerLength: [cost(0, 0, 0)],
  prefillFloor: cost(0, 0, 0),
  draw: () => 100,
  idle: 10,
  peak: 100,
  capped: (step, cap) => ({ seconds: (step.seconds * 100) / Math.min(100, cap), joules: 100 * step.seconds }),
});
