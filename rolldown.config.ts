import { existsSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** The doors: the terminal, the library, and the workers that the terminal starts. */
const DOORS = {
  cli: 'src/cli.ts',
  index: 'src/index.ts',
  'shard-worker': 'src/study/shard-worker.ts',
  'job-worker': 'src/study/job-worker.ts',
};

/** Packages that come into the bundle: of mathjs only the unit subset, which loads in milliseconds where the whole takes a second;
 *  yargs in one file where Node would open forty, so that help is there at once. Both licences (Apache-2.0, MIT) stay in their packages, which are installed beside it. */
const BUNDLED: ReadonlySet<string> = new Set(['mathjs', 'yargs']);

/** Builds the doors into `dist/`. Other packages stay outside the bundle. */
export default defineConfig({
  input: Object.fromEntries(Object.entries(DOORS).filter(([, file]) => existsSync(file))),
  platform: 'node',
  external: (id, importer) =>
    /^[^./\0]/.test(id) && importer !== undefined && !importer.includes('node_modules') && !BUNDLED.has(id),
  treeshake: { moduleSideEffects: (id) => !id.includes('node_modules/mathjs') },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
    cleanDir: true,
    banner: (chunk) => (chunk.isEntry && chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
  },
});
