/** One run's answer as plain data: what `measure/` computed and `report/` shows. Everything here is JSON-safe and deterministic. */

import type { Charge } from '../power/tariffs/part.js';
import type { Fact, Tier } from '../schema/fact.js';
import type { Measure, Verdict } from './measure.js';

/** A value with its 95% interval (null where it cannot be stated). */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

export interface PromiseResult {
  readonly stream: string;
  /** `ttft` time to first token, `tpot` time per output token, `e2e` whole answer [s]. */
  readonly measure: 'ttft' | 'tpot' | 'e2e';
  /** As a share: 0.95. */
  readonly percentile: number;
  readonly limit: number;
  readonly reached: Estimate | null;
  readonly kept: boolean | null;
}

export interface Percentiles {
  readonly p5: number;
  readonly p50: Estimate;
  readonly p90: Estimate;
  readonly p95: Estimate;
  readonly p99: Estimate;
  readonly mean: Estimate;
}

export interface StreamResult {
  readonly name: string;
  readonly tenant: string;
  readonly model: string;
  readonly requests: Estimate;
  readonly refused: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** null when nothing finished, or when the queue grew without bound and a percentile would mean nothing. */
  readonly ttft: Percentiles | null;
  readonly tpot: Percentiles | null;
  readonly e2e: Percentiles | null;
  /** Share of requests that kept every promise of the stream; null without promises. */
  readonly goodput: Estimate | null;
}

export interface PoolResult {
  readonly name: string;
  readonly chip: {
    readonly id: string;
    readonly name: string;
    readonly family: 'frontier' | 'mainstream' | 'exportgrade' | 'domestic' | 'consumer' | 'custom';
  };
  readonly model: { readonly id: string; readonly name: string };
  readonly layout: string;
  readonly replicas: number;
  readonly chipsPerReplica: number;
  readonly sampled: number;
  readonly verdict: Verdict;
  /** A plain sentence when the plan cannot work (the model does not fit, the queue grows without end): then no latency is reported. */
  readonly trouble: string | null;
  /** Requests per second of the whole pool at which it would saturate, closed form. */
  readonly capacity: number;
  readonly load: number;
  /** Mean draw of chips and servers, without cooling and losses [W]. */
  readonly itPower: Estimate;
  /** Share of time with at least one sequence in the batch. */
  readonly busy: number;
  readonly meanBatch: number;
  readonly outputTokens: Estimate;
  readonly promptTokens: Estimate;
  readonly joulesPerOutputToken: number;
  /** Full cost over all output tokens [USD/token]. */
  readonly costPerOutputToken: number;
  readonly tier: Tier;
}

/** Averages over equal intervals of local time, one value per interval. */
export interface Series {
  /** Local start, `2025-03-12T00:00`. */
  readonly start: string;
  readonly interval: number;
  readonly columns: readonly {
    readonly name: string;
    /** `arrivals`, `output`, `prompt`, `waiting`, `itPower:<pool>`, `sitePower`, `price`, `ttft.p50:<stream>`, `ttft.p95:<stream>`, `tpot.p50:<stream>`, `tpot.p95:<stream>`, `busy:<pool>`, `carbon`; with more than one source `given:<source>`, `discharged`, `charged`, `stored:<store>`; where more than one price says what the next joule costs `rackEnergy`, `rackFull`, `next:<unit>`; where supply, failures or load reach the fleet `available`, `cap:<pool>`, `serving:<pool>` */
    readonly unit: string;
    readonly label: string;
    /** null where nothing was observed. */
    readonly values: readonly (number | null)[];
  }[];
}

/** From joules to dollars over the horizon. */
export interface Chain {
  readonly joules: {
    /** By source at the meter; the first form knows only `grid`. */
    readonly sources: readonly { readonly name: string; readonly joules: number }[];
    readonly writing: number;
    readonly reading: number;
    readonly idle: number;
    readonly server: number;
    readonly facility: number;
    /** Into stores, out to the grid or lost unused, less what stores gave. */
    readonly elsewhere: number;
    readonly total: number;
    /** |meter − sum of uses| / meter. */
    readonly closure: number;
  };
  readonly tokens: { readonly written: number; readonly read: number };
  readonly dollars: readonly {
    readonly part: 'electricity' | 'operations' | 'building' | 'chips';
    readonly dollars: number;
  }[];
  readonly kilograms: number;
}

