/** The families of kernels whose curves can be fitted again, with what is asked of each. */
import { curveRefits } from '../../compute/calibrated.js';
import type { CurveFamily, CurveRefit } from '../../compute/curves/refit.js';
import type { MeasuredSet } from '../comparison.js';
import {
  DECODE_FORM,
  decodeAttentionSet,
  decodeCases,
  latentAttentionSet,
  latentCases,
  PREFILL_FORM,
  prefillAttentionSet,
  prefillCases,
} from '../sets/aic-attention.js';
import { GEMM_FORM, gemmCases, gemmSet } from '../sets/aic-gemm.js';
import { EXPERTS_FORM, expertCases, expertsSet } from '../sets/aic-moe.js';
import { type Row, readTable } from '../table.js';
import { type CurveForm, type KernelCase, worthwhileRefits } from './kernels.js';

export interface KernelFamily {
  readonly family: CurveFamily;
  readonly name: string;
  /** Largest median error asked for, where one is. */
  readonly needed?: number;
  readonly set: MeasuredSet;
  readonly form: CurveForm;
  readonly cases: (rows: readonly Row[]) => readonly KernelCase[];
}

export const kernelFamilies: readonly KernelFamily[] = [
  { family: 'gemm', name: 'Dense multiplication', needed: 0.08, set: gemmSet, form: GEMM_FORM, cases: gemmCases },
  {
    family: 'grouped-decode',
    name: 'Attention while writing',
    needed: 0.12,
    set: decodeAttentionSet,
    form: DECODE_FORM,
    cases: decodeCases,
  },
  {
    family: 'grouped-prefill',
    name: 'Attention while reading',
    needed: 0.12,
    set: prefillAttentionSet,
    form: PREFILL_FORM,
    cases: prefillCases,
  },
  {
    family: 'latent-decode',
    name: 'Latent attention while writing',
    set: latentAttentionSet,
    form: DECODE_FORM,
    cases: (rows) => latentCases(rows, 'decode'),
  },
  {
    family: 'latent-prefill',
    name: 'Latent attention while reading',
    set: latentAttentionSet,
    form: PREFILL_FORM,
    cases: (rows) => latentCases(rows, 'prefill'),
  },
  {
    family: 'experts',
    name: 'Mixture of experts',
    needed: 0.15,
    set: expertsSet,
    form: EXPERTS_FORM,
    cases: expertCases,
  },
];

/** Cases of a family in the tables at hand; none where its table is not there. */
export const casesOf = (
  { set, cases }: KernelFamily,
  contentOf: (file: string) => string | undefined,
): readonly KernelCase[] => {
  const content = contentOf(`${set.file}.csv`);
  if (content === undefined) return [];
  return cases(readTable(set.file, content, set.columns).rows.filter(({ lacking }) => lacking === undefined));
};

/** Curves worth refitting in the tables at hand; those of absent tables stay as they are. */
export const refitCurves = (contentOf: (file: string) => string | undefined): readonly CurveRefit[] =>
  kernelFamilies.flatMap((one) => {
    const { family, form } = one;
    const own = curveRefits.filter((refit) => refit.family === family);
    const cases = casesOf(one, contentOf);
    if (cases.length === 0) return own;
    const before = (chip: CurveRefit['curves'], format: string): boolean =>
      own.some(({ curves, row }) => curves === chip && row === format);
    return worthwhileRefits(cases, form, before).map((refit) => ({ family, ...refit }));
  });
