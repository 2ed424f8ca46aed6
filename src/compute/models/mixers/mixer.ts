/** What every kind of token mixing (attention or linear state) answers for itself: its matrices, its cores, its memory per token and per sequence. */

/** One weight matrix of a layer on one tensor rank: a GEMM of `columns` × `inner`. */
export interface Matrix {
  readonly columns: number;
  readonly inner: number;
  /** Kept in 16 bits whatever the checkpoint's format. */
  readonly wide?: true;
}

/** One attention kernel of a layer on one tensor rank; figures are per token of context seen. */
export interface Core {
  /** Which measured curves describe it. */
  readonly curves: 'grouped' | 'latent';
  /** Context beyond this many tokens is not read. */
  readonly window: number;
  /** Keys and values read once per sequence [B]. */
  bytes(bytesPerElement: number): number;
  /** Arithmetic per written token [FLOP]. */
  readonly decodeFlop: number;
  /** Arithmetic per pair of prompt token and context token [FLOP]. */
  readonly prefillFlop: number;
  /** Kernel launches: 0 where another core of the layer carries it. */
  readonly launches: 0 | 1;
}

export interface Mixer {
  readonly kind: string;
  /** Layers of this kind in the model. */
  readonly layers: number;
  /** Tensor parallelism must divide this. */
  readonly heads: number;
  /** Kernels that no public measurement calibrates. */
  readonly uncalibrated: boolean;
  /** Weight matrices of one layer on one rank of `tensor`, replication included; at tensor 1 they are the layer's parameters. */
  matrices(hidden: number, tensor: number): readonly Matrix[];
  cores(tensor: number): readonly Core[];
  /** Memory that grows with every token of context, one layer, one rank [B]. */
  growingBytes(bytesPerElement: number, tensor: number): number;
  /** Memory a sequence holds whatever its length, one layer, one rank [B]. */
  constantBytes(bytesPerElement: number, tensor: number): number;
  /** State read and written per sequence and step, one layer, one rank [B]. */
  stateTraffic(tensor: number): number;
}

/** Parameters of a list of matrices. */
export const weightsIn = (matrices: readonly Matrix[]): number =>
  matrices.reduce((sum, { columns, inner }) => sum + columns * inner, 0);
