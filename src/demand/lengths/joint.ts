/** Lengths drawn together from pairs that were seen together, so that any dependence between prompt and output is kept. */
import { count, fields, list } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { LONGEST } from './length.js';
import type { Lengths } from './lengths.js';

/** Each pair is equally likely. Pairs are ordered by prompt, so that the prompt never falls when its uniform grows. */
export const jointLengths = (prompts: ArrayLike<number>, outputs: ArrayLike<number>): Lengths => {
  const size = prompts.length;
  const order = Uint32Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => prompts[a]! - prompts[b]! || outputs[a]! - outputs[b]! || a - b,
  );
  const prompt = Int32Array.from(order, (row) => prompts[row]!);
  const output = Int32Array.from(order, (row) => outputs[row]!);
  const mean = (column: Int32Array) => column.reduce((sum, value) => sum + value, 0) / size;
  return {
    prompt: mean(prompt),
    output: mean(output),
    draw: (into, row, _id, first) => {
      const pair = Math.floor(first * size);
      into.prompt[row] = prompt[pair]!;
      into.output[row] = output[pair]!;
    },
  };
};

const pair = list(count('Tokens.', { max: LONGEST }), 'Prompt tokens, then output tokens.', { min: 2, max: 2 });

export const joint = entry({
  kind: 'joint',
  doc: 'Pairs of prompt and output that belong together, each equally likely.',
  fields: fields({ pairs: list(pair, 'Rows of [prompt, output].', { max: 100_000 }) }),
  make: ({ pairs }): Lengths =>
    jointLengths(
      pairs.map(([prompt]) => prompt!),
      pairs.map(([, output]) => output!),
    ),
});
