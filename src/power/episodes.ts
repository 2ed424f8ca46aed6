/** Says in a plain sentence what passed a limit: a lawful disappointment, reported and never hidden. */
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import type { Episode } from './sources/source.js';

/** One sentence per source with episodes. */
export const episodeSentences = (episodes: readonly Episode[]): readonly string[] =>
  [...new Set(episodes.map(({ source }) => source))].map((source) => {
    const own = episodes.filter((episode) => episode.source === source);
    const minutes = own.reduce((total, { from, to }) => total + (to - from), 0) / 60;
    const kilowattHours = own.reduce((total, { joules }) => total + joules, 0) / JOULES_PER_KILOWATT_HOUR;
    const megawatts = Math.max(...own.map(({ watts }) => watts)) / 1e6;
    const times = own.length === 1 ? 'once' : `${own.length} times`;
    return `The ${source} connection was passed ${times}, for ${minutes.toFixed(0)} minutes in all: ${kilowattHours.toFixed(0)} kWh above its limit, ${megawatts.toFixed(2)} MW at the worst. The chips ran on, so the tokens of those minutes need a larger connection.`;
  });
