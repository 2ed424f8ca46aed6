/** Agents: a task is a chain of model calls; between two calls a tool runs and its output joins the context. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { lengthField, makeLength } from '../lengths/index.js';
import { makeWait, waitField } from '../waits/index.js';
import type { Dialogue } from './dialogue.js';
import { makeTurns, turnsField } from './turns.js';

export const agents = entry({
  kind: 'agents',
  doc: 'Tasks made of several model calls with tools between them. The stream’s rate counts calls, so tasks begin at rate / mean calls.',
  fields: fields({
    calls: turnsField('Model calls in one task.'),
    toolOutput: lengthField('Tokens that a tool’s answer adds to the context before the next call.'),
    toolWait: waitField('From the end of a call to the next: the time the tool takes.'),
  }),
  make: ({ calls, toolOutput, toolWait }): Dialogue | null => ({
    ...makeTurns(calls),
    grows: true,
    added: makeLength(toolOutput),
    wait: makeWait(toolWait),
  }),
});
