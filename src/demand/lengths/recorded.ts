/** Lengths drawn from the rows of a recorded trace, at times that have nothing to do with it. */
import { fields, text } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { loaded, type Traces } from '../traces/trace.js';
import { jointLengths } from './joint.js';
import type { Lengths } from './lengths.js';

export const recorded = entry({
  kind: 'recorded',
  doc: 'Pairs of prompt and output from a trace file, each row equally likely; the times of the trace are not used.',
  fields: fields({ file: text('Path of the trace beside the scenario.', 500) }),
  make: ({ file }, traces: Traces): Lengths => {
    const { prompt, output } = loaded(traces, file);
    return jointLengths(prompt, output);
  },
});
