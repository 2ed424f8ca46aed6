import { existsSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** The doors: the terminal, the library, and the shard worker that the terminal starts. */
const DOORS = { cli: 'src/cli.ts', index: 'src/index.ts', 'shard-worker': 'src/study/shard-worker.ts' };

/** Builds the doors into `dist/`. Packages stay outside the bundle, all but mathjs: of it only the unit subset comes in,
 *  which loads in milliseconds where the whole package takes a second. */
export default defineConfig({
  input: Object.fromEntries(Object.entries(DOORS).filter(([, file]) => existsSync(file))),
  platform: 'node',
  external: (id, importer) =>
    /^[^./\0]/.test(id) && importer !== undefined && !importer.includes('node_modules') && id !== 'mathjs',
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
