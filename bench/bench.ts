import { Group } from '../src/serving/pool/group.js';
import { demandFor, type Scene, scene } from './scenes.js';

const time = (scene: Scene) => {
  const group = new Group(scene.spec, demandFor(scene));
  let finished = 0;
  const cpu = () => {
    const u = process.cpuUsage();
    return (u.user + u.system) / 1e6;
  };
  const c0 = cpu();
  const t0 = performance.now();
  for (let w = 0; w < scene.windows; w++) {
    group.advance(w);
    finished += group.drainFinished().count;
  }
  const wall = (performance.now() - t0) / 1000;
  const s = cpu() - c0;
  const d = demandFor(scene);
  const t1 = cpu();
  let n = 0;
  for (let w = 0; w < scene.windows; w++) n += d.window(w).count;
  const sd = cpu() - t1;
  console.log(
    scene.name,
    'rate',
    scene.rate.toFixed(1),
    'finished',
    finished,
    (finished / s / 1e6).toFixed(2),
    'M/s cpu;',
    (finished / wall / 1e6).toFixed(2),
    'wall; draw',
    (n / sd / 1e6).toFixed(2),
    'sim only',
    (finished / (s - sd) / 1e6).toFixed(2),
    'segs/req',
    (group.occurrences.segments / finished).toFixed(2),
    'pieces',
    group.occurrences.pieceCuts,
    'pre',
    group.occurrences.preemptions,
  );
};
const n = Number(process.env['N'] ?? 300000);
const only = process.env['ONLY'];
for (const [r, l, k, rt] of [
  [64, 'busy', 'chat', 'least-outstanding'],
  [64, 'busy', 'chat', 'round-robin'],
  [64, 'light', 'chat', 'round-robin'],
  [64, 'saturated', 'chat', 'round-robin'],
  [64, 'busy', 'long', 'round-robin'],
] as const) {
  const sc = scene(r, l, k, rt, k === 'long' ? n / 10 : n);
  if (only && !sc.name.includes(only)) continue;
  time(sc);
  time(sc);
}
