/** Moods of the crowd: the rate jumps between states, each lasting a random while. */

import type { Stream } from '../../kernel/chance.js';
import { fields, list, number, quantity } from '../../schema/field.js';
import { entry } from '../../schema/shelf.js';
import type { Shape } from '../shapes/shape.js';
import { poisson } from './poisson.js';
import type { ArrivalProcess } from './process.js';

interface State {
  readonly rate: number;
  readonly lasting: number;
}

/** The path of states: each lasts an exponential while, then another is entered, all others alike; it starts in its long-run mix.
 *  A state's long-run share of time is its mean stay over the sum of all mean stays (the embedded chain visits all states alike). */
const path = (states: readonly State[], draw: Stream): Shape => {
  const stays = states.reduce((sum, state) => sum + state.lasting, 0);
  const mean = states.reduce((sum, state) => sum + state.rate * state.lasting, 0) / stays;
  let state = 0;
  for (let mark = draw() * stays - states[0]!.lasting; mark >= 0 && state < states.length - 1; )
    mark -= states[++state]!.lasting;
  const stay = () => -Math.log(1 - draw()) * states[state]!.lasting;
  let end = stay();
  return {
    at: (time) => {
      while (end <= time) {
        state = (state + 1 + Math.floor(draw() * (states.length - 1))) % states.length;
        end += stay();
      }
      return states[state]!.rate / mean;
    },
    until: () => end,
  };
};

/** A doubly stochastic Poisson process. Stays are in seconds and do not shrink when the rate grows; all groups and all rates see the same path. */
export const markovModulated = entry({
  kind: 'markov-modulated',
  doc: 'Poisson arrivals whose rate jumps between states; the mean over a long time is the stated rate.',
  fields: fields({
    states: list(
      fields({
        rate: number('Rate in this state, in proportion to the other states; 0 is silence.', { min: 0, max: 1e6 }),
        lasting: quantity('time', 'Mean stay in this state (exponential).', { above: 0 }),
      }),
      'The states, at least two; after each one, another is entered at random.',
      { min: 2, max: 100 },
    ).refine((states) => states.some((state) => state.rate > 0), {
      error: 'states of which at least one has a rate above 0',
    }),
  }),
  make: ({ states }): ArrivalProcess => ({
    gaps: poisson.make({}).gaps,
    path: (draw) => path(states, draw),
  }),
});
