/** What a stream's customers were promised, as a percentile of a waiting time. */
import { defaulting, fields, number, quantity } from '../schema/field.js';

const limit = (what: string) =>
  fields({
    within: quantity('time', `Longest ${what} that keeps the promise.`, { above: 0 }),
    percentile: defaulting(
      number('Percent of requests that must keep it.', { min: 1, max: 99.99 }),
      95,
      'the usual percentile of service agreements; MLPerf Inference uses 99',
    ),
  }).meta({ description: `Promise on the ${what}.` });

/** Each promise is a block `{within: 2 s, percentile: 95}`; a stream may make any of the three. */
export const promiseFields = fields({
  ttft: limit('time from arrival to the first token').optional(),
  tpot: limit('mean time per output token after the first').optional(),
  e2e: limit('time from arrival to the last token').optional(),
}).meta({ description: 'What the customers of this stream were promised.' });
