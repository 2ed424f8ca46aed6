/** What a chip is: the figures of its sheet, each with its source, and which measured curves describe its kernels. */
import type { Fact, Tier } from '../../schema/fact.js';
import type { CapCurveName } from '../curves/caps.js';
import type { DrawLawName } from '../curves/draw-laws.js';
import { type CurveName, curveSheets } from '../curves/sheets.js';

/** Arithmetic a sheet quotes a dense peak for. `fp16` is the faster half-precision rate with 16-bit accumulation of consumer cards, which no kernel here uses. */
export const ARITHMETIC = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

/** Colour family: by freedom to trade (frontier, mainstream, export grade), origin (domestic) and use (consumer, custom silicon). */
export const FAMILIES = ['frontier', 'mainstream', 'exportgrade', 'domestic', 'consumer', 'custom'] as const;
export type ChipFamily = (typeof FAMILIES)[number];

/** What an export rule reads from a sheet. */
export interface ControlFigures {
  readonly dataCentre: boolean;
  /** On sale in the United States on 2026-01-15. */
  readonly soldCommerciallyInUs: boolean;
  /** Rented, never sold. */
  readonly cloudOnly: boolean;
  /** Largest TFLOPS × bit length over the precisions (dense), derived. */
  readonly totalProcessingPerformance?: number;
  /** The precision that sets it. */
  readonly at?: string;
  /** Total processing performance per mm² of all non-planar logic dies, derived. */
  readonly performanceDensity?: number;
  /** Scale-up plus host link, both directions [B/s]: the aggregate transfer rate of the rule of October 2022. */
  readonly interconnect: number;
}

export interface PriceRange {
  readonly low: number;
  readonly high: number;
}

/** Which measured curves stand for this chip's kernels, and how a curve's efficiency converts from the sheet it was fitted on to this one. */
export interface KernelBinding {
  readonly curves: CurveName;
  /** `measured` on this chip, `same-generation` borrowed, `estimate` a class guess. */
  readonly tier: Tier;
  /** Multiplies memory efficiencies: bandwidth of the curve's sheet / bandwidth of the silicon it was measured on. */
  readonly memoryScale: number;
  /** Multiplies compute efficiencies, by arithmetic: peak of the curve's sheet / peak listed here, 1 for a borrowed curve. */
  readonly computeScale: Readonly<Partial<Record<Arithmetic, number>>>;
  /** Multiplies the half-saturation rows of multiplications, by arithmetic: FLOP per byte here / of the silicon measured, 1 on that silicon. */
  readonly rowScale: Readonly<Partial<Record<Arithmetic, number>>>;
}

export interface Chip {
  readonly id: string;
  /** Short names people type. */
  readonly aliases: readonly string[];
  readonly name: string;
  readonly vendor: string;
  readonly country: string;
  /** Year of launch. */
  readonly launched: number;
  readonly family: ChipFamily;
  readonly process: string;
  /** All logic dies [mm²]. */
  readonly dieArea?: Fact;
  /** Dense peaks [FLOP/s], never the sparse figure. */
  readonly arithmetic: Readonly<Partial<Record<Arithmetic, Fact>>>;
  /** Memory capacity [B]; the GB of the label are GiB in practice (docs/model.md, memory). */
  readonly memory: Fact;
  readonly memoryKind: string;
  /** Memory bandwidth [B/s]. */
  readonly bandwidth: Fact;
  /** Link to the other chips of one box or pod; bandwidth is one direction [B/s]: half of what sheets quote. */
  readonly scaleUp: { readonly technology: string; readonly bandwidth: Fact; readonly domain: number };
  /** Host link, one direction [B/s]. */
  readonly host: number;
  /** Network per chip, one direction [B/s]. */
  readonly scaleOut: number;
  /** Watts: `limit` is the power limit (TDP), `idle` with no process, `server` the rest of the server per chip, `allIn` provisioned with network and cooling. */
  readonly power: { readonly limit: Fact; readonly idle?: Fact; readonly server: Fact; readonly allIn?: Fact };
  /** Purchase price per chip [USD]. */
  readonly price?: Fact<PriceRange>;
  /** Rental [USD per chip-hour]. */
  readonly rentalPerHour?: Fact<PriceRange>;
  /** Cost of ownership [USD per chip-hour]. */
  readonly ownershipPerHour?: Fact<{
    readonly hyperscaler: number;
    readonly neocloud: number;
    readonly threeYearRental: number;
  }>;
  readonly control?: ControlFigures;
  readonly kernels: KernelBinding;
  readonly drawLaw: DrawLawName;
  readonly capCurve: CapCurveName;
  readonly note?: string;
}

/** The GB of a memory label as bytes: 2^30 each. */
export const gigabytes = (label: number): number => label * 2 ** 30;
/** One direction [B/s] of a link quoted as GB/s summed over both. */
export const oneWay = (bothWays: number): number => (bothWays / 2) * 1e9;
/** Network Gbit/s as bytes per second. */
export const gigabits = (perSecond: number): number => (perSecond / 8) * 1e9;
export const range = (low: number, high: number): PriceRange => ({ low, high });

/** How a curve's figures convert. They belong to the sheet they were fitted on: where an entry lists another bandwidth or peak for the same silicon, efficiencies are rescaled.
 *  A borrower reaches the share of its own memory and peak that the measured silicon reaches, and m½ keeps its place below the ridge, peak/bandwidth: 0.28–0.39 of the ridge
 *  on A40, A100, H100 and RTX PRO 6000 in 16 bits (own fits on microsoft/vidur @7d47513, MIT, and ai-dynamo/aiconfigurator @095f58a, Apache-2.0). */
export const kernelBinding = (
  curves: CurveName,
  tier: Tier,
  { bandwidth, arithmetic }: Pick<Chip, 'bandwidth' | 'arithmetic'>,
): KernelBinding => {
  const sheet = curveSheets[curves];
  const measured = tier === 'measured';
  const silicon = measured ? bandwidth.value : (sheet?.silicon ?? sheet?.bandwidth);
  const computeScale: Partial<Record<Arithmetic, number>> = {};
  const rowScale: Partial<Record<Arithmetic, number>> = {};
  for (const name of ARITHMETIC) {
    const fitted = sheet?.arithmetic[name];
    const listed = arithmetic[name]?.value;
    if (fitted === undefined || listed === undefined || silicon === undefined) continue;
    if (measured) computeScale[name] = fitted / listed;
    else rowScale[name] = listed / bandwidth.value / (fitted / silicon);
  }
  return { curves, tier, memoryScale: (sheet?.bandwidth ?? 1) / (silicon ?? 1), computeScale, rowScale };
};

type Definition = Omit<Chip, 'kernels'> & { readonly kernels: Pick<KernelBinding, 'curves' | 'tier'> };

/** A catalogue entry. */
export const chip = (definition: Definition): Chip => ({
  ...definition,
  kernels: kernelBinding(definition.kernels.curves, definition.kernels.tier, definition),
});
