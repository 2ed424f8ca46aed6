/** What a measured table can say about a chip, and the unit it is compared in. */

export const MEASURES = {
  tpot_ms: 'Time per output token [ms].',
  ttft_ms: 'Time to first token [ms].',
  latency_us: 'Time of one kernel or layer [µs].',
  tokens_per_s: 'Output tokens per second, of the system or per chip as the table has it.',
  j_per_tok: 'Joules of the chips alone per output token.',
  power_w: 'Draw of one chip [W].',
  e2e_s: 'Time from arrival to last token [s].',
} as const;
export type MeasureName = keyof typeof MEASURES;
