/** The words of the trade in one or two plain sentences each, with who uses them so; for pages, `explain` and the documentation. */

export interface Term {
  /** As used on pages. */
  readonly term: string;
  /** What specialists also call it. */
  readonly also: readonly string[];
  readonly meaning: string;
  readonly source: string;
}

const term = (name: string, also: readonly string[], meaning: string, source: string): Term => ({
  term: name,
  also,
  meaning,
  source,
});

export const GLOSSARY: readonly Term[] = [
  term(
    'token',
    [],
    'A piece of text of about three quarters of an English word; models read and write in tokens and are billed by them.',
    'Sennrich et al., Neural machine translation of rare words with subword units, ACL 2016',
  ),
  term(
    'first token',
    ['TTFT', 'time to first token'],
    'Time from the arrival of a request to its first output token: waiting, then reading the prompt.',
    'MLPerf Inference rules, server scenario for language models',
  ),
  term(
    'between tokens',
    ['TPOT', 'ITL', 'time per output token', 'inter-token latency'],
    'Time of the answer after its first token, divided by the tokens after the first.',
    'MLPerf Inference rules, server scenario for language models',
  ),
  term(
    'whole answer',
    ['E2E latency', 'end-to-end latency'],
    'Time from the arrival of a request to its last output token.',
    'MLPerf Inference rules, server scenario for language models',
  ),
  term(
    'promise',
    ['SLO', 'service level objective'],
    'A limit on a waiting time that a given share of requests must meet, such as a first token under 2 s for 95 of 100.',
    'Beyer et al., Site Reliability Engineering, O’Reilly 2016, chapter 4',
  ),
  term(
    'goodput',
    [],
    'The share or rate of requests that kept every promise made to them.',
    'Zhong et al., DistServe, OSDI 2024',
  ),
  term(
    'p95',
    ['95th percentile', 'percentile'],
    'Ninety-five requests of a hundred are at least this fast.',
    'Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 1996',
  ),
  term(
    'median',
    ['p50'],
    'Half of the requests are faster, half are slower.',
    'Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 1996',
  ),
  term(
    '95% interval',
    ['confidence interval'],
    'Where the figure would lie in 95 of 100 repetitions with other draws of chance; it covers chance, not wrong assumptions.',
    'Law, Simulation Modeling and Analysis, McGraw-Hill 2015, chapter 9',
  ),
  term(
    'reading prompts',
    ['prefill'],
    'The part of the work that takes in the prompt, many tokens at a time; it is limited by arithmetic.',
    'Agrawal et al., Sarathi-Serve, OSDI 2024',
  ),
  term(
    'writing tokens',
    ['decode'],
    'The part of the work that writes the answer, one token of each sequence per step; it is limited by memory bandwidth.',
    'Agrawal et al., Sarathi-Serve, OSDI 2024',
  ),
  term(
    'chunked prefill',
    ['chunk'],
    'A long prompt is read in pieces beside the tokens being written, so that nobody’s writing stalls.',
    'Agrawal et al., Sarathi-Serve, OSDI 2024',
  ),
  term(
    'batch',
    ['continuous batching'],
    'The sequences served together in one step; new ones join and finished ones leave between steps.',
    'Yu et al., Orca, OSDI 2022',
  ),
  term(
    'KV cache',
    ['key-value cache'],
    'What a model remembers of the tokens of a sequence; it fills the memory that weights leave free and so limits the batch.',
    'Kwon et al., Efficient memory management for large language model serving with PagedAttention, SOSP 2023',
  ),
  term(
    'preemption',
    [],
    'A sequence is put out of the batch when memory runs short, and its tokens are read again later.',
    'Kwon et al., Efficient memory management for large language model serving with PagedAttention, SOSP 2023',
  ),
  term(
    'mixture of experts',
    ['MoE'],
    'A model of which each token uses a few parts, so that it reads fewer weights than it holds.',
    'Shazeer et al., Outrageously large neural networks, ICLR 2017',
  ),
  term(
    'latent attention',
    ['MLA'],
    'Attention that keeps a short summary in place of full keys and values, so that memory holds longer sequences.',
    'DeepSeek-AI, DeepSeek-V2, 2024',
  ),
  term(
    'layout',
    ['TP', 'EP', 'DP', 'parallelism'],
    'How one copy of a model is spread over chips: tensors split (TP), experts split (EP), layers in stages (PP), or attention repeated for different requests (DP).',
    'Pope et al., Efficiently scaling transformer inference, MLSys 2023',
  ),
  term(
    'replica',
    [],
    'One copy of a model on its chips, with its own batch and its own line.',
    'Kwon et al., Efficient memory management for large language model serving with PagedAttention, SOSP 2023',
  ),
  term(
    'MFU',
    ['model FLOP utilisation'],
    'Arithmetic that the model needs over the most the chip could do in that time.',
    'Chowdhery et al., PaLM, JMLR 2023',
  ),
  term(
    'busy',
    ['utilisation'],
    'Share of time with at least one sequence in the batch; a busy chip may still be far from its limits.',
    'defined by this program',
  ),
  term(
    'stable, backlogged, overloaded',
    ['saturation verdict'],
    'Stable: the line stays bounded. Backlogged: work is left at the end. Overloaded: more is asked than can be served, the line grows and waiting times have no mean.',
    'Kleinrock, Queueing Systems, Wiley 1975, volume 1',
  ),
  term(
    'PUE',
    ['power usage effectiveness'],
    'Power at the meter over power of the computers. The marginal PUE is what one more watt of computers adds at the meter.',
    'ISO/IEC 30134-2:2016',
  ),
  term(
    'WUE',
    ['water usage effectiveness'],
    'Litres of water that cooling evaporates and drains for each kilowatt-hour of the computers.',
    'ISO/IEC 30134-9:2022',
  ),
  term(
    'coincident peak',
    [],
    'The hours in which the whole power system draws most; capacity is charged on what a site draws in them.',
    'PJM Manual 18',
  ),
  term(
    'tariff',
    ['time-of-use tariff'],
    'The price list of electricity; a time-of-use tariff has dear and cheap hours.',
    'International Energy Agency, glossary',
  ),
  term(
    'demand charge',
    [],
    'A price on the highest power drawn in the billing period, whatever the energy.',
    'US Energy Information Administration, glossary',
  ),
  term(
    'full cost',
    ['TCO', 'total cost of ownership', 'fullTco'],
    'Electricity, operations, building and chips, capital as an annuity. The default of every table.',
    'Barroso, Hölzle and Ranganathan, The Datacenter as a Computer, 3rd edition 2018, chapter 6',
  ),
  term(
    'operating cash',
    ['opex', 'operatorCash'],
    'What leaves the account this year: electricity, upkeep, staff, insurance. No capital.',
    'Barroso, Hölzle and Ranganathan, The Datacenter as a Computer, 3rd edition 2018, chapter 6',
  ),
  term(
    'cost boundary',
    ['denominator'],
    'What is counted in a cost. A share of electricity means nothing without it.',
    'defined by this program',
  ),
  term(
    'annuity',
    ['capital recovery', 'CRF'],
    'The equal yearly payment that repays a price with interest over its life.',
    'Newnan, Engineering Economic Analysis, Oxford 2017, chapter 4',
  ),
  term(
    'cost of capital',
    ['WACC', 'rate'],
    'The yearly return that lenders and owners ask for their money.',
    'Brealey, Myers and Allen, Principles of Corporate Finance, McGraw-Hill 2020, chapter 9',
  ),
  term(
    'cost of the next token',
    ['short-run marginal cost', 'SRMC', 'marginal cost'],
    'The change in cost when demand grows a little and the fleet stays as it is, over the tokens added.',
    'Varian, Intermediate Microeconomics, Norton 2014, chapter 22',
  ),
  term(
    'evidence',
    ['tier'],
    'Primary: measured on the thing itself. Reported: a sibling’s figure, a data sheet or the press. Assumed: our estimate. A derived figure is as good as the weakest it rests on.',
    'defined by this program',
  ),
  term(
    'sampling',
    ['thinning'],
    'Some replicas of a pool are simulated with their share of the traffic and stand for all; the interval says what that costs.',
    'Cochran, Sampling Techniques, Wiley 1977, chapter 2',
  ),
  term(
    'maturity',
    ['kernel efficiency factor'],
    'How well a serving framework’s kernels are tuned for one model in one format: measured time over what the model of the chip predicts; below 1 is better tuned.',
    'docs/model.md, The step',
  ),
  term(
    'front end',
    ['API server', 'tokeniser'],
    'What stands between a caller and the scheduler: it takes requests in, turns text into tokens, and hands over newcomers every so many steps.',
    'docs/model.md, Times of a request',
  ),
];

const tidy = (text: string): string => text.trim().toLowerCase();

/** The entry under this name or one of its other names. */
export const termOf = (name: string): Term | null =>
  GLOSSARY.find((entry) => [entry.term, ...entry.also].some((known) => tidy(known) === tidy(name))) ?? null;

/** Entries whose names occur in a text as whole words, in the order of the glossary. */
export const termsIn = (text: string): readonly Term[] => {
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, ' ')} `;
  const occurs = (name: string) =>
    lower.includes(
      ` ${name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}%]+/gu, ' ')
        .trim()} `,
    );
  return GLOSSARY.filter((entry) => [entry.term, ...entry.also].some(occurs));
};
