/** The traffic of the bench: chat requests with the lengths of a measured trace, drawn by the same code that a scenario uses. */
import { compileDemand } from '../src/demand/compile.js';
import { prepareStreams, workOf } from '../src/demand/prepared.js';
import type { Demand } from '../src/demand/request.js';
import { streamFields } from '../src/demand/stream.js';
import type { Work } from '../src/serving/capacity.js';

const LENGTHS = {
  chat: 'azure-conversation-2023',
  long: {
    kind: 'separate',
    prompt: { kind: 'lognormal', mean: 300, cv: 0.8 },
    output: { kind: 'lognormal', mean: 3000, cv: 0.8 },
  },
} as const;

export type Kind = keyof typeof LENGTHS;

const prepare = (kind: Kind) =>
  prepareStreams([streamFields.parse({ name: kind, model: 'bench', rate: '1 request/s', lengths: LENGTHS[kind] })]);

export const meanWork = (kind: Kind): Work => workOf(prepare(kind)[0]!);

/** A demand of this kind at `rate` requests per second. */
export const demandOf = (kind: Kind, rate: number, windowTicks: number): Demand =>
  compileDemand(prepare(kind), { seed: 1, replication: 0, group: 0, share: 1, windowTicks, rates: [rate] });
