/** What a study of marginal cost says: the price of the next token, by type, stream and hour, beside the average. */
import type { Estimate } from '../measure/result.js';
import type { BlockMarginals, MarginalCost, Marginals, Varied } from '../study/marginal.js';
import { shortName } from './answer.js';
import { isSure, perMillionSpread } from './comparison.js';
import { decimalsOf, dollars, figures, MISSING, percent, quantity, range, TOKEN_LADDER } from './numbers.js';

const NAMES: Readonly<Record<Varied, string>> = {
  output: 'M output tokens',
  input: 'M input tokens',
  requests: 'M requests',
};

const money = (found: Estimate | null): string => (found === null ? MISSING : perMillionSpread(found));

const plain = ({ value, interval }: Estimate): string =>
  interval === null
    ? figures(value)
    : `${figures(value, interval)} (${range(interval[0], interval[1], decimalsOf(value, interval))})`;

/** Milliseconds that others wait for each token or request more. */
const waits = (found: Estimate | null): string =>
  found === null
    ? MISSING
    : `${plain({ value: found.value * 1e3, interval: found.interval && [found.interval[0] * 1e3, found.interval[1] * 1e3] })}\u202fms each`;

const costOf = (costs: readonly MarginalCost[], of: Varied): MarginalCost => costs.find((cost) => cost.of === of)!;

/** Bold words, then the rest. */
export const marginalAnswer = (found: Marginals): { readonly verdict: string; readonly rest: string } => {
  const { energy, displaced } = costOf(found.site, 'output');
  const name = shortName(found.title);
  const full = found.average.full;
  if (displaced !== null)
    return {
      verdict: `${name} is full: the next million output tokens cost ${money(displaced)},`,
      rest: 'what those they displace would have earned.',
    };
  if (energy === null)
    return { verdict: `${name} writes no more tokens when more is asked,`, rest: 'so the next token has no price.' };
  if (!isSure(energy) && energy.interval !== null)
    return {
      verdict: `We cannot tell what the next token costs at ${name}:`,
      rest: `electricity ${money(energy)} a million; more replications, or a larger budget, would settle it.`,
    };
  return {
    verdict: `The next million output tokens cost ${money(energy)} of electricity,`,
    rest:
      full === null
        ? `at ${name}.`
        : `${percent(energy.value / full.value)} of the ${money(full)} that a million costs on average at ${name}.`,
  };
};

/** By type over the whole site: what, electricity, waiting of others, value of what is displaced. */
export const marginalRows = ({ site }: Marginals): readonly (readonly string[])[] =>
  site.map(({ of, energy, congestion, displaced }) => [NAMES[of], money(energy), waits(congestion), money(displaced)]);

/** Electricity of one more of each by stream; empty where the fleet is full. */
export const streamRows = ({ streams }: Marginals): readonly (readonly string[])[] =>
  streams.every(({ costs }) => costs.every(({ energy }) => energy === null))
    ? []
    : streams.map(({ name, costs }) => [
        shortName(name, 24),
        ...(['output', 'input', 'requests'] as const).map((of) => money(costOf(costs, of).energy)),
      ]);

/** `13:00` from seconds. */
export const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 3600)).padStart(2, '0')}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;

/** Electricity of one more million by stretch of the day; empty where none has a price. */
export const blockRows = ({ blocks }: Marginals): readonly (readonly string[])[] =>
  blocks.every(({ output, input }) => output === null && input === null)
    ? []
    : blocks.map(({ from, output, input }: BlockMarginals) => [clock(from), money(output), money(input)]);

/** What one more pod of each pool costs and carries, over the run. */
export const expansionRows = ({ supply: { expansions } }: Marginals): readonly (readonly string[])[] =>
  expansions.map(({ pool, podDollars, podTokens, perToken, isCheapest }) => [
    shortName(pool, 24),
    dollars(podDollars),
    quantity(podTokens, TOKEN_LADDER),
    perMillionSpread({ value: perToken, interval: null }),
    isCheapest ? 'cheapest' : '',
  ]);

/** What growth costs, smoothed and as a step. */
export const expansionSentence = ({ supply: { expansions, highestKept } }: Marginals): string => {
  const [first] = expansions.filter(({ isCheapest }) => isCheapest);
  if (first === undefined || highestKept === null)
    return 'No level of demand keeps every promise, so what one more pod would carry is not known';
  return `Growth costs ${perMillionSpread({ value: first.perToken, interval: null })} per M output tokens with ${shortName(first.pool, 24)}, in steps of ${quantity(first.podTokens, TOKEN_LADDER)} tokens; pods carry their promise up to ${percent(highestKept)} of demand`;
};

/** What one more of each is worth. */
export const shadowRows = ({ shadow }: Marginals): readonly (readonly string[])[] =>
  shadow.map(({ of, price, isBinding, sentence }) => [of, isBinding ? `$${plain(price)}` : '0', sentence]);

/** Electricity of the next million at each level of demand. */
export const supplyRows = ({ supply: { points } }: Marginals): readonly (readonly string[])[] =>
  points
    .slice(1)
    .map(({ scale, rate, marginal, verdict, isKept }) => [
      percent(scale),
      figures(rate.value),
      money(marginal),
      verdict === 'STABLE' ? (isKept ? 'promises kept' : 'promises broken') : 'full',
    ]);

/** What limits the answer and what it was held against. */
export const marginalNotes = ({ remarks, selfTest, step, simulations, replications }: Marginals): readonly string[] => [
  ...remarks,
  `${simulations} days simulated ${replications} times each: every stream's answers, prompts and requests ${percent(step)} more and ${percent(step)} less, under the same draws. Hours from the start of the run; work is counted in the hour it is done.`,
  selfTest === null
    ? 'The bill was not held against its own price: supply reacts to it, or a tax or minimum adds to every cent.'
    : `Self-test: a dearer kilowatt-hour costs what the meter read, to ${selfTest.distance.toExponential(0)}.`,
];
