/** Says in a plain sentence what passed a limit: a lawful disappointment, reported and never hidden. */
import { JOULES_PER_KILOWATT_HOUR } from '../units/quantity.js';
import type { Episode } from './sources/source.js';

/** As long as a UPS carries a hall without being asked twice [s]. Assumed. */
const MOMENT = 60;

/** One sentence per source with episodes; `isHeld` where chips answer to a limit, so that what passes it is what their steps could not. */
export const episodeSentences = (episodes: readonly Episode[], isHeld = false): readonly string[] =>
  [...new Set(episodes.map(({ source }) => source))].map((source) => {
    const own = episodes.filter((episode) => episode.source === source);
    const minutes = own.reduce((total, { from, to }) => total + (to - from), 0) / 60;
    const kilowattHours = own.reduce((total, { joules }) => total + joules, 0) / JOULES_PER_KILOWATT_HOUR;
    const megawatts = Math.max(...own.map(({ watts }) => watts)) / 1e6;
    const times = own.length === 1 ? 'once' : `${own.length} times`;
    if (isHeld) {
      const longest = Math.max(...own.map(({ from, to }) => to - from));
      const why =
        longest <= MOMENT
          ? 'steps under way end at their old speed, and a cap is in force only at the next. A UPS carries such moments'
          : 'what could be had did not carry the building and what its chips draw at the least';
      return `The ${source} connection was passed ${times}, for ${(60 * minutes).toFixed(0)} seconds in all, ${kilowattHours.toPrecision(2)} kWh above its limit: ${why}.`;
    }
    return `The ${source} connection was passed ${times}, for ${minutes.toFixed(0)} minutes in all: ${kilowattHours.toFixed(0)} kWh above its limit, ${megawatts.toFixed(2)} MW at the worst. The chips ran on, so the tokens of those minutes need a larger connection.`;
  });
