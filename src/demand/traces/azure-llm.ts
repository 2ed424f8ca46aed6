/** Azure's public LLM inference traces of 2023 and 2024: TIMESTAMP,ContextTokens,GeneratedTokens. */
import { cellsOf } from '../../schema/cells.js';
import { columnsOf, tokensIn } from './cells.js';
import type { TraceFormat } from './format.js';

const COLUMNS = ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'] as const;
const STAMP = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(?:Z|([+-])(\d\d):?(\d\d))?$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whole seconds since 1970 and the fraction apart, so that 100 ns survive in a double. */
const instant = (text: string): { readonly seconds: number; readonly fraction: number } | undefined => {
  const parts = STAMP.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] = parts;
  const seconds = Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!) / 1000;
  if (
    +month! < 1 ||
    +month! > 12 ||
    +day! < 1 ||
    +day! > daysIn(+year!, +month!) ||
    +hour! > 23 ||
    +minute! > 59 ||
    +second! > 60
  )
    return undefined;
  const zone = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (+zoneHour! * 3600 + +zoneMinute! * 60);
  return { seconds: seconds - zone, fraction: fraction === undefined ? 0 : +fraction };
};

export const azureLlm: TraceFormat = {
  name: 'azure-llm',
  doc: 'Azure LLM inference traces of 2023 and 2024: TIMESTAMP,ContextTokens,GeneratedTokens.',
  example: COLUMNS.join(','),
  hasHeader: true,
  recognises: (line) => /\bTIMESTAMP\b|\bContextTokens\b|\bGeneratedTokens\b/.test(line),
  open: (header, report) => {
    const columns = columnsOf(header, COLUMNS, [], report);
    const [time, prompt, output] = COLUMNS.map((column) => columns.get(column) ?? -1) as [number, number, number];
    let origin: number | undefined;
    return (line, row, report) => {
      const cells = cellsOf(line);
      const stamp = cells[time] ?? '';
      const at = instant(stamp.trim());
      if (at === undefined)
        report(
          stamp === '' ? 'no TIMESTAMP' : `TIMESTAMP ${stamp}`,
          'a date and time such as 2023-11-16 18:17:03.9799600',
        );
      else {
        origin ??= at.seconds;
        row.arrival = at.seconds - origin + at.fraction;
      }
      row.prompt = tokensIn(cells[prompt] ?? '', 'ContextTokens', report);
      row.output = tokensIn(cells[output] ?? '', 'GeneratedTokens', report);
    };
  },
};
