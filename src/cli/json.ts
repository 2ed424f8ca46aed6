/** What `--json` prints: one object, always with schemaVersion, so that a program can tell what it reads. */
import type { Terminal } from './terminal.js';

export const SCHEMA_VERSION = 1;

export const printJson = (terminal: Terminal, body: Readonly<Record<string, unknown>>): void =>
  terminal.print(JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...body }, null, 2));
