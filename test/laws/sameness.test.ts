/** The same seed gives the same bytes; another seed other draws; and nobody's draws depend on who else is in the house. */
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/factory/line.js';
import { measuresJson } from '../../src/report/json.js';
import type { RequestRecords } from '../../src/study/answer.js';
import { resultOf } from '../../src/study/answer.js';
import { simulate } from '../../src/study/piece.js';
import { answered, dissected, house, run } from './house.js';

const bytes = async (...sets: readonly string[]) => measuresJson(await run(...sets));

/** Arrival, prompt and answer of a stream's requests that came in the first minutes and are all answered. */
const asked = (requests: RequestRecords, stream: number, until: number): string[] =>
  Array.from({ length: requests.count }, (_, row) => row)
    .filter((row) => requests.stream[row] === stream && requests.arrival_s[row]! < until)
    .map((row) => `${requests.arrival_s[row]} ${requests.prompt_tokens[row]} ${requests.output_tokens[row]}`)
    .sort();

const SECOND =
  '{name: other, model: llama-3.1-8b, rate: 3 request/s, arrivals: {kind: gamma, cv: 2}, lengths: azure-code-2023}';
const CHAT = '{name: chat, model: llama-3.1-8b, rate: 8 request/s, lengths: azure-conversation-2023}';

describe('the same scenario', () => {
  test('gives the same bytes twice', async () => {
    expect(await bytes()).toBe(await bytes());
  });

  test('gives the same bytes in whatever order its pieces are simulated', async () => {
    const { loaded, blueprint, result } = await dissected(house());
    const pieces = piecesOf(blueprint);
    expect(pieces.length).toBeGreaterThan(2);
    const backwards = pieces.toReversed().map((piece) => simulate(blueprint, piece, 0, () => {}));
    expect(measuresJson(resultOf(loaded, blueprint, backwards.toReversed()))).toBe(measuresJson(result));
  });

  test('with another seed has other arrivals and other lengths', async () => {
    const [one, two] = [await answered(house('seed=1')), await answered(house('seed=2'))];
    const [first, second] = [asked(one.requests!, 0, 200), asked(two.requests!, 0, 200)];
    expect(first.length).toBeGreaterThan(500);
    const shared = new Set(first.map((line) => line.split(' ')[0]));
    expect(second.filter((line) => shared.has(line.split(' ')[0])).length).toBeLessThan(second.length / 100);
    expect(measuresJson(one.result)).not.toBe(measuresJson(two.result));
  });
});

test('a stream more leaves the draws of the others alone', async () => {
  const alone = await answered(house(`demand=[${CHAT}]`));
  const after = await answered(house(`demand=[${CHAT}, ${SECOND}]`));
  const before = await answered(house(`demand=[${SECOND}, ${CHAT}]`));
  const expected = asked(alone.requests!, 0, 240);
  expect(expected.length).toBeGreaterThan(1000);
  expect(asked(after.requests!, 0, 240)).toEqual(expected);
  expect(asked(before.requests!, 1, 240)).toEqual(expected);
});

test('more replications leave the first as it was', async () => {
  const [one, three] = [await dissected(house()), await dissected(house('sampling.replications=3'))];
  const first = three.pieces.filter(({ piece }) => piece.replication === 0);
  expect(first.map(({ windows }) => windows)).toEqual(one.pieces.map(({ windows }) => windows));
  const second = three.pieces.filter(({ piece }) => piece.replication === 1);
  expect(second.map(({ windows }) => windows)).not.toEqual(one.pieces.map(({ windows }) => windows));
});
