/** Every measure a run may publish: its unit, what it means, how it is computed, and which evidence its tier rests on. */

import { type Tier, weakest } from '../schema/fact.js';
import type { BoundaryResult } from './result.js';

/** What a figure can rest on; a measure is no better known than the weakest of its own. */
export type Ingredient =
  | 'demand' // arrivals and lengths
  | 'speed' // how long steps take
  | 'draw' // watts of chips and servers
  | 'facility' // cooling and losses
  | 'tariff' // price of electricity
  | 'capital' // prices and lives of chips and buildings, operations
  | 'carbon'; // kilograms per kWh

export interface Definition {
  /** Canonical unit as printed in JSON. */
  readonly unit: string;
  /** What the number means, in a sentence or two. */
  readonly definition: string;
  readonly formula: string;
  readonly ingredients: readonly Ingredient[];
}

/** A template names what varies in angle brackets: `<stream>.ttft.p<percent>`; the text may repeat it. */
export interface Template extends Definition {
  readonly name: string;
}

/** The press's sum of electricity and chips is no boundary of its own: it is published as a share of the full cost. */
type PublishedBoundary = Exclude<BoundaryResult['code'], 'energyAndChips'>;

/** Costs inside each boundary, as economics counts them; the names are those of BoundaryResult. */
export const BOUNDARIES: Readonly<Record<PublishedBoundary, string>> = {
  facilityCash: 'electricity and the running of the building',
  facilityFull: 'electricity, the running of the building and its capital: a landlord who owns no chips',
  operatorCash: 'electricity, the running of the building and of the machines, without any capital',
  chipsSunk: 'everything but the chips, which are counted as paid off',
  fullTco: 'everything, with chips and building as annuities',
  marketRental: 'the market rent of the same chips for the same hours',
};

const template = (
  name: string,
  unit: string,
  ingredients: readonly Ingredient[],
  definition: string,
  formula: string,
): Template => ({
  name,
  unit,
  definition,
  formula,
  ingredients,
});

const SERVED = ['demand', 'speed'] as const;
const METERED = [...SERVED, 'draw', 'facility'] as const;
const PAID = [...METERED, 'tariff', 'capital'] as const;

const TIMES = [
  ['ttft', 'from the arrival of a request to its first token', 'first token − arrival'],
  [
    'tpot',
    'per output token after the first, for answers of two tokens or more',
    '(last token − first token) / (output tokens − 1)',
  ],
  ['e2e', 'from the arrival of a request to its last token', 'last token − arrival'],
] as const;

