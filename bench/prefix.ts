/** What a cache of beginnings costs the simulator: the same requests without and with it, in turn in one process. */
import { compileDemand } from '../src/demand/compile.js';
import { prepareStreams } from '../src/demand/prepared.js';
import type { Demand } from '../src/demand/request.js';
import { streamFields } from '../src/demand/stream.js';
import { Group } from '../src/serving/pool/group.js';
import type { GroupSpec } from '../src/serving/pool/spec.js';
import { demandFor, scene } from './scenes.js';

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 1_000_000) / 4;
const ROUNDS = 3;

/** Agents of ten calls, whose contexts grow to some thousands of tokens. */
const agents = (rate: number, windowTicks: number): Demand =>
  compileDemand(
    prepareStreams([
      streamFields.parse({
        name: 'agents',
        model: 'bench',
        rate: '1 request/s',
        callers: { kind: 'agents', calls: { mean: 10 }, toolOutput: 300, toolWait: '3 s' },
        lengths: { kind: 'separate', prompt: 1500, output: 150 },
      }),
    ]),
    { seed: 1, replication: 0, group: 0, share: 1, windowTicks, rates: [rate] },
  );

const timed = (spec: GroupSpec, demand: Demand, windows: number): number => {
  const group = new Group(spec, demand);
  let requests = 0;
  const start = process.cpuUsage();
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    requests += group.drainFinished().count;
  }
  const { user, system } = process.cpuUsage(start);
  return requests / ((user + system) / 1e6);
};

const chat = scene(64, 'busy', 'chat', 'power-of-two', REQUESTS);
const perSecond = 40;
const windowSeconds = 60;
const scenes = [
  { name: 'chat, nothing shared', spec: chat.spec, windows: chat.windows, demand: () => demandFor(chat) },
  {
    name: 'agents of ten calls',
    spec: { ...chat.spec, router: 'affinity' as const },
    windows: Math.ceil(REQUESTS / 4 / perSecond / windowSeconds),
    demand: () => agents(perSecond, chat.spec.windowTicks),
  },
];

console.log('\ncache of beginnings             M requests/s: without   with   ratio');
for (const { name, spec, windows, demand } of scenes) {
  let without = 0;
  let cached = 0;
  for (let round = 0; round < ROUNDS; round++) {
    without = Math.max(without, timed(spec, demand(), windows));
    cached = Math.max(cached, timed({ ...spec, prefixCache: { blocks: Number.POSITIVE_INFINITY } }, demand(), windows));
  }
  const figures = [without / 1e6, cached / 1e6].map((rate) => rate.toFixed(2).padStart(7)).join('');
  console.log(`  ${name.padEnd(42)}${figures}${(cached / without).toFixed(2).padStart(8)}`);
}
