/** The scheduler of a replica as a scenario writes it: three shelves and three limits. */
import { TICKS_PER_SECOND } from '../../demand/request.js';
import { choice, count, defaulting, fields, type Output, quantity } from '../../schema/field.js';
import type { SchedulerSpec } from '../pool/spec.js';
import { BATCHINGS } from './batching.js';
import { ORDERS } from './orders.js';
import { PREFILLS } from './prefills.js';

type Shelf<Kind extends string> = readonly { readonly kind: Kind; readonly doc: string }[];

const kinds = <Kind extends string>(shelf: Shelf<Kind>) => shelf.map(({ kind }) => kind) as [Kind, ...Kind[]];
const docs = (question: string, shelf: Shelf<string>) =>
  `${question} ${shelf.map(({ kind, doc }) => `${kind}: ${doc}`).join('; ')}.`;

const VLLM = 'vLLM, vllm/engine/arg_utils.py, EngineArgs.get_batch_defaults for the API server';

export const schedulerFields = fields({
  batching: defaulting(
    choice(kinds(BATCHINGS), docs('How requests become batches.', BATCHINGS)),
    'continuous',
    'all current engines; Yu et al., "Orca", OSDI 2022',
  ),
  prefill: defaulting(
    choice(kinds(PREFILLS), docs('How prompts are read.', PREFILLS)),
    'chunked',
    'vLLM V1 always chunks; Agrawal et al., "Sarathi-Serve", OSDI 2024',
  ),
  order: defaulting(
    choice(kinds(ORDERS), docs('Who is served first.', ORDERS)),
    'first-come',
    'vLLM, SchedulerConfig.policy = "fcfs"',
  ),
  maxBatch: defaulting(
    count('Most sequences in a batch of one replica.', { max: 16_384 }),
    256,
    `${VLLM}: 256 sequences; 1,024 on accelerators of 70 GiB and more`,
  ),
  tokenBudget: defaulting(
    count('Most tokens in a step, decoded and read together; it also bounds the batch.', { max: 1_048_576 }),
    2048,
    `${VLLM}: 2,048 tokens; 8,192 on accelerators of 70 GiB and more other than A100`,
  ),
  maxWait: defaulting(
    quantity(
      'time',
      'Static batching waits at most this long for a full batch, from the arrival of the request that is served next.',
      {
        min: 0,
        max: 300,
      },
    ),
    '100 ms',
    'assumed, from 1 ms to 1 s: a server that waits longer than a step for company is not for interactive use',
  ),
}).meta({ description: 'How one replica turns requests into batches.' });

/** The scheduler as the engine is told. */
export const schedulerFrom = ({ maxWait, ...rest }: Output<typeof schedulerFields>): SchedulerSpec => ({
  ...rest,
  maxWait: Math.round(maxWait * TICKS_PER_SECOND),
});
