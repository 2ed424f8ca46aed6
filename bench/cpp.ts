/** The ratio to the same engine in C++ (`bench/cpp`), compiled here and now: both serve one trace, and every answer and counter must be equal.
 *  Both are timed by processor time with filled cost tables, in turns, the fastest of a few repetitions each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Arrivals, arrivals as arrivalsOf, type Demand } from '../src/demand/request.js';
import type { CostTable } from '../src/serving/pool/cost-table.js';
import { Group } from '../src/serving/pool/group.js';
import { COUNTERS, ENGINE_COUNTERS } from '../src/serving/pool/spec.js';
import type { GroupState } from '../src/serving/pool/state.js';
import { demandFor, type Scene, scene } from './scenes.js';

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 300_000);
const ROUNDS = 3;
/** Repetitions in a round: as many as serve about this many requests. */
const REQUESTS_IN_A_ROUND = 1e6;

/** What the C++ needs of a cost table that the TypeScript keeps to itself. */
interface Filled {
  readonly terms: Float64Array;
  readonly rows: Int32Array;
  readonly cells: Int32Array;
  readonly rest: { readonly byTokens: Float64Array; readonly byRows: Float64Array; readonly tokensAt: Int32Array };
}

const stateOf = (group: Group): GroupState => (group as unknown as { g: GroupState }).g;

/** The requests of a scene, drawn beforehand. */
const traceOf = (timed: Scene): readonly Arrivals[] => {
  const demand = demandFor(timed);
  return Array.from({ length: timed.windows }, (_, window) => {
    const from = demand.window(window);
    const copy = arrivalsOf(from.count);
    copy.count = from.count;
    for (const name of ['time', 'id', 'stream', 'prompt', 'output', 'predicted', 'priority', 'owner'] as const)
      copy[name].set(from[name].subarray(0, from.count) as never);
    return copy;
  });
};

/** A group that has yet to run, with a cost table that another has filled. */
const groupWith = ({ spec }: Scene, trace: readonly Arrivals[], table?: CostTable): Group => {
  const demand: Demand = { window: (index) => trace[index]! };
  const group = new Group(spec, demand);
  if (table !== undefined) Object.assign(stateOf(group), { table });
  return group;
};

/** Stream, number, first and last tick of every request that ended, then the engine's counters of every replica: what both engines must agree on.
 *  The counters of fleets are ours alone; here, where no replica leaves, they stay at zero. */
const answersOf = (group: Group, windows: number): Float64Array => {
  const answers: number[] = [];
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    const done = group.drainFinished();
    for (let row = 0; row < done.count; row++)
      answers.push(done.stream[row]!, done.id[row]!, done.firstToken[row]!, done.lastToken[row]!);
  }
  for (let row = 0; row < group.totals.length; row += COUNTERS.length) {
    const ofReplica = group.totals.subarray(row, row + COUNTERS.length);
    if (ofReplica.subarray(ENGINE_COUNTERS.length).some((value) => value !== 0))
      throw new Error('a fleet that nobody touched counted something');
    answers.push(...ofReplica.subarray(0, ENGINE_COUNTERS.length));
  }
  return Float64Array.from(answers);
};

const secondsOf = (group: Group, windows: number): number => {
  const begin = process.cpuUsage();
  for (let window = 0; window < windows; window++) {
    group.advance(window);
    group.drainFinished();
  }
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
};

/** The trace file, in the order in which `bench/cpp/engine.cpp` reads it. */
const traceFile = ({ spec }: Scene, trace: readonly Arrivals[], g: GroupState, repetitions: number): Float64Array => {
  const { table } = g;
  const { terms, rows, cells, rest } = table as unknown as Filled;
  const parts: ArrayLike<number>[] = [
    [spec.router === 'power-of-two' ? 1 : 0, spec.seed, repetitions],
    [g.replicas, g.maxBatch, g.tokenBudget, g.capacity, g.fixedBlocks, g.maxContext, g.longestOutput, g.keyBits],
    [g.rebaseAfter, g.windowTicks, table.width, table.slopes[0]!, table.jouleQuantum, spec.step.peak, spec.step.idle],
  ];
  for (const column of [terms, table.pieces, rest.byTokens, rest.byRows, rows, cells, rest.tokensAt])
    parts.push([column.length], column);
  parts.push([trace.length]);
  for (const { count, time, id, stream, prompt, output } of trace)
    parts.push([count], time, id, stream, prompt, output);
  const file = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
};

const bytesOf = (column: Float64Array) => Buffer.from(column.buffer, column.byteOffset, column.byteLength);

/** Runs the compiled engine: its fastest repetition [s], after its answers have been found equal to ours. */
const runCpp = (program: string, file: string, ours: Float64Array): number => {
  execFileSync(program, [file, `${file}.answers`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const written = readFileSync(`${file}.answers`);
  const theirs = new Float64Array(written.buffer, written.byteOffset, written.byteLength / 8);
  const seconds = theirs[0]!;
  if (theirs.length - 1 !== ours.length)
    throw new Error(`C++ gave ${theirs.length - 1} answers, TypeScript ${ours.length}`);
  for (let at = 0; at < ours.length; at++) {
    if (theirs[at + 1] !== ours[at])
      throw new Error(`answer ${at}: C++ says ${theirs[at + 1]}, TypeScript ${ours[at]}`);
  }
  return seconds;
};

const compare = (timed: Scene, program: string, folder: string): void => {
  const trace = traceOf(timed);
  const first = groupWith(timed, trace);
  const ours = answersOf(first, timed.windows);
  const requests = (ours.length - timed.spec.replicas * ENGINE_COUNTERS.length) / 4;
  const g = stateOf(first);
  const repetitions = Math.ceil(REQUESTS_IN_A_ROUND / requests);
  const file = join(folder, 'trace');
  writeFileSync(file, bytesOf(traceFile(timed, trace, g, repetitions)));
  let script = Number.POSITIVE_INFINITY;
  let compiled = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    for (let repetition = 0; repetition < repetitions; repetition++)
      script = Math.min(script, secondsOf(groupWith(timed, trace, g.table), timed.windows));
    compiled = Math.min(compiled, runCpp(program, file, ours));
  }
  const rate = (seconds: number) => `${(requests / seconds / 1e6).toFixed(2)} M/s`;
  console.log(
    `${timed.name.padEnd(46)} TypeScript / C++ = ${(script / compiled).toFixed(2)} (${rate(script)}, ${rate(compiled)}), ${requests} equal requests`,
  );
};

/** Compiles the engine into `folder`; undefined where there is no compiler. */
const compile = (folder: string): string | undefined => {
  const program = join(folder, 'engine');
  const source = join(process.env.BENCH_FOLDER ?? import.meta.dirname, 'cpp/engine.cpp');
  try {
    execFileSync('g++', ['-std=c++17', '-O3', '-ffp-contract=off', '-march=native', '-o', program, source]);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
  return program;
};

const folder = mkdtempSync(join(tmpdir(), 'token-factory-bench-'));
try {
  const program = compile(folder);
  if (program === undefined) console.log('TypeScript / C++: skipped, no g++ was found');
  else {
    for (const replicas of [1, 64, 1024])
      compare(scene(replicas, 'busy', 'chat', 'round-robin', REQUESTS), program, folder);
    compare(scene(64, 'busy', 'chat', 'power-of-two', REQUESTS), program, folder);
  }
} finally {
  rmSync(folder, { recursive: true });
}
