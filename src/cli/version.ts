/** The version of this program, as its package states it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home.js';

export const version = (): string =>
  (JSON.parse(readFileSync(join(home(), 'package.json'), 'utf8')) as { readonly version: string }).version;
