/** Time of moving activations between the chips of a replica: all-reduce, expert all-to-all, gather and scatter. */
import type { Chip } from '../chips/chip.js';
import {
  type AllReduceStack,
  acrossBoxes,
  allReduceCurves,
  allToAllCurves,
  gatherScatter,
  type LinkCurve,
  typicalAllToAll,
} from '../curves/collectives.js';
import type { Layout } from '../layout.js';
import type { Kernel } from './tally.js';

/** Bytes per element of activations in flight. */
const ELEMENT = 2;
/** Chips of a server without a link of their own talk over PCIe. */
const SERVER = 8;

/** The link between chips of one box: bandwidth one way [B/s] and how many chips it joins. Without a scale-up link, PCIe inside a server of eight. */
export const boxLink = (chip: Chip): { readonly bandwidth: number; readonly domain: number } =>
  chip.scaleUp.bandwidth.value > 0
    ? { bandwidth: chip.scaleUp.bandwidth.value, domain: chip.scaleUp.domain }
    : { bandwidth: chip.host, domain: SERVER };

/** Network of a card sold without one: 25 Gbit/s, a plain server port (assumed). */
const PLAIN_NETWORK = 3.125e9;
export const network = (chip: Chip): number => chip.scaleOut || PLAIN_NETWORK;

const ring = (ranks: number): number => (2 * (ranks - 1)) / ranks;
const boxesFor = (ranks: number, domain: number): number => Math.ceil(ranks / domain);

const allReduceLink = (chip: Chip, stack: AllReduceStack, ranks: number): LinkCurve =>
  allReduceCurves[chip.kernels.curves][stack][ranks <= 2 ? 0 : ranks <= 4 ? 1 : 2];

/** All-reduce of T·hidden 16-bit activations: α + S·2(n−1)/n/(η·link). Beyond one box each chip reduces its share of S over its own network port between the two box
 *  phases, 30 µs and .8 of the port (docs/model.md, collectives; more than 8 chips of one box take the figures of 8). */
export const allReduce = (chip: Chip, stack: AllReduceStack, ranks: number, count: number, hidden: number): Kernel => {
  const { bandwidth, domain } = boxLink(chip);
  const boxes = boxesFor(ranks, domain);
  const inside = Math.min(ranks, domain);
  const link = allReduceLink(chip, stack, inside);
  const bytes = ELEMENT * hidden;
  const insideTime = inside > 1 ? (bytes * ring(inside)) / (link.share * bandwidth) : 0;
  const outsideTime = boxes > 1 ? ((bytes / inside) * ring(boxes)) / (acrossBoxes.share * network(chip)) : 0;
  const latency = (inside > 1 ? link.latency : 0) + (boxes > 1 ? acrossBoxes.latency : 0);
  return ({ tokens }, tally) => {
    tally.work += count * tokens * (insideTime + outsideTime);
    tally.launch += count * latency;
  };
};

/** Boxes a routed token visits at most when a prompt is read (node-limited routing of DeepSeek). */
const NODE_LIMIT = 4;

/** Dispatch and combine of routed copies, `dispatched` bytes per element (1 where experts multiply in 8 bits or fewer, 2 in 16) and 2: copies leaving a rank T·min(k, ep(1 − (1−1/ep)^k))/tensor in one box;
 *  across boxes k for each sampled row, min(4, boxes, k) for every other token: linear in both, as the engine's sums need; at .8 of the network port and 30 µs each (docs/model.md, collectives; error 6–18 %). */
export const allToAll = (
  chip: Chip,
  layout: Layout,
  layers: number,
  input: number,
  topK: number,
  dispatched: number,
): Kernel => {
  const { tensor, data, expert } = layout;
  const { bandwidth, domain } = boxLink(chip);
  const boxes = boxesFor(tensor * data, domain);
  if (boxes === 1) {
    const curve = allToAllCurves[chip.kernels.curves] ?? typicalAllToAll;
    const copies = Math.min(topK, expert * (1 - (1 - 1 / expert) ** topK)) / tensor;
    const perToken = (copies * input * (dispatched / curve.dispatch + ELEMENT / curve.combine)) / bandwidth;
    return ({ tokens }, tally) => {
      tally.work += layers * tokens * perToken;
      tally.launch += layers * 2 * curve.latency;
    };
  }
  const perCopy = (input * (dispatched + ELEMENT)) / tensor / (acrossBoxes.share * network(chip));
  const readingCopies = Math.min(NODE_LIMIT, boxes, topK);
  return ({ tokens, rows }, tally) => {
    tally.work += layers * (rows * topK + (tokens - rows) * readingCopies) * perCopy;
    tally.launch += layers * 2 * acrossBoxes.latency;
  };
};

/** Experts split over ranks of different sequences: tokens are gathered before and scattered after, T_g·d·2·(n−1)/n bytes each way over n ranks. */
export const gatherAndScatter = (chip: Chip, ranks: number, layers: number, input: number): Kernel => {
  const { bandwidth, domain } = boxLink(chip);
  const inBox = ranks <= domain;
  const link = inBox ? gatherScatter : acrossBoxes;
  const perToken = (2 * input * ELEMENT * ((ranks - 1) / ranks)) / (link.share * (inBox ? bandwidth : network(chip)));
  return ({ groupTokens }, tally) => {
    tally.work += layers * groupTokens * perToken;
    tally.launch += layers * 2 * link.latency;
  };
};
