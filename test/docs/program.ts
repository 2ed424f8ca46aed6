/** The program as a reader of the pages starts it: built once from the sources, run as a process, at a quick scale. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pages.js';

/** Ten minutes of one replica per pool: enough to pass through every part of the program. */
export const QUICK = ['horizon=10 minute', 'warmUp=1 minute', 'sampling.sample=1'] as const;

/** Inside the project, so that the built program finds the packages it leaves outside. */
const built = join(root, 'node_modules', '.cache', `token-factory-pages-${process.pid}`);

export const build = (): void => {
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'package.json'), readFileSync(join(root, 'package.json')));
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', '--dir', join(built, 'dist'), '--logLevel', 'silent'],
    { cwd: root, stdio: 'pipe' },
  );
};

export const discard = (): void => rmSync(built, { recursive: true, force: true });

const PROGRAM = /^npx token-factory /;
export const isProgram = (line: string): boolean => PROGRAM.test(line);

/** Runs a line such as `npx token-factory list chips` in a shell, as printed but for the scale of `run`. */
export const runLine = (line: string, folder: string) => {
  const scale = `--threads 1 ${QUICK.map((one) => `--set "${one}"`).join(' ')}`;
  const command = line
    .replace(PROGRAM, `"${process.execPath}" "${join(built, 'dist', 'cli.js')}" `)
    .replace(/^(\S+ \S+ run )/, `$1${scale} `);
  return spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', timeout: 100_000 });
};
