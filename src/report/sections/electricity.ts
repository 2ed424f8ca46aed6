/** Electricity in tables: the bill under its picture, and the building that took part of it. */
import type { RunResult } from '../../measure/result.js';
import { billPeriod, billTable, monthTable } from '../bill.js';
import { facilityFinding, facilityTable } from '../facility.js';
import { html, type Markup } from '../markup.js';
import { rackTable, unitTable } from '../rack.js';
import { section, subtitle, table } from './parts.js';

/** The building around the chips; nothing where it is a straight line in the load. */
export const building = (result: RunResult): Markup | null => {
  const [finding, rows] = [facilityFinding(result), facilityTable(result)];
  return finding === null || rows === null
    ? null
    : section(
        'building',
        finding,
        html`${subtitle('Energy of the building beside chips and servers over the run. Mean, worst and marginal PUE answer three different questions.')}${table('The building', rows)}`,
      );
};

/** What stands under the picture of the next kilowatt-hour. */
export const rackStatement = ({ rack }: RunResult): Markup | null =>
  rack === null
    ? null
    : html`${table('The next kilowatt-hour', rackTable(rack))}${table('What gives it', unitTable(rack))}`;

export const billStatement = (result: RunResult): Markup => {
  const months = monthTable(result);
  return html`<h3>The bill, ${billPeriod(result)}</h3>${table('Quantity times price, line by line', billTable(result), true)}${months === null ? null : html`<h3>Month by month</h3>${table('A month by the calendar of the site', months, true)}`}`;
};
