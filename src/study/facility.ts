/** What the building did over the run, and a sentence where its hall grew too hot. */
import type { FacilityResult } from '../measure/result.js';
import type { Interval, SiteReport } from '../power/site.js';
import { SECONDS_PER_HOUR } from '../units/quantity.js';

/** null for a building that does not follow the weather. */
export const facilityOf = ({ facility, itJoules, intervals, room }: SiteReport): FacilityResult | null =>
  facility === null
    ? null
    : {
        conversion: facility.conversionJoules,
        auxiliary: facility.auxiliaryJoules,
        compressors: facility.compressorJoules,
        it: itJoules,
        peakPue: peakPue(intervals),
        compressorTime: facility.compressorTime,
        litres: facility.litres,
        rideThrough: facility.rideThrough,
        room,
      };

/** Highest ratio of site to IT energy of an hour of the run; null where no hour drew anything. */
const peakPue = (intervals: readonly Interval[]): number | null => {
  const hours = new Map<number, { site: number; it: number }>();
  for (const { from, siteJoules, itJoules } of intervals) {
    const hour = Math.floor(from / SECONDS_PER_HOUR);
    const sum = hours.get(hour) ?? { site: 0, it: 0 };
    hours.set(hour, { site: sum.site + siteJoules, it: sum.it + itJoules });
  }
  const ratios = [...hours.values()].flatMap(({ site, it }) => (it > 0 ? [site / it] : []));
  return ratios.length === 0 ? null : ratios.reduce((most, ratio) => Math.max(most, ratio));
};

/** What a loss of cooling did; nothing where chips kept their pace. */
export const roomSentences = (room: SiteReport['room']): readonly string[] =>
  room === null || room.throttled === 0
    ? []
    : [
        `Cooling failed and the hall reached ${room.hottest.toFixed(0)} °C: hot chips were held back for ${(room.throttled / 60).toFixed(0)} minutes. A larger store of cold, or pumps on the UPS, would carry them over.`,
      ];
