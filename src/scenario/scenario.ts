/** The whole scenario file: what a user may write, block by block; each room brings the fields of its own block. */
import { catalogueFields } from '../compute/catalogue.js';
import { planFields } from '../compute/fields.js';
import { streamFields } from '../demand/stream.js';
import { chipEconomyFields, economyFields } from '../economy/fields.js';
import { regionField } from '../economy/regions/index.js';
import { zoneField } from '../power/calendar.js';
import { powerFields } from '../power/plan.js';
import {
  choice,
  count,
  defaulting,
  either,
  fields,
  flag,
  list,
  name,
  number,
  type Output,
  quantity,
  ratio,
  text,
} from '../schema/field.js';
import { autoscaleFields } from '../serving/autoscale.js';
import { failuresField } from '../serving/failures/index.js';
import { handOverFields } from '../serving/hand-over.js';
import { routerField } from '../serving/routers/index.js';
import { schedulerFields } from '../serving/schedulers/index.js';
import { planningFields } from './planning.js';

/** One pool: equal replicas of one model on one class of chips behind one router. */
export const poolFields = fields({
  name: name('Name of the pool.'),
  ...planFields.shape,
  replicas: count('Copies of the model, each on its own chips.', { max: 1_000_000 }),
  scheduler: defaulting(schedulerFields, {}, 'the engine defaults, each with its own source'),
  router: defaulting(
    routerField,
    'power-of-two',
    'assumed: a balancer that looks at two replicas and takes the less busy one',
  ),
  prefixCache: defaulting(
    flag(
      'Whether a replica keeps the beginnings of prompts in blocks that are free anyway: turns of a conversation and recorded prompts with equal blocks then read only what is new. `router: affinity` sends those that begin alike to one replica.',
    ),
    false,
    'what a cache finds depends on what is asked: the prompts of a stream are then independent unless its callers or its trace say otherwise',
  ),
  handsOver: handOverFields.optional(),
  autoscale: autoscaleFields
    .optional()
    .meta({ description: 'Lets replicas go dark that are not needed. Left out: all serve at all hours.' }),
  startUp: defaulting(
    quantity('time', 'From power on to the first request: weights are read, kernels compiled. Draws idle power.', {
      max: 86_400,
    }),
    '3 minute',
    'assumed, picked from 1–10 minutes: a few hundred GB at a few GB/s, and the graphs of the engine',
  ),
  drain: defaulting(
    quantity(
      'time',
      'How long a replica that leaves service may go on with what it serves; then the rest is served elsewhere.',
      {
        max: 86_400,
      },
    ),
    '1 minute',
    'assumed, picked from 10 s to 5 minutes: most answers end within it',
  ),
  ...chipEconomyFields.shape,
}).meta({ description: 'Equal replicas of one model on one class of chips behind one router.' });

/** What is simulated of a site too large to simulate whole. */
export const samplingFields = fields({
  budget: defaulting(
    quantity(
      'time',
      'Time budget on two cores at the reference speed; it chooses how many replicas of each pool are simulated.',
      { above: 0, max: 86_400 },
    ),
    '20 s',
    'long enough for intervals below a percent on a busy hall, short enough to wait for',
  ),
  sample: defaulting(
    either(
      choice(['budget', 'all'], 'What decides.'),
      count('So many replicas of every pool.', { max: 1_000_000 }),
      '"budget", "all" or a number of replicas of each pool',
    ),
    'budget',
    'a day of a large hall is a billion requests',
  ),
  group: defaulting(
    count(
      'Replicas in a group behind the front door, which splits requests at random; the router sees only its group.',
      { max: 4096 },
    ),
    64,
    'larger groups cost more and change mean first-token times by less than their intervals (docs/model.md, sampling)',
  ),
  records: defaulting(count('Most request records kept by `--records sample`.', { max: 1e9 }), 200_000, 'some 8 MB'),
  report: defaulting(
    quantity('time', 'Length of the intervals of time series.', { min: 1, max: 86_400 }),
    '5 minute',
    '288 points a day',
  ),
  replications: defaulting(
    count('Independent repetitions of the run with other draws.', { max: 1000 }),
    1,
    'intervals come from the sampled replicas',
  ),
  demandStep: defaulting(
    ratio('Extra demand of the paired rerun that says what the next tokens cost.', { min: 0.001, max: 0.5 }),
    '5%',
    'docs/decisions/0003: small enough to be a margin, large enough to be seen',
  ),
}).meta({ description: 'What is simulated of a site too large to simulate whole.' });

