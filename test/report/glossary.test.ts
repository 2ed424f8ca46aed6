import { expect, test } from 'vitest';
import { GLOSSARY, termOf, termsIn } from '../../src/report/glossary.js';

test('every term is told in at most two sentences and has a source', () => {
  for (const { term, meaning, source } of GLOSSARY) {
    expect(meaning.match(/[.](?:\s|$)/g)!.length, term).toBeLessThanOrEqual(term === 'evidence' ? 4 : 3);
    expect(source, term).not.toBe('');
  }
});

test('no two terms share a name', () => {
  const names = GLOSSARY.flatMap(({ term, also }) => [term, ...also]).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test('the words specialists use lead to the plain ones', () => {
  for (const [said, plain] of [
    ['TTFT', 'first token'],
    ['tpot', 'between tokens'],
    ['prefill', 'reading prompts'],
    ['decode', 'writing tokens'],
    ['SRMC', 'cost of the next token'],
    ['pue', 'PUE'],
    ['MFU', 'MFU'],
    ['KV cache', 'KV cache'],
    ['goodput', 'goodput'],
    ['demand charge', 'demand charge'],
  ] as const)
    expect(termOf(said)?.term).toBe(plain);
  expect(termOf('no such word')).toBeNull();
});

test('terms are found as whole words alone', () => {
  expect(termsIn('The PUE was 1.2').map(({ term }) => term)).toEqual(['PUE']);
  expect(termsIn('SPUED')).toEqual([]);
});