/** All measures, exact names before those with something to fill in. */
export const TEMPLATES: readonly Template[] = [
  template(
    'tokens.output',
    'token',
    SERVED,
    'Tokens written over the measured time, by all pools.',
    'Σ pools N/K · Σ simulated replicas outputTokens',
  ),
  template(
    'tokens.prompt',
    'token',
    SERVED,
    'Prompt tokens read over the measured time; what is read again after a preemption is not counted twice.',
    'Σ pools N/K · Σ simulated replicas promptTokens',
  ),
  template(
    'tokens.cached',
    'token',
    SERVED,
    'Prompt tokens that were in memory already, read for an earlier prompt with the same beginning, and were not read again.',
    'Σ pools N/K · Σ simulated replicas cachedTokens',
  ),
  template(
    'tokens.cached.share',
    '1',
    SERVED,
    'Prompt tokens found in memory over all prompt tokens: the hit rate of the prefix cache.',
    'tokens.cached / (tokens.cached + tokens.prompt)',
  ),
  template(
    'tokens.output.rate',
    'token/s',
    SERVED,
    'Tokens written per second, mean over the measured time.',
    'tokens.output / measured time',
  ),
  template(
    'tokens.perJoule',
    'token/J',
    METERED,
    'Tokens written per joule of electricity at the meter.',
    'tokens.output / energy.site',
  ),
  template(
    'requests.finished',
    'request',
    SERVED,
    'Requests answered to their last token over the measured time.',
    'Σ pools N/K · Σ simulated replicas finished',
  ),
  template(
    'requests.refused',
    'request',
    ['demand'],
    'Requests refused because they are longer than memory or context allows.',
    'Σ pools N/K · Σ simulated replicas refused',
  ),
  template(
    'requests.preempted',
    '1',
    SERVED,
    'Times that a sequence lost its memory and was read again.',
    'Σ pools N/K · Σ simulated replicas preempted',
  ),
  template(
    'requests.shed',
    'request',
    SERVED,
    'Requests refused because the front door let in only a share of their stream; they are among the refused.',
    'Σ pools N/K · Σ simulated replicas shed',
  ),
  template(
    'requests.retried',
    '1',
    SERVED,
    'Times that a request lost the replica that served it, and was read again elsewhere.',
    'Σ pools N/K · Σ simulated replicas retried',
  ),
  template(
    'goodput',
    '1',
    SERVED,
    'Share of requests that kept every promise of their stream, over all streams with promises; refused requests keep none.',
    'Σ requests that kept all / Σ requests ended',
  ),
  template(
    'utilisation',
    '1',
    SERVED,
    'Share of replica time with at least one step under way, each pool weighted by its chips.',
    'Σ chips · busy time / Σ chips · time',
  ),
  template(
    'energy.it',
    'J',
    [...SERVED, 'draw'],
    'Energy of chips and servers, before cooling and losses.',
    '∫ IT power dt',
  ),
  template('energy.site', 'J', METERED, 'Energy at the meter: chips, servers, cooling and losses.', '∫ site power dt'),
  template(
    'energy.exported',
    'J',
    METERED,
    'Energy that the site sold to the grid, at the meter; only where some was sold.',
    '∫ export power dt',
  ),
  template(
    'energy.perOutputToken',
    'J/token',
    METERED,
    'Energy at the meter over all tokens written; reading and idling are in it.',
    'energy.site / tokens.output',
  ),
  template(
    'energy.closure',
    '1',
    [],
    'How far the meter and the sum of uses disagree, as a share of the meter.',
    '|meter − Σ uses| / meter',
  ),
  template('power.it.mean', 'W', [...SERVED, 'draw'], 'Mean draw of chips and servers.', 'energy.it / measured time'),
  template('power.site.mean', 'W', METERED, 'Mean draw at the meter.', 'energy.site / measured time'),
  template(
    'power.site.peak',
    'W',
    METERED,
    'Highest draw at the meter, as a mean over one metering interval.',
    'max over intervals of energy in the interval / its length',
  ),
  template(
    'shortage.time',
    's',
    METERED,
    'Time in which chips were held back because the sources could not carry the load.',
    'Σ episodes (end − start)',
  ),
  template(
    'shortage.energy',
    'J',
    METERED,
    'Energy of chips and servers that was wanted in those times, as far as was known, and not drawn.',
    'Σ episodes ∫ (draw before it was held back − draw) dt',
  ),
  template(
    'shortage.missing.peak',
    'W',
    METERED,
    'Most power for chips and servers that was wanted and could not be had.',
    'max over episodes (draw before it was held back − what could be had)',
  ),
  template(
    'shortage.tokens.lost',
    'token',
    METERED,
    'Output tokens lost to shortage: the same day with the same requests and all the power it wanted, less this day.',
    'tokens.output unhindered − tokens.output',
  ),
  template(
    'pue.average',
    '1',
    ['draw', 'facility'],
    'Energy at the meter over energy of chips and servers.',
    'energy.site / energy.it',
  ),
  template(
    'pue.marginal',
    '1',
    ['draw', 'facility'],
    'Watts at the meter for one more watt of chips and servers, weighted by their energy.',
    '∫ (dP_site/dP_IT) · P_IT dt / energy.it',
  ),
  template(
    'pue.peak',
    '1',
    ['draw', 'facility'],
    'Energy at the meter over energy of chips and servers in the worst hour: what sizes the connection.',
    'max over hours of energy.site / energy.it',
  ),
  template(
    'water.total',
    'L',
    ['draw', 'facility'],
    'Water that cooling evaporates and drains.',
    '∫ rejected heat · share that evaporates · (1 + 1/(cycles − 1)) / latent heat dt',
  ),
  template(
    'water.perEnergy',
    'L/kWh',
    ['draw', 'facility'],
    'Water usage effectiveness (WUE): water over energy of chips and servers.',
    'water.total / energy.it',
  ),
  template(
    'ups.rideThrough',
    's',
    ['draw', 'facility'],
    'Time for which the batteries of the UPS alone would carry chips and servers at their highest draw.',
    'energy in the batteries / (highest IT power + loss)',
  ),
  template('cooling.compressor.time', 's', ['facility'], 'Time with a compressor running.', '∫ (compressors > 0) dt'),
  template(
    'cooling.hottest',
    'degC',
    ['draw', 'facility'],
    'Highest temperature at the chips after cooling failed.',
    'max over time of T∞ + (T0 − T∞) exp(−t/τ)',
  ),
  template(
    'cooling.throttled.time',
    's',
    ['draw', 'facility'],
    'Time in which hot chips were held back.',
    'Σ time from the throttle temperature to the restoring one',
  ),
  template(
    'rack.cost.average',
    'USD/J',
    [...METERED, 'tariff'],
    'The whole bill over the energy of chips and servers: what a joule at the rack cost on average, cooling and losses included.',
    'bill / energy.it',
  ),
  template(
    'rack.cost.energy',
    'USD/J',
    [...METERED, 'tariff'],
    'What one more joule at the rack costs by its energy alone, as the unit that would give it costs; in scarcity it is worth what its tokens earn. Mean weighted by what chips and servers draw.',
    'Σ intervals energy.it · (dP_site/dP_IT) · cost of the next joule on the bus / energy.it',
  ),
  template(
    'rack.cost.full',
    'USD/J',
    [...METERED, 'tariff'],
    'What one more joule at the rack costs with what it adds to charges for peaks, as the bill settled them: in the windows that decide, split over those within a hundredth of the peak.',
    'Σ intervals energy.it · (dP_site/dP_IT) · (cost of the next joule + price of a new peak / window) / energy.it',
  ),
  template(
    'rack.<unit>.share',
    '1',
    METERED,
    'Share of the time in which the next joule would come from <unit>.',
    'Σ intervals with that marginal unit / time',
  ),
  template(
    'storage.regret',
    'USD',
    [...METERED, 'tariff'],
    'What the policy of the battery cost more than the best plan that knows every price, load and hour of sun beforehand: energy through the meter and wear, from quarter-hour means. An upper bound, since the plan knows no limit of the grid and no taper.',
    'cost of the run − optimum of the linear program',
  ),
  template(
    'rack.carbon.average',
    'kg/J',
    [...METERED, 'carbon'],
    'Carbon dioxide equivalent of the electricity used, over the energy of chips and servers.',
    'carbon.total / energy.it',
  ),
  template(
    'rack.carbon.marginal',
    'kg/J',
    [...METERED, 'carbon'],
    'Carbon dioxide equivalent of one more joule at the rack: of what backs up the unit that would give it. Never to be added to the average.',
    'Σ intervals energy.it · (dP_site/dP_IT) · marginal kg/J of the next joule / energy.it',
  ),
  template(
    'rack.carbon.contractual',
    'kg/J',
    [...METERED, 'carbon'],
    'Carbon dioxide equivalent over the energy of chips and servers when each certified joule of a contract stands against one from the meter.',
    '(carbon.total − certified share of the metered energy · its carbon) / energy.it',
  ),
  template(
    'carbon.total',
    'kg',
    [...METERED, 'carbon'],
    'Carbon dioxide equivalent of the electricity used.',
    'Σ intervals kWh · kg/kWh',
  ),
  template(
    'carbon.perOutputToken',
    'kg/token',
    [...METERED, 'carbon'],
    'Carbon dioxide equivalent over all tokens written.',
    'carbon.total / tokens.output',
  ),
  template(
    'marginal.perOutputToken',
    'USD/token',
    PAID,
    'What one more output token costs when demand rises by the stated step: a paired rerun with the same chance, capital unchanged.',
    '(cost at more demand − cost) / (tokens at more demand − tokens)',
  ),
  template(
    'cost.<boundary>.total',
    'USD',
    PAID,
    'Cost over the measured time: <boundary>.',
    'Σ parts inside the boundary',
  ),
  template(
    'cost.<boundary>.perOutputToken',
    'USD/token',
    PAID,
    'Cost over all tokens written: <boundary>.',
    'cost.<boundary>.total / tokens.output',
  ),
  template(
    'price.perOutputToken',
    'USD/token',
    PAID,
    'What buyers pay per output token: the full cost and the stated margin on it. Only where a margin is stated.',
    'cost.fullTco.perOutputToken · (1 + margin)',
  ),
  template(
    'cost.energyAndChips.share',
    '1',
    PAID,
    'Electricity and chips together as a share of the full cost: a figure of the press, and not an electricity share.',
    '(electricity + annuity of the chips) / cost.fullTco.total',
  ),
  template(
    'electricity.share.<boundary>',
    '1',
    PAID,
    'Electricity as a share of the cost: <boundary>. A share means nothing without its boundary.',
    'cost of electricity / cost.<boundary>.total',
  ),
  template(
    'costByType.output.perToken',
    'USD/token',
    PAID,
    'Full cost of writing per output token: decode bears the steps as if they had no chunks.',
    'full cost caused by decoding / tokens.output',
  ),
  template(
    'costByType.input.perToken',
    'USD/token',
    PAID,
    'Full cost of reading per prompt token: a chunk bears what it adds to its step.',
    'full cost caused by reading / tokens.prompt',
  ),
  template(
    'costByType.cached.perToken',
    'USD/token',
    PAID,
    'Full cost per prompt token found in memory: it is not read, but what is read after it attends to it.',
    'full cost of reading · time of attention to tokens found / time of reading / tokens.cached',
  ),
  template(
    'costByType.common',
    'USD',
    PAID,
    'Full cost of replicas with nothing to do, caused by no token.',
    'full cost of idle time',
  ),
  template(
    'pool.<pool>.tokens.output',
    'token',
    SERVED,
    'Tokens written by pool <pool>.',
    'N/K · Σ simulated replicas outputTokens',
  ),
  template(
    'pool.<pool>.tokens.prompt',
    'token',
    SERVED,
    'Prompt tokens read for the first time by pool <pool>.',
    'N/K · Σ simulated replicas promptTokens',
  ),
  template(
    'pool.<pool>.tokens.cached.share',
    '1',
    SERVED,
    'Prompt tokens that pool <pool> found in memory over all of its prompt tokens.',
    'cachedTokens / (cachedTokens + promptTokens)',
  ),
  template(
    'pool.<pool>.busy',
    '1',
    SERVED,
    'Share of the time of pool <pool> with at least one step under way.',
    '(decode + prefill time) / (decode + prefill + idle time)',
  ),
  template(
    'pool.<pool>.batch.mean',
    '1',
    SERVED,
    'Sequences in the batch of a replica of pool <pool> while it is busy.',
    '∫ batch dt / busy time',
  ),
  template(
    'pool.<pool>.waiting.mean',
    '1',
    SERVED,
    'Requests waiting at a replica of pool <pool>, mean over time.',
    '∫ waiting dt / time',
  ),
  template(
    'pool.<pool>.capacity',
    'request/s',
    SERVED,
    'Requests per second at which pool <pool> would saturate, in closed form.',
    'replicas / mean work of a request',
  ),
  template('pool.<pool>.load', '1', SERVED, 'Arrivals at pool <pool> over its capacity.', 'arrival rate / capacity'),
  template(
    'pool.<pool>.availability',
    '1',
    SERVED,
    'Share of the replica time of pool <pool> that failures, repairs and works left to it.',
    '1 − Σ replicas time out of service / (replicas · time)',
  ),
  template(
    'pool.<pool>.serving',
    '1',
    SERVED,
    'Share of the replica time of pool <pool> in which a replica took requests: neither failed nor parked nor loading its model.',
    'mean over time of replicas that take requests / replicas',
  ),
  template(
    'pool.<pool>.power.it.mean',
    'W',
    [...SERVED, 'draw'],
    'Mean draw of chips and servers of pool <pool>.',
    'IT energy of the pool / time',
  ),
  template(
    'pool.<pool>.energy.perOutputToken',
    'J/token',
    [...SERVED, 'draw'],
    'Energy of chips and servers of pool <pool> over the tokens it wrote, before cooling and losses.',
    'IT energy of the pool / its output tokens',
  ),
  template(
    '<stream>.requests',
    'request',
    ['demand'],
    'Requests of stream <stream> that ended, answered or refused.',
    'Σ pools N/K · requests ended',
  ),
  template(
    '<stream>.refused',
    'request',
    ['demand'],
    'Requests of stream <stream> that were refused.',
    'Σ pools N/K · requests refused',
  ),
  template(
    '<stream>.tokens.output',
    'token',
    SERVED,
    'Tokens written for stream <stream>.',
    'Σ pools N/K · output tokens of its requests',
  ),
  template(
    '<stream>.tokens.prompt',
    'token',
    SERVED,
    'Prompt tokens of the answered requests of stream <stream>.',
    'Σ pools N/K · prompt tokens of its requests',
  ),
  template(
    '<stream>.goodput',
    '1',
    SERVED,
    'Share of requests of stream <stream> that kept every promise; refused requests keep none.',
    'requests that kept all / requests ended',
  ),
  template(
    '<stream>.goodput.lost',
    '1',
    METERED,
    'Share of requests of stream <stream> that kept every promise on the same day with nothing held back, less their share on this day.',
    '<stream>.goodput unhindered − <stream>.goodput',
  ),
  ...TIMES.flatMap(([measure, meaning, formula]) => [
    template(`<stream>.${measure}.mean`, 's', SERVED, `Mean time of stream <stream> ${meaning}.`, `mean of ${formula}`),
    template(
      `<stream>.${measure}.p<percent>`,
      's',
      SERVED,
      `Time of stream <stream> ${meaning}, that <percent>% of its requests do not exceed.`,
      `<percent>th percentile of ${formula}`,
    ),
  ]),
];

