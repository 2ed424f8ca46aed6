/** The shipped scenarios, read from their folder as the terminal door reads them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DiskFiles } from '../../src/cli/files.js';
import { type Loaded, loadScenario } from '../../src/scenario/load.js';

export const root = join(import.meta.dirname, '../..');

export const shipped = readdirSync(join(root, 'scenarios'))
  .filter((file) => file.endsWith('.yaml'))
  .sort();

export const load = (file: string, sets: readonly string[] = []): Loaded =>
  loadScenario(join(root, 'scenarios', file), new DiskFiles(), sets);
