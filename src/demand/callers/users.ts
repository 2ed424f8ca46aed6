/** A fixed crowd: each one asks, waits for the answer, thinks, and asks something else. */
import { count, fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { makeWait, waitField } from '../waits/index.js';
import type { Dialogue } from './dialogue.js';

export const users = entry({
  kind: 'users',
  doc: 'A fixed number of users in a closed loop: slow answers slow them down. The stream has no rate of its own.',
  fields: fields({
    count: count('Users on the whole site.', { max: 10_000_000 }),
    think: waitField('From the end of an answer to the next question.'),
  }),
  make: ({ count, think }): Dialogue | null => ({
    population: count,
    turns: () => Number.POSITIVE_INFINITY,
    meanTurns: Number.POSITIVE_INFINITY,
    meanEarlierTurns: 0,
    grows: false,
    wait: makeWait(think),
  }),
});