const BLANKS: Readonly<Record<string, string>> = {
  boundary: Object.keys(BOUNDARIES).join('|'),
  percent: '\\d{1,2}(?:\\.\\d+)?',
  unit: '[^.]+',
  stream: '[^.]+',
  pool: '[^.]+',
};

/** What the template's blanks hold in a name, or null when the name is not of its form. */
const blanksIn = (name: string, form: string): Readonly<Record<string, string>> | null => {
  const pattern = form
    .replaceAll('.', '\\.')
    .replace(/<(\w+)>/g, (_, blank: string) => `(?<${blank}>${BLANKS[blank]!})`);
  const found = new RegExp(`^${pattern}$`).exec(name);
  return found && { ...found.groups };
};

/**
 * The unit and meaning of a measure by its published name (`chat.ttft.p95`) or by its template (`<stream>.ttft.p95`); null when there is none of that name.
 * This is what `explain NAME` prints and what every published Measure carries.
 */
export const define = (name: string): Definition | null => {
  for (const { name: form, ...definition } of TEMPLATES) {
    if (form === name) return definition;
    const blanks = blanksIn(name, form);
    if (blanks === null) continue;
    const filled = (text: string, boundary: string | undefined): string =>
      text.replace(/<(\w+)>/g, (blank, key: string) => (key === 'boundary' ? boundary : blanks[key]) ?? blank);
    const meaning = BOUNDARIES[blanks.boundary as PublishedBoundary];
    return {
      ...definition,
      definition: filled(definition.definition, meaning),
      formula: filled(definition.formula, blanks.boundary),
    };
  }
  return null;
};

/** The tier of a measure: the weakest of what it rests on; what rests on nothing is measured by the program itself. */
export const tierOf = (ingredients: readonly Ingredient[], tiers: Readonly<Record<Ingredient, Tier>>): Tier =>
  weakest(...ingredients.map((ingredient) => tiers[ingredient]));
