/** Conversations: a caller arrives, takes several turns and leaves; each prompt repeats all that was said before. */
import { fields } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import { lengthField, makeLength } from '../lengths/index.js';
import { makeWait, waitField } from '../waits/index.js';
import type { Dialogue } from './dialogue.js';
import { makeTurns, turnsField } from './turns.js';

export const sessions = entry({
  kind: 'sessions',
  doc: 'Multi-turn conversations. The stream’s rate counts requests, so sessions begin at rate / mean turns.',
  fields: fields({
    turns: turnsField('Requests in one session.'),
    think: waitField('From the end of an answer to the next turn.'),
    added: lengthField(
      'New prompt tokens of every turn after the first; as many as a first prompt when left out.',
    ).optional(),
  }),
  make: ({ turns, think, added }): Dialogue | null => ({
    ...makeTurns(turns),
    grows: true,
    ...(added === undefined ? {} : { added: makeLength(added) }),
    wait: makeWait(think),
  }),
});
