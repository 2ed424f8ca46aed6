import { defineConfig } from 'rolldown';

/** Builds the doors: `dist/cli.js` (terminal), `dist/index.js` (library) and the shard worker that the terminal starts. */
export default defineConfig({
  input: { cli: 'src/cli.ts', index: 'src/index.ts', 'shard-worker': 'src/study/shard-worker.ts' },
  platform: 'node',
  external: [/^[^./]/],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js', cleanDir: true },
});
