/** The link between a pool that reads prompts and one that writes answers: how long a cache takes to move, and how many can. */
import { constantBytes, growingBytes } from '../compute/models/model.js';
import type { Plan } from '../compute/plan.js';
import type { HandOver } from '../serving/hand-over.js';
import type { Seconds } from '../units/quantity.js';

/** Share of a network port that a transfer of keys and values reaches (docs/model.md, collectives). */
const PORT_SHARE = 0.8;

export interface Link {
  /** Bytes per second away from each reading replica. */
  readonly bandwidth: number;
  /** What a prompt of so many tokens leaves behind [B]. */
  readonly bytes: (tokens: number) => number;
  /** From a prompt's end until its cache has moved: latency + bytes / bandwidth, of one layer where layers stream behind the reading [s]. */
  readonly transfer: (tokens: number) => Seconds;
}

/** Bytes a second through the network ports of one data rank. */
const portsOf = ({ chip, layout }: Plan): number => PORT_SHARE * (chip.scaleOut || chip.host) * layout.tensor;

export const linkOf = (handOver: HandOver, reading: Plan, writing: Plan): Link => {
  const { latency, streamed } = handOver;
  const bandwidth = handOver.bandwidth ?? Math.min(portsOf(reading), portsOf(writing));
  const element = reading.keyValuePrecision === 'fp8' ? 1 : 2;
  const { model } = reading;
  const perToken = growingBytes(model, element);
  const constant = constantBytes(model, element);
  const bytes = (tokens: number): number => tokens * perToken + constant;
  const waitedFor = streamed ? 1 / model.layers : 1;
  return { bandwidth, bytes, transfer: (tokens) => latency + (waitedFor * bytes(tokens)) / bandwidth };
};
