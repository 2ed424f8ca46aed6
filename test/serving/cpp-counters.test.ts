/** The C++ that the bench compares with keeps the engine's counters under the same names in the same order: else the comparison reads the wrong columns. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENGINE_COUNTERS } from '../../src/serving/pool/spec.js';

const HEADER = join(import.meta.dirname, '../../bench/cpp/replica.hpp');

test('the C++ of the bench counts what the engine counts, in its order', () => {
  const listed = /enum Counter \{([^}]*)\}/.exec(readFileSync(HEADER, 'utf8'))![1]!;
  const names = listed.split(',').map((name) => name.trim());
  const ours = ENGINE_COUNTERS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase());
  expect(names).toEqual([...ours, 'COUNTERS']);
});
