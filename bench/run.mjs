/** Builds the benchmark as the program itself is built, then runs it: a development runner would slow the inner loop by half. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(root, 'node_modules', '.bench-'));
try {
  const bundle = await rolldown({
    input: { all: join(root, 'bench/all.ts') },
    platform: 'node',
    external: [/^[^./]/],
  });
  await bundle.write({ dir: folder, format: 'esm' });
  process.exitCode =
    spawnSync(process.execPath, [join(folder, 'all.js')], {
      stdio: 'inherit',
      env: { ...process.env, BENCH_FOLDER: import.meta.dirname }, // the C++ sources lie there, wherever the bundle lies
    }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