export const scenarioFields = fields({
  extends: text('Another scenario file in this folder; blocks here are laid over it.', 300).optional(),
  title: defaulting(text('What the page is called.', 120), 'A token factory', 'a scenario without a title'),
  question: defaulting(
    text('The question this scenario answers, in one sentence.', 400),
    'What do tokens cost here?',
    'a scenario without a question',
  ),
  seed: defaulting(
    count('Seed of all draws.', { min: 0, max: 2 ** 31 - 1 }),
    1,
    'any number does; the same number gives the same bytes',
  ),
  start: defaulting(
    text('Local date or time at which the run starts.', 20),
    '2025-03-12',
    'assumed: a Wednesday in spring',
  ),
  horizon: defaulting(
    quantity('time', 'How long the site is simulated.', { min: 60, max: 31_536_000 }),
    '1 day',
    'one turn of tariff and demand',
  ),
  warmUp: defaulting(
    quantity('time', 'Simulated before the start and not counted, so that the run begins with a busy hall.', {
      min: 0,
      max: 86_400,
    }),
    '10 minute',
    'requests live seconds to minutes',
  ),
  site: fields({
    region: regionField,
    zone: zoneField('Local time of the site. Left out: the region’s.').optional(),
    latitude: number('Degrees north, below 0 south. Left out: that of a town of the region.', {
      min: -90,
      max: 90,
    }).optional(),
    longitude: number('Degrees east, below 0 west. Left out: that of a town of the region.', {
      min: -180,
      max: 180,
    }).optional(),
    altitude: number('Metres above the sea. Left out: that of a town of the region.', {
      min: -430,
      max: 6000,
    }).optional(),
  }).meta({ description: 'Where the site stands.' }),
  power: defaulting(
    powerFields.meta({ description: 'Where electricity comes from, what it costs, and what cooling adds.' }),
    {},
    'a grid connection at the region’s price',
  ),
  fleet: list(poolFields, 'The pools of the site.', { max: 200 }),
  demand: list(streamFields, 'The streams of requests.', { max: 200 }),
  failures: defaulting(failuresField, [], 'nothing fails unless it is said to'),
  economy: defaulting(
    economyFields.meta({ description: 'What machines, building and money cost.' }),
    {},
    'the region’s figures',
  ),
  uncertainty: defaulting(
    choice(
      ['sampling', 'model'],
      'What intervals hold: `sampling` the replicas left out; `model` also reruns the day with step times and draws moved within their bands.',
    ),
    'sampling',
    'eight more days to simulate within the same budget widen the sampling intervals',
  ),
  sampling: defaulting(samplingFields, {}, 'a run in about 20 s'),
  assert: list(
    fields({
      measure: text('Name of the measure, such as cost.fullTco.perOutputToken or chat.ttft.p95.', 200),
      above: either(number('Lies above this.'), text('Lies above this.', 60), 'a number or a quantity').optional(),
      below: either(number('Lies below this.'), text('Lies below this.', 60), 'a number or a quantity').optional(),
      sure: defaulting(flag('The whole 95% interval must lie there.'), false, 'the value alone'),
    }),
    'What must be true of the answer; when it is not, `run` ends with exit code 99.',
    { max: 200 },
  ).optional(),
  plan: planningFields.optional(),
  catalogue: defaulting(
    catalogueFields.meta({ description: 'Chips and models of this file, beside the shipped ones.' }),
    {},
    'the shipped catalogue alone',
  ),
}).meta({ description: 'A token-factory scenario.' });

export type Scenario = Output<typeof scenarioFields>;
export type PoolSpec = Scenario['fleet'][number];

/** Whether supply reaches back to the chips, so that its prices and limits move requests. */
export const isReactive = ({ power }: Pick<Scenario, 'power'>): boolean => power.shortage !== undefined;
