/** What was simulated and what stands for the rest, in a sentence. */
import type { Blueprint } from '../factory/blueprint.js';
import type { Sampling } from '../measure/result.js';
import { outputTokensOf, requestsOf } from '../measure/throughput.js';
import { routerOf } from '../serving/routers/index.js';
import type { PieceResult } from './piece.js';
import type { World } from './world.js';

export const samplingOf = (blueprint: Blueprint, world: World, results: readonly PieceResult[]): Sampling => {
  const { scenario, pools } = blueprint;
  const { sample, budget, group, replications } = scenario.sampling;
  const counters = world.pools.flatMap((pool) => pool.counters);
  const replicas = pools.reduce((sum, { spec }) => sum + spec.replicas, 0);
  const sampledReplicas = pools.reduce((sum, { sampled }) => sum + sampled, 0);
  const groups = pools.reduce((sum, pool) => sum + pool.groups.length, 0);
  const groupSize = Math.max(0, ...pools.flatMap((pool) => pool.groups.map((one) => one.replicas)));
  const tokens = counters.length > 0 ? outputTokensOf(counters) : null;
  const relativeError =
    tokens?.interval && tokens.value > 0 ? (tokens.interval[1] - tokens.interval[0]) / 2 / tokens.value : null;
  const represented = counters.length > 0 ? requestsOf(counters).value : 0;
  const mode = sample === 'budget' ? 'budget' : sample === 'all' ? 'all' : 'share';
  const standIn = pools.some(
    ({ sampled, spec, groups: own }) =>
      own.length > 0 && sampled < Math.min(group, spec.replicas) && !routerOf(spec.router).stateIndependent,
  );
  return {
    mode,
    budgetSeconds: mode === 'budget' ? budget : null,
    replicas,
    sampledReplicas,
    groups,
    groupSize,
    simulatedRequests: results.reduce((sum, { simulated }) => sum + simulated, 0),
    representedRequests: represented,
    replications,
    relativeError,
    sentence:
      sampledReplicas >= replicas
        ? `All ${replicas} replicas were simulated, request by request.`
        : [
            `${sampledReplicas} of ${replicas} replicas were simulated, request by request, each with its random share of the traffic; the others are taken to do as these did.`,
            relativeError === null
              ? ''
              : `That leaves the output tokens uncertain by ±${(100 * relativeError).toPrecision(2)}%. How well step times, powers and prices are known is the larger doubt; it is listed with the sources.`,
            standIn
              ? `Routers saw ${groupSize} replicas where the site's would see up to ${Math.min(group, Math.max(...pools.map(({ spec }) => spec.replicas)))}; at 60% load that moves the mean first token by less than 1%.`
              : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
  };
};
