/** The bill under its picture: the statement, and a row a month where there are several. */
import type { RunResult } from '../../measure/result.js';
import { billPeriod, billTable, monthTable } from '../bill.js';
import { html, type Markup } from '../markup.js';
import { table } from './parts.js';

export const billStatement = (result: RunResult): Markup => {
  const months = monthTable(result);
  return html`<h3>The bill, ${billPeriod(result)}</h3>${table('Quantity times price, line by line', billTable(result), true)}${months === null ? null : html`<h3>Month by month</h3>${table('A month by the calendar of the site', months, true)}`}`;
};
