/** What each stream of requests got, and whether its promises were kept. */
import type { Blueprint } from '../factory/blueprint.js';
import type { PromiseResult, StreamResult } from '../measure/result.js';
import { type Part, promiseFigure, streamFigures } from '../measure/stream.js';
import type { World } from './world.js';

/** Everything recorded of a stream, over all pools that served it. */
export const partsOf = (world: World, stream: number): Part[] =>
  world.pools.flatMap(({ parts }) => [...(parts.get(stream) ?? [])]);

/** `unbounded` names models whose queues grow without bound: their percentiles would mean nothing. */
export const streamResults = (blueprint: Blueprint, world: World, unbounded: ReadonlySet<string>): StreamResult[] =>
  blueprint.streams.map(({ spec }, row) => {
    const figures = streamFigures(partsOf(world, row));
    const grows = unbounded.has(spec.model);
    return {
      name: spec.name,
      tenant: spec.tenant,
      model: spec.model,
      ...figures,
      ...(grows ? { ttft: null, tpot: null, e2e: null, goodput: null } : {}),
    };
  });

export const promiseResults = (blueprint: Blueprint, world: World, unbounded: ReadonlySet<string>): PromiseResult[] =>
  blueprint.streams.flatMap(({ spec }, row) =>
    (['ttft', 'tpot', 'e2e'] as const).flatMap((measure): PromiseResult[] => {
      const promise = spec.promise?.[measure];
      if (promise === undefined) return [];
      const base = { stream: spec.name, measure, percentile: promise.percentile / 100, limit: promise.within };
      if (unbounded.has(spec.model)) return [{ ...base, reached: null, kept: false }];
      return [{ ...base, ...promiseFigure(partsOf(world, row), measure, base.percentile, promise.within) }];
    }),
  );
