/** What a scenario says about a pool that only reads: who writes the answers, and the link over which keys and values move. */
import { defaulting, fields, flag, name, type Output, quantity } from '../schema/field.js';

export const handOverFields = fields({
  to: name('Pool of the same model that writes the answers.'),
  bandwidth: quantity(
    'bandwidth',
    'What the link carries away from each reading replica. Left out: 80% of the slower of the two sides’ network ports, one for each tensor rank.',
    { above: 0, max: 1e16 },
  ).optional(),
  latency: defaulting(
    quantity('time', 'From the first byte to the last token’s, beside what bandwidth takes.', { min: 0, max: 60 }),
    '30 us',
    'a message between nodes (docs/model.md, collectives)',
  ),
  streamed: defaulting(
    flag('Whether each layer moves while the next is read, so that only the last is waited for.'),
    true,
    'layer-wise transfer of Splitwise (ISCA 2024) and Mooncake (FAST 2025)',
  ),
}).meta({
  description:
    'The pool only reads prompts: each answer’s first token is written here, its cache moves over a link, and another pool writes the rest. Left out: the pool reads and writes.',
});

export type HandOver = Output<typeof handOverFields>;
