/** The beginnings of prompts that one plain replica keeps: one object a run, every sum taken afresh. */
import type { PlainReference, PlainRequest } from './plain-reference.js';

interface Run {
  readonly key: number;
  blocks: number;
  readonly holders: PlainRequest[];
  /** Grows with every run that falls idle: the smallest goes first. */
  idleSince: number;
}

export interface Hit {
  readonly runs: readonly { readonly run: Run; readonly used: number }[];
  readonly blocks: number;
  readonly idle: number;
}

export class PlainPrefixes {
  private runs: Run[] = [];
  private turn = 0;

  constructor(
    private readonly replica: { free: number },
    private readonly sim: PlainReference,
  ) {}

  private get limit() {
    return this.sim.spec.prefixCache?.blocks ?? 0;
  }

  private sizes(request: PlainRequest, whole: number): { key: number; start: number; end: number }[] {
    const { prefixes } = this.sim.demand;
    if (prefixes === undefined || this.sim.spec.prefixCache === undefined) return [];
    const sizes = [];
    let start = 0;
    for (let run = 0; run < prefixes.runs(request.stream, request.id, request.prompt) && start < whole; run++) {
      const tokens = prefixes.tokens(request.stream) * (run + 1);
      const end =
        tokens === Number.POSITIVE_INFINITY ? whole : Math.min(whole, Math.floor(this.sim.strides(tokens) / 16));
      sizes.push({ key: prefixes.key(request.stream, request.id, run), start, end });
      start = end;
    }
    return sizes;
  }

  private idleRuns() {
    return this.runs.filter(({ holders }) => holders.length === 0).sort((a, b) => a.idleSince - b.idleSince);
  }

  private idleBlocks() {
    return this.idleRuns().reduce((sum, { blocks }) => sum + blocks, 0);
  }

  look(request: PlainRequest): Hit {
    const hit: { run: Run; used: number }[] = [];
    let blocks = 0;
    for (const { key, end } of this.sizes(request, Math.floor(this.sim.strides(request.length - 1) / 16))) {
      const run = this.runs.find((one) => one.key === key);
      if (run === undefined || run.blocks === 0) break;
      const used = Math.min(end - blocks, run.blocks);
      hit.push({ run, used });
      blocks += used;
      if (blocks < end) break;
    }
    const idle = hit.filter(({ run }) => run.holders.length === 0).reduce((sum, { used }) => sum + used, 0);
    return { runs: hit, blocks, idle };
  }

  take(request: PlainRequest, hit: Hit) {
    for (const { run, used } of hit.runs) {
      if (run.holders.length === 0) run.blocks = used;
      run.holders.push(request);
    }
    this.replica.free -= hit.idle;
    request.shared = hit.blocks;
    this.trim();
  }

  private dropOneBlock() {
    const [run] = this.idleRuns();
    run!.blocks--;
    if (run!.blocks === 0) this.runs = this.runs.filter((one) => one !== run);
  }

  trim() {
    while (this.idleBlocks() > this.replica.free) this.dropOneBlock();
  }

  keep(request: PlainRequest, stored: number) {
    const most = Math.min(stored, this.sim.strides(request.prompt + request.output));
    for (const { key, start, end } of this.sizes(request, Math.floor(most / 16))) {
      if (end <= request.shared) continue;
      let run = this.runs.find((one) => one.key === key);
      if (run === undefined) {
        run = { key, blocks: 0, holders: [], idleSince: 0 };
        this.runs.push(run);
      }
      if (!run.holders.includes(request)) {
        if (run.holders.length === 0) this.replica.free -= run.blocks;
        run.holders.push(request);
      }
      for (let block = request.shared; block < end; block++) {
        if (block - start < run.blocks) this.replica.free++;
        else {
          const total = () => this.runs.reduce((sum, one) => sum + one.blocks, 0);
          while (total() >= this.limit && this.idleBlocks() > 0) this.dropOneBlock();
          if (total() >= this.limit) return;
          run.blocks++;
        }
        request.shared = block + 1;
      }
    }
  }

  release(request: PlainRequest) {
    const order = this.sizes(request, Number.POSITIVE_INFINITY).map(({ key }) => key);
    const held = this.runs.filter(({ holders }) => holders.includes(request));
    for (const run of held.sort((a, b) => order.indexOf(b.key) - order.indexOf(a.key))) {
      run.holders.splice(run.holders.indexOf(request), 1);
      if (run.holders.length > 0) continue;
      this.replica.free += run.blocks;
      run.idleSince = this.turn++;
      if (run.blocks === 0) this.runs = this.runs.filter((one) => one !== run);
    }
    request.shared = 0;
  }
}
