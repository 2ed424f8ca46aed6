/** A line of the bill with its times on the local clock. */
import type { Blueprint } from '../factory/blueprint.js';
import type { BillLine as Published } from '../measure/result.js';
import type { BillLine } from '../power/tariffs/part.js';

export const publishedLine = (
  { from, to, peak, peaks: _, ...charge }: BillLine,
  { calendar, zone }: Pick<Blueprint, 'calendar' | 'zone'>,
): Published => ({
  ...charge,
  from: calendar.text(from, zone),
  to: calendar.text(to, zone),
  ...(peak === undefined || peak.watts === 0 ? {} : { peak: { watts: peak.watts, at: calendar.text(peak.at, zone) } }),
});