export interface BoundaryResult {
  readonly code:
    | 'facilityCash'
    | 'facilityFull'
    | 'operatorCash'
    | 'chipsSunk'
    | 'fullTco'
    | 'marketRental'
    | 'energyAndChips';
  readonly label: string;
  readonly definition: string;
  /** Dollars over the horizon inside this boundary. */
  readonly total: number;
  readonly electricity: number;
  readonly operations: number;
  readonly building: number;
  readonly chips: number;
  readonly electricityShare: number;
  /** USD per token over all output tokens. */
  readonly perOutputToken: number | null;
}

/** Cost by token type inside the full cost: decode bears the decode-only step, a chunk bears its increment, idle stays apart. */
export interface CostByType {
  readonly boundary: BoundaryResult['code'];
  readonly output: { readonly dollars: number; readonly perToken: number | null };
  readonly input: { readonly dollars: number; readonly perToken: number | null };
  /** Prompt tokens found in memory; null where no pool keeps any. */
  readonly cached: { readonly dollars: number; readonly perToken: number | null } | null;
  /** Not caused by any token: empty replicas. */
  readonly common: number;
}

/** A line of the electricity bill of one calendar month, or of the part of it that the run covers. */
export interface BillLine extends Omit<Charge, 'peak' | 'peaks'> {
  /** Local times, `2025-03-12T00:00`. */
  readonly from: string;
  readonly to: string;
  /** The window that decided, where a line charges for a peak [W]. */
  readonly peak?: { readonly watts: number; readonly at: string };
}

/** The paired rerun at more demand: what the next million tokens cost. */
export interface NextTokens {
  readonly demandStep: number;
  readonly addedOutputTokens: number;
  readonly addedDollars: Estimate;
  /** USD per added output token; null when the fleet is saturated and the difference means nothing. */
  readonly perOutputToken: Estimate | null;
  readonly ttftP95Change: number | null;
  readonly why: string | null;
}

/** What the next kilowatt-hour for chips and servers costs, by hour and on the whole; all costs and carbon at the rack, after cooling and losses. */
export interface RackResult {
  /** Bill over the energy of chips and servers [USD/J]; null where nothing was drawn. */
  readonly average: number | null;
  /** What one more joule costs, weighted by what was drawn: its energy alone, and with what it adds to charges for peaks. */
  readonly energy: number | null;
  readonly full: number | null;
  /** What a joule of chips and servers is worth in tokens, which is its cost in scarcity [USD/J]; null where no token was written. */
  readonly worth: number | null;
  /** What the next joule came from, the most frequent first; shares of time. */
  readonly units: readonly {
    readonly unit: string;
    readonly share: number;
    /** Mean of its energy alone; null in scarcity that nobody can price. */
    readonly energy: number | null;
  }[];
  /** Mean of each hour of the local day that the run covers, and what the next joule came from most of the time. */
  readonly hours: readonly {
    readonly hour: number;
    readonly energy: number | null;
    readonly full: number | null;
    readonly unit: string;
  }[];
  /** What the policy of the only battery cost more than perfect foresight [USD], and as a share of what foresight pays; null where that is not told. */
  readonly regret: { readonly dollars: number; readonly share: number | null } | null;
  /** kg/J: what was emitted for the energy drawn; what one more joule emits; what is left after certificates. */
  readonly carbon: { readonly average: number; readonly marginal: number; readonly contractual: number } | null;
}

/** Cooling and conversion over the run. */
export interface FacilityResult {
  /** Energy of UPS, transformers and cables [J]; of fans and pumps; of compressors. */
  readonly conversion: number;
  readonly auxiliary: number;
  readonly compressors: number;
  /** Energy of chips and servers [J]. */
  readonly it: number;
  /** Site over IT energy of the worst hour, which sizes the connection; null where nothing was drawn. */
  readonly peakPue: number | null;
  /** Time with a compressor running [s]. */
  readonly compressorTime: number;
  readonly litres: number;
  /** How long the UPS would have carried the highest draw of chips and servers [s]; null where nothing is said of its batteries. */
  readonly rideThrough: number | null;
  /** How hot the hall became [°C] and how long its chips were held back [s]; null where cooling never fails. */
  readonly room: { readonly hottest: number; readonly throttled: number } | null;
}

