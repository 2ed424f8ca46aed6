/** Measured curves of all-reduce and expert all-to-all: a fixed latency and the share of link bandwidth reached. */
import type { CurveName } from './sheets.js';

export interface LinkCurve {
  /** Fixed time [s]. */
  readonly latency: number;
  /** Share of the one-direction link bandwidth reached, 0–1. */
  readonly share: number;
}

/** For 2, 4 and 8 chips. */
export type AllReduceCurve = readonly [LinkCurve, LinkCurve, LinkCurve];
export type AllReduceStack = 'vllm' | 'sglang' | 'tensorrt';

const link = (microseconds: number, share: number): LinkCurve => ({ latency: microseconds * 1e-6, share });
const curve = (...figures: readonly [number, number, number, number, number, number]): AllReduceCurve => [
  link(figures[0], figures[1]),
  link(figures[2], figures[3]),
  link(figures[4], figures[5]),
];

/** Class estimate where nothing was measured (assumed). */
const typical = curve(8, 0.5, 10, 0.5, 15, 0.5);
const typicalStacks = { vllm: typical, sglang: typical, tensorrt: typical };
const h100 = {
  vllm: curve(4.3, 0.6, 4.9, 0.63, 5.3, 0.79),
  sglang: curve(2.6, 0.68, 2.9, 0.66, 4.6, 0.81),
  tensorrt: curve(2.8, 0.63, 3.1, 0.63, 3.6, 0.65),
};

/** From ai-dynamo/aiconfigurator @095f58a custom all-reduce tables (Apache-2.0); error 5–34 %, rising with chips (protocol switch near 1 MB). H20 and H800 take
 *  H100's (analogy); GB200 on 8 was not measured and repeats 4. RTX PRO 6000 over PCIe. */
export const allReduceCurves: Readonly<Record<CurveName, Readonly<Record<AllReduceStack, AllReduceCurve>>>> = {
  a100: {
    vllm: curve(5, 0.6, 5.9, 0.59, 6.7, 0.61),
    sglang: curve(5.2, 0.61, 5.7, 0.63, 6.4, 0.64),
    tensorrt: curve(4.4, 0.55, 5.9, 0.58, 7.4, 0.5),
  },
  h100,
  h200: {
    vllm: curve(4.5, 0.6, 4.8, 0.66, 5.3, 0.83),
    sglang: curve(2.5, 0.67, 2.9, 0.68, 3.6, 0.73),
    tensorrt: curve(2.7, 0.67, 3.1, 0.64, 3.6, 0.8),
  },
  b200: {
    vllm: curve(7.1, 0.48, 7.4, 0.53, 8.5, 0.61),
    sglang: curve(4, 0.56, 4.8, 0.61, 5.4, 0.6),
    tensorrt: curve(4.8, 0.55, 5.2, 0.57, 5.8, 0.47),
  },
  b300: {
    vllm: curve(7.1, 0.48, 7.2, 0.51, 8.2, 0.66),
    sglang: curve(4.1, 0.54, 4.8, 0.59, 5.6, 0.57),
    tensorrt: curve(4.6, 0.57, 4.8, 0.52, 5.6, 0.56),
  },
  gb200: {
    vllm: curve(5.1, 0.21, 5.4, 0.46, 5.4, 0.46),
    sglang: curve(4, 0.55, 4.4, 0.61, 4.4, 0.61),
    tensorrt: curve(4, 0.56, 4.9, 0.59, 4.9, 0.59),
  },
  rtxPro6000: {
    vllm: curve(4.3, 0.59, 13.3, 0.43, 26.2, 0.36),
    sglang: curve(4.5, 0.61, 13.9, 0.43, 26.5, 0.35),
    tensorrt: curve(6.9, 0.55, 13.4, 0.37, 26.3, 0.35),
  },
  h20: h100,
  h800: h100,
  typical: typicalStacks,
};

export interface AllToAllCurve {
  /** Fixed time of each of the two halves [s]. */
  readonly latency: number;
  readonly dispatch: number;
  readonly combine: number;
}

const exchange = (microseconds: number, dispatch: number, combine: number): AllToAllCurve => ({
  latency: microseconds * 1e-6,
  dispatch,
  combine,
});

/** DeepEP low-latency kernels, ai-dynamo/aiconfigurator @095f58a (Apache-2.0); error 6–18 %. H20 and H800 take H100's (analogy). */
export const allToAllCurves: Readonly<Partial<Record<CurveName, AllToAllCurve>>> = {
  h100: exchange(11.6, 0.6, 0.55),
  h200: exchange(10.4, 0.62, 0.56),
  b200: exchange(19.2, 0.57, 0.74),
  b300: exchange(19.5, 0.55, 0.73),
  gb200: exchange(15, 0.61, 0.82),
  h20: exchange(11.6, 0.6, 0.55),
  h800: exchange(11.6, 0.6, 0.55),
};
/** Class estimate (assumed). */
export const typicalAllToAll = exchange(30, 0.5, 0.5);

/** Between boxes: 30 µs and .8 of the network bandwidth per chip (alibaba/InferSim @f2293da: 50 GB/s RDMA × .8; Apache-2.0). */
export const acrossBoxes: LinkCurve = link(30, 0.8);
/** All-gather and reduce-scatter where experts are split over tensor ranks under attention-DP (estimate). */
export const gatherScatter: LinkCurve = link(12, 0.7);
