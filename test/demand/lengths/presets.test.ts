import { describe, expect, test } from 'vitest';
import { makeLengths } from '../../../src/demand/lengths/pairing.js';
import { presets } from '../../../src/demand/presets/index.js';
import { arrivals } from '../../../src/demand/request.js';
import { parseTrace } from '../../../src/demand/traces/parse.js';
import { chance } from '../../../src/kernel/chance.js';
import { uniform } from '../../../src/kernel/keyed.js';
import { mean, rankCorrelation } from '../streams.js';

const SIZE = 200_000;

const drawn = (lengths: ReturnType<typeof makeLengths>) => {
  const draw = chance(3, 0, 'lengths');
  const into = arrivals(SIZE);
  for (let row = 0; row < SIZE; row++)
    lengths.draw(into, row, row, uniform(draw() * 2 ** 32), uniform(draw() * 2 ** 32));
  return { prompt: Array.from(into.prompt), output: Array.from(into.output) };
};

describe.each(presets)('$name', (preset) => {
  const lengths = makeLengths(preset.name);
  const sample = drawn(lengths);

  test('its means are the measured ones within 1 %', () => {
    expect(Math.abs(lengths.prompt / preset.prompt.value.mean! - 1)).toBeLessThan(0.002);
    expect(Math.abs(lengths.output / preset.output.value.mean! - 1)).toBeLessThan(0.002);
    expect(Math.abs(mean(sample.prompt) / preset.prompt.value.mean! - 1)).toBeLessThan(0.01);
    expect(Math.abs(mean(sample.output) / preset.output.value.mean! - 1)).toBeLessThan(0.01);
  });

  test('its medians and tails are the measured ones', () => {
    for (const side of ['prompt', 'output'] as const) {
      const sorted = Int32Array.from(sample[side]).sort();
      const table = preset[side].value;
      for (const [name, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const)
        expect(Math.abs(sorted[Math.floor(share * SIZE)]! / table[name]! - 1)).toBeLessThan(0.03);
    }
  });

  // Sampling error of a rank correlation near 0 is 1/√n = 0.0022.
  test('prompt and output are as rank-correlated as measured', () => {
    expect(Math.abs(rankCorrelation(sample.prompt, sample.output) - preset.rankCorrelation.value)).toBeLessThan(0.01);
  });

  test('every figure says where it comes from', () => {
    for (const figure of [
      preset.prompt,
      preset.output,
      preset.rankCorrelation,
      preset.gapVariation,
      preset.dispersionPerMinute,
    ])
      expect(figure).toMatchObject({ tier: 'measured', source: expect.stringMatching(/commit [0-9a-f]{8}/) });
  });
});

test('a stated rank correlation is the one drawn, in both directions', () => {
  for (const rho of [-0.7, 0.4, 0.9]) {
    const one = { kind: 'lognormal', mean: 1000, cv: 1, min: 1, max: 100_000 };
    const { prompt, output } = drawn(
      makeLengths({ kind: 'separate', prompt: one, output: one, rankCorrelation: rho } as never),
    );
    expect(Math.abs(rankCorrelation(prompt, output) - rho)).toBeLessThan(0.01);
  }
});

test('joint lengths keep pairs together and prompts in order of the uniform', () => {
  const pairs = [
    [900, 3],
    [10, 50],
    [300, 7],
  ];
  const lengths = makeLengths({ kind: 'joint', pairs } as never);
  expect({ prompt: lengths.prompt, output: lengths.output }).toEqual({ prompt: 1210 / 3, output: 20 });
  const into = arrivals(3);
  for (const [row, first] of [0.1, 0.5, 0.9].entries()) lengths.draw(into, row, row, first, 0);
  expect([...into.prompt]).toEqual([10, 300, 900]);
  expect([...into.output]).toEqual([50, 7, 3]);
});

test('lengths can be drawn from the rows of a recorded trace', () => {
  const answer = parseTrace(['arrival_s,prompt_tokens,output_tokens\n0,900,3\n1,10,50\n']);
  if ('issues' in answer) throw new Error('the sample trace is sound');
  const lengths = makeLengths({ kind: 'recorded', file: 't.csv' }, new Map([['t.csv', answer.trace]]));
  expect({ prompt: lengths.prompt, output: lengths.output }).toEqual({ prompt: 455, output: 26.5 });
  expect(() => makeLengths({ kind: 'recorded', file: 'x.csv' })).toThrow('trace x.csv was not loaded');
});
