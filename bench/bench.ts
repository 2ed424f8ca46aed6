/** How fast requests are served: end to end, simulation alone, memory, and the ratio to the plain reference. `BENCH_REQUESTS` sets the size.
 *  Times are processor time of this process, so that neighbours on the machine matter less; quote figures from a quiet core. */
import { type Arrivals, arrivals as arrivalsOf, type Demand } from '../src/demand/request.js';
import { Group } from '../src/serving/pool/group.js';
import { PlainReference } from '../test/serving/plain-reference.js';
import { demandFor, type Scene, scene } from './scenes.js';

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 1_000_000);
/** Each figure is the best of so many runs: the first is spent on compiling, and neighbours on the machine only ever take away. */
const ROUNDS = 3;

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The same requests, drawn beforehand. */
const drawn = ({ windows, ...rest }: Scene): Demand => {
  const demand = demandFor({ windows, ...rest });
  const kept: Arrivals[] = [];
  for (let window = 0; window < windows; window++) {
    const from = demand.window(window);
    const copy = arrivalsOf(from.count);
    copy.count = from.count;
    for (const name of ['time', 'id', 'stream', 'prompt', 'output', 'predicted', 'priority', 'owner'] as const) {
      copy[name].set(from[name].subarray(0, from.count) as never);
    }
    kept.push(copy);
  }
  return { window: (index) => kept[index]! };
};

/** Serves a scene, keeping of each finished request the two times that a record needs; returns requests per second. */
const serve = ({ spec, windows }: Scene, demand: Demand): { rate: number; requests: number; group: Group } => {
  const group = new Group(spec, demand);
  const kept: Float32Array[] = [];
  let requests = 0;
  const start = processorSeconds();
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    const done = group.drainFinished();
    kept.push(
      new Float32Array(done.firstToken.subarray(0, done.count)),
      new Float32Array(done.lastToken.subarray(0, done.count)),
    );
    requests += done.count;
  }
  return { rate: requests / (processorSeconds() - start), requests, group };
};

const million = (rate: number) => (rate / 1e6).toFixed(2).padStart(6);

const print = (timed: Scene): void => {
  let whole = 0;
  let alone = 0;
  let segments = 0;
  const beforehand = drawn(timed);
  for (let round = 0; round < ROUNDS; round++) {
    const { rate, requests, group } = serve(timed, demandFor(timed));
    whole = Math.max(whole, rate);
    segments = group.occurrences.segments / requests;
    alone = Math.max(alone, serve(timed, beforehand).rate);
  }
  console.log(
    `${timed.name.padEnd(46)}${million(whole)} M/s end to end ${million(alone)} M/s simulation ${segments.toFixed(2)} segments a request`,
  );
};

/** The reference serves the same trace, must tell the same story, and shows what iterating costs. */
const compare = (timed: Scene): void => {
  const demand = drawn(timed);
  const group = new Group(timed.spec, demand);
  const told = new Map<string, string>();
  let start = processorSeconds();
  for (let window = 0; window < timed.windows; window++) {
    group.advance(window);
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++)
      told.set(`${done.stream[row]}/${done.id[row]}`, `${done.firstToken[row]} ${done.lastToken[row]}`);
  }
  const fast = processorSeconds() - start;
  start = processorSeconds();
  const plain = new PlainReference(timed.spec, demand).run(timed.windows);
  const slow = processorSeconds() - start;
  for (const { request } of plain.ended_) {
    const line = request.refused ? '0 0' : `${request.first} ${request.last}`;
    if (told.get(`${request.stream}/${request.id}`) !== line)
      throw new Error(
        `request ${request.id}: ${told.get(`${request.stream}/${request.id}`)}, the reference says ${line}`,
      );
  }
  if (told.size !== plain.ended_.length)
    throw new Error(`${told.size} requests ended, the reference says ${plain.ended_.length}`);
  console.log(
    `${timed.name.padEnd(46)} ${(slow / fast).toFixed(0)} times the plain reference, ${told.size} equal requests`,
  );
};

/** Bytes per request inside a crowded group, and per finished row until it is drained. */
const weigh = (): void => {
  const crowded = scene(1, 'saturated', 'chat', 'round-robin', 20_000);
  const group = new Group(crowded.spec, drawn({ ...crowded, rate: 40 * crowded.rate }));
  const before = process.memoryUsage().arrayBuffers;
  for (let window = 0; window < 3; window++) {
    group.advance(window);
    group.drainFinished();
  }
  const after = process.memoryUsage().arrayBuffers;
  console.log(
    `memory: ${((after - before) / group.outstanding).toFixed(0)} bytes a request inside (${group.outstanding} of them), 51 bytes a finished row until drained, 8 bytes kept here`,
  );
};

for (const replicas of [1, 64, 1024]) {
  for (const load of ['light', 'busy', 'saturated'] as const)
    print(scene(replicas, load, 'chat', 'round-robin', REQUESTS));
  print(scene(replicas, 'busy', 'long', 'round-robin', REQUESTS / 10));
  if (replicas > 1) print(scene(replicas, 'busy', 'chat', 'least-outstanding', REQUESTS));
}
print(scene(16_384, 'busy', 'chat', 'round-robin', REQUESTS));
compare(scene(4, 'busy', 'chat', 'least-outstanding', 2_000));
compare(scene(1, 'light', 'long', 'round-robin', 100));
weigh();
