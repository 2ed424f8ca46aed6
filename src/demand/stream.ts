/** One stream of requests as a person writes it in a scenario.
 *
 *  ```yaml
 *  # 1. Independent callers with measured lengths, a daily wave and a launch at noon.
 *  - name: chat
 *    model: deepseek-v3
 *    rate: 60% of capacity
 *    arrivals: {kind: gamma, cv: 1.1}
 *    shape:
 *      - {kind: diurnal, peak: 1.4, peakHour: 20}
 *      - {kind: spike, start: 12 hour, duration: 10 minute, factor: 3}
 *    lengths: azure-conversation-2023
 *    promise:
 *      ttft: {within: 2 s}
 *      tpot: {within: 80 ms, percentile: 90}
 *
 *  # 2. Coding agents: a dozen calls a task, each adding a tool's output to the context.
 *  - name: agents
 *    tenant: tools-team
 *    model: deepseek-v3
 *    rate: 20 request/s
 *    callers:
 *      kind: agents
 *      calls: {mean: 12}
 *      toolOutput: {kind: lognormal, mean: 800, cv: 1.5}
 *      toolWait: {kind: lognormal, median: 3 s}
 *    lengths:
 *      kind: separate
 *      prompt: 6000
 *      output: {kind: quantiles, tokens: {min: 6, p50: 60, p95: 400, max: 2000, mean: 120}}
 *
 *  # 3. A recorded hour, replayed twice as fast and over again until the run ends.
 *  - name: recorded
 *    model: llama-3.1-70b
 *    trace: {file: my-hour.csv, scale: 2, repeat: true}
 *    priority: 1
 *  ```
 */

import { count, defaulting, fields, name, number, type Output } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import { arrivalsField } from './arrivals/index.js';
import { callersField, makeDialogue } from './callers/index.js';
import { Unbuildable } from './lengths/length.js';
import { lengthsField, makeLengths } from './lengths/pairing.js';
import { predictorFields } from './predictor.js';
import { promiseFields } from './promise.js';
import { type Rate, rateField } from './rate.js';
import { shapeField } from './shapes/index.js';
import { replayFields } from './traces/replay.js';
import { NotLoaded, type Trace } from './traces/trace.js';

const UNSTATED = { arrivals: { kind: 'poisson' }, shape: { kind: 'flat' } } as const;

export const streamFields = fields({
  name: name('Name of the stream; its draws hang on it, so a renamed stream draws anew.'),
  tenant: defaulting(name('Who pays for it.'), 'default', 'a site with one customer needs no names'),
  model: name('The model that is asked, by its catalogue name.'),
  rate: rateField.optional(),
  weight: number(
    'Part of the mix: streams of one model that ask for the same share of capacity divide it so that their requests are in this proportion.',
    { min: 1e-9, max: 1e12 },
  ).optional(),
  arrivals: defaulting(
    arrivalsField,
    UNSTATED.arrivals,
    'many independent callers make a Poisson stream (Palm–Khintchine)',
  ),
  shape: defaulting(shapeField, UNSTATED.shape, 'no rhythm unless one is stated'),
  lengths: lengthsField.optional(),
  callers: defaulting(callersField, { kind: 'independent' }, 'no memory between requests unless it is stated'),
  trace: replayFields.optional(),
  predictor: defaulting(predictorFields, {}, 'predictors exist and are imperfect'),
  priority: defaulting(
    count('Smaller is more urgent.', { min: 0, max: 255 }),
    100,
    'in the middle, so that others can go before or after',
  ),
  worth: number(
    'What a token of this stream is worth beside those of others: who gives way first when power is short. Left out: 1 with a promise and 0.5 without, as batch interfaces sell tokens at half price.',
    { min: 0, max: 1e6 },
  ).optional(),
  promise: promiseFields.optional(),
})
  .superRefine((stream, context) => {
    for (const [path, message] of misfits(stream)) context.addIssue({ code: 'custom', path: [...path], message });
  })
  .meta({ description: 'One stream of requests for one model.' });

export type StreamSpec = Output<typeof streamFields>;

/** Requests come one by one from a rate and a length distribution, or as recorded in a trace; some blocks exclude others. */
const misfits = (stream: {
  readonly rate?: Rate | undefined;
  readonly weight?: number | undefined;
  readonly lengths?: Parameters<typeof makeLengths>[0] | undefined;
  readonly trace?: unknown;
  readonly arrivals: unknown;
  readonly shape: unknown;
  readonly callers: { readonly kind: string };
}): readonly (readonly [readonly string[], string])[] => {
  const found: (readonly [readonly string[], string])[] = [];
  const dialogue = building(['callers'], () => makeDialogue(stream.callers), found);
  if (stream.lengths !== undefined) building(['lengths'], () => makeLengths(stream.lengths!), found);
  if (stream.trace === undefined) {
    if (stream.lengths === undefined)
      found.push([['lengths'], 'lengths of the requests, such as azure-conversation-2023, or a trace']);
    if (dialogue?.population === undefined && stream.rate === undefined)
      found.push([['rate'], 'a rate such as "120 request/s" or "60% of capacity", or a trace']);
  } else {
    if (stream.lengths !== undefined) found.push([['lengths'], 'no lengths beside a trace, which brings its own']);
    for (const rhythm of ['arrivals', 'shape'] as const)
      if (JSON.stringify(stream[rhythm]) !== JSON.stringify(UNSTATED[rhythm]))
        found.push([[rhythm], `no ${rhythm} beside a trace, which says itself when each request comes`]);
    if (dialogue)
      found.push([['callers'], 'independent callers beside a trace, which says itself when each request comes']);
  }
  if (stream.weight !== undefined && stream.rate?.of !== 'capacity')
    found.push([['weight'], 'no weight, unless the rate is a share of capacity, which weights divide']);
  if (dialogue?.population !== undefined && stream.rate !== undefined)
    found.push([['rate'], 'no rate beside a fixed crowd of users: their number and think time set the pace']);
  return found;
};

const building = <Made>(
  path: readonly string[],
  make: () => Made,
  found: (readonly [readonly string[], string])[],
): Made | undefined => {
  try {
    return make();
  } catch (reason) {
    if (reason instanceof NotLoaded) return undefined;
    if (!(reason instanceof Unbuildable)) throw reason;
    found.push([path, reason.message]);
    return undefined;
  }
};

/** The trace files that a stream names, each with its place in the stream's block, for the doors to open. */
export const traceFiles = (
  stream: StreamSpec,
): readonly { readonly path: readonly string[]; readonly file: string }[] => [
  ...(stream.trace === undefined ? [] : [{ path: ['trace', 'file'], file: stream.trace.file }]),
  ...(typeof stream.lengths === 'object' && 'file' in stream.lengths
    ? [{ path: ['lengths', 'file'], file: stream.lengths.file }]
    : []),
];

/** What is wrong with replaying this trace in this stream, found once the trace is open: it names no such stream. */
export const traceIssues = (stream: StreamSpec, trace: Trace): readonly Issue[] => {
  const { only } = stream.trace ?? {};
  if (only === undefined || trace.streams.includes(only)) return [];
  const known =
    trace.streams.length === 0 ? 'no `only`: the trace names no streams' : `one of ${trace.streams.join(', ')}`;
  return [{ path: ['trace', 'only'], found: only, expected: known }];
};