export interface Sampling {
  readonly mode: 'budget' | 'all' | 'share';
  readonly budgetSeconds: number | null;
  readonly replicas: number;
  readonly sampledReplicas: number;
  readonly groups: number;
  readonly groupSize: number;
  readonly simulatedRequests: number;
  readonly representedRequests: number;
  readonly replications: number;
  /** Half-width of the 95% interval of output tokens as a share of the value. */
  readonly relativeError: number | null;
  readonly sentence: string;
}

/** The day run again with coefficients drawn from their bands. */
export interface ModelUncertainty {
  readonly draws: number;
  /** Draws in which the fleet could not keep up. */
  readonly overloaded: number;
  readonly sentence: string;
}

/** How supply that ran short reached the chips. */
export interface ShortageResult {
  /** In order of time; seconds count from the start of the measured time. */
  readonly episodes: readonly {
    readonly from: number;
    readonly to: number;
    /** Most that was wanted and could not be had [W of chips and servers]. */
    readonly missing: number;
    /** Energy wanted, as far as was known, and not drawn [J of chips and servers]. */
    readonly joules: number;
    /** Of each pool: lowest cap, as a share of what its chips have unhindered; and fewest replicas that took requests, as a share. */
    readonly pools: readonly { readonly name: string; readonly lowestCap: number; readonly fewestServing: number }[];
  }[];
  /** In all. */
  readonly seconds: number;
  readonly joules: number;
  readonly missing: number;
  /** Output tokens of the same day unhindered, less this day's; null where that day was not simulated. */
  readonly tokensLost: Estimate | null;
  /** Share of requests that kept every promise, on this day and on the same day unhindered; of streams with promises. Empty where that day was not simulated. */
  readonly promises: readonly { readonly stream: string; readonly kept: number; readonly unhindered: number }[];
}

/** What the scenario asserts of one of its measures. */
export interface AssertionResult {
  readonly measure: string;
  readonly holds: boolean;
  readonly value: number | null;
  readonly unit: string;
  /** `chat.ttft.p95 below 1 s` */
  readonly claim: string;
}

export interface RunResult {
  readonly schemaVersion: 1;
  readonly version: string;
  readonly scenario: string;
  readonly title: string;
  readonly question: string;
  /** As given on the command line; never absolute. */
  readonly file: string;
  readonly scenarioHash: string;
  readonly seed: number;
  readonly place: string;
  readonly start: string;
  readonly horizon: number;
  readonly warmup: number;
  readonly moneyYear: number;
  readonly exchange: readonly { readonly currency: string; readonly perDollar: number }[];
  readonly verdict: Verdict;
  readonly measures: readonly Measure[];
  readonly streams: readonly StreamResult[];
  readonly promises: readonly PromiseResult[];
  readonly pools: readonly PoolResult[];
  readonly series: Series;
  readonly chain: Chain;
  readonly boundaries: readonly BoundaryResult[];
  readonly costByType: CostByType;
  readonly bill: readonly BillLine[];
  readonly nextTokens: NextTokens | null;
  readonly sampling: Sampling;
  /** null where supply cannot reach the chips. */
  readonly shortage: ShortageResult | null;
  /** null unless the scenario asks for it. */
  readonly uncertainty: ModelUncertainty | null;
  /** `average` is null when chips and servers drew nothing at all, as where no plan fits. */
  readonly pue: { readonly average: number | null; readonly marginal: number };
  /** null where one meter and one energy price say all: then it is that price times the marginal PUE. */
  readonly rack: RackResult | null;
  /** What a building that follows the weather did; null for one that is a straight line in the load. */
  readonly facility: FacilityResult | null;
  /** Figures the run rests on, the weakest and most influential first. */
  readonly facts: readonly (Fact<string> & { readonly name: string; readonly path: string })[];
  /** Empty where the scenario asserts nothing. */
  readonly assertions: readonly AssertionResult[];
  /** Plain sentences about what disappointed beside the pools' own troubles: a backlog, a limit passed. */
  readonly troubles: readonly string[];
}
