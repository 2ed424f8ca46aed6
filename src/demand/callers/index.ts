/** The shelf of callers: who asks, and whether they come back. */
import { makeFrom, shelfField } from '../../schema/shelf.js';
import { agents } from './agents.js';
import type { Dialogue } from './dialogue.js';
import { independent } from './independent.js';
import { sessions } from './sessions.js';
import { users } from './users.js';

export const callers = [independent, users, sessions, agents] as const;

export const callersField = shelfField(
  callers,
  'Who asks: independent callers, a fixed crowd of users, sessions or agents.',
);

export const makeDialogue = (value: { readonly kind: string }): Dialogue | null =>
  makeFrom<Dialogue | null>(callers, value);
