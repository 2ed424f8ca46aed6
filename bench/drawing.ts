/** What drawing a request costs, lengths and guess included, in processor time: `npx tsx bench/drawing.ts`. */
import { compileDemand } from '../src/demand/compile.js';
import { prepareStreams } from '../src/demand/prepared.js';
import { TICKS_PER_SECOND } from '../src/demand/request.js';
import { type StreamSpec, streamFields } from '../src/demand/stream.js';

const WINDOWS = 10;
const RATE = 500;
const stream = (name: string, more: object): StreamSpec =>
  streamFields.parse({ name, model: 'any', rate: '60% of capacity', ...more } as never);
const plain = { kind: 'separate', prompt: 1000, output: 100 };
const prophet = { error: 0 };

const cases: readonly (readonly [string, readonly StreamSpec[], number])[] = [
  ['poisson, fixed lengths, no guess', [stream('a', { lengths: plain, predictor: prophet })], 1],
  [
    'poisson, azure-conversation-2023, no guess',
    [stream('a', { lengths: 'azure-conversation-2023', predictor: prophet })],
    1,
  ],
  ['poisson, azure-conversation-2023', [stream('a', { lengths: 'azure-conversation-2023' })], 1],
  [
    'gamma, azure-conversation-2023',
    [stream('a', { lengths: 'azure-conversation-2023', arrivals: { kind: 'gamma' } })],
    1,
  ],
  [
    'gamma thinned to 1 %, azure-code-2023',
    [stream('a', { lengths: 'azure-code-2023', arrivals: { kind: 'gamma' } })],
    0.01,
  ],
  [
    'weibull thinned to 1 %, azure-code-2023',
    [stream('a', { lengths: 'azure-code-2023', arrivals: { kind: 'weibull' } })],
    0.01,
  ],
  [
    'diurnal poisson, lognormal lengths',
    [
      stream('a', {
        shape: { kind: 'diurnal' },
        lengths: {
          kind: 'separate',
          prompt: { kind: 'lognormal', mean: 1000, cv: 1 },
          output: { kind: 'lognormal', mean: 200, cv: 1 },
        },
      }),
    ],
    1,
  ],
  [
    'chat and coding merged',
    [stream('a', { lengths: 'azure-conversation-2023' }), stream('b', { lengths: 'azure-code-2023' })],
    1,
  ],
];

for (const [title, streams, share] of cases) {
  let best = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < 5; trial++) {
    const demand = compileDemand(prepareStreams(streams), {
      seed: 1,
      replication: 0,
      group: 0,
      share,
      windowTicks: 60 * TICKS_PER_SECOND,
      rates: streams.map(() => RATE / share / streams.length),
    });
    let requests = 0;
    const start = process.cpuUsage();
    for (let index = 0; index < WINDOWS; index++) requests += demand.window(index).count;
    best = Math.min(best, (process.cpuUsage(start).user * 1e3) / requests);
  }
  console.log(`${best.toFixed(0).padStart(5)} ns per request   ${title}`);
}
