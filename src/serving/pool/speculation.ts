/** Drafts that a step verifies: how many steps an answer takes, drawn once per request, and how sequences are counted in strides. */
import { threefry, uniform } from '../../kernel/keyed.js';
import { requestDraw } from '../routers/random.js';

/** The tokens that a step writes on average are kept in this fraction of a token, so that sums of them are exact. */
export const STRIDE_FRACTION = 64;

/** Mean tokens a step writes for a sequence when γ drafts are verified and each is accepted with probability a after those before it:
 *  (1 − a^(γ+1))/(1 − a), to 1/64 of a token (Leviathan, Kalman, Matias, "Fast inference from transformers via speculative decoding", ICML 2023). */
export const meanWritten = (drafts: number, acceptance: number): number => {
  let mean = 1;
  for (let draft = 1; draft <= drafts; draft++) mean += acceptance ** draft;
  return Math.round(STRIDE_FRACTION * mean) / STRIDE_FRACTION;
};

/** Tells draws of acceptance from those of routing, which share their key. */
const ACCEPTANCE = 0x2545f491;

/**
 * A stride is the mean number of tokens that a step writes. Cache and contexts of writing sequences are counted in strides, so every step adds one:
 * prompts are rounded up to whole strides. What a step truly writes for a sequence decides how many steps it takes, and nothing else.
 */
export class Speculation {
  /** Tokens of a sequence that a step verifies: its drafts and one more. */
  readonly verified: number;
  private readonly sixtyFourths: number;
  /** Chance that at least 1, 2, … drafts are accepted. */
  private readonly chances: readonly number[];
  private readonly words = new Uint32Array(2);
  private readonly draws = new Uint32Array(2);

  constructor(
    { drafts, acceptance }: { readonly drafts: number; readonly acceptance: number },
    private readonly seed: number,
  ) {
    this.verified = 1 + drafts;
    this.sixtyFourths = STRIDE_FRACTION * meanWritten(drafts, acceptance);
    this.chances = Array.from({ length: drafts }, (_, draft) => acceptance ** (draft + 1));
  }

  /** Tokens in a stride: a whole number of 64ths. */
  get stride(): number {
    return this.sixtyFourths / STRIDE_FRACTION;
  }

  /** Strides that hold so many tokens. */
  strides(tokens: number): number {
    return Math.ceil((STRIDE_FRACTION * tokens) / this.sixtyFourths);
  }

  /** Whole tokens that so many steps write on average. */
  written(steps: number): number {
    return Math.floor((steps * this.sixtyFourths) / STRIDE_FRACTION);
  }

  /** Steps that write `output` tokens, the one that reads the prompt and writes the first among them. Each further step writes one token and the drafts accepted before the
   *  first that is not: drawn by the request's own key, so that it takes as many steps wherever and whenever it is served. */
  stepsOf(stream: number, id: number, output: number): number {
    const { words, draws, chances } = this;
    requestDraw(this.seed ^ ACCEPTANCE, stream, id, words);
    let left = output - 1;
    let steps = 1;
    while (left > 0) {
      if ((steps & 1) === 1) threefry(words[0]!, words[1]!, steps, 0, draws);
      const chance = uniform(draws[(steps - 1) & 1]!);
      let accepted = 0;
      while (accepted < chances.length && chance < chances[accepted]!) accepted++;
      left -= 1 + accepted;
      steps++;
    }
    return steps;
  }
}
