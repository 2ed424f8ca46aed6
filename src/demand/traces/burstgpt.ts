/** BurstGPT, requests to OpenAI's models through Azure over four months: Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type. */
import { cellsOf } from '../../schema/cells.js';
import { columnsOf, tokensIn } from './cells.js';
import type { TraceFormat } from './format.js';

const REQUIRED = ['Timestamp', 'Request tokens', 'Response tokens'] as const;
const FURTHER = ['Model', 'Total tokens', 'Log Type', 'Session ID', 'Elapsed time'] as const;

/** Seconds since the trace began; requests that failed (no response tokens) were not served there and are left out here. */
export const burstGpt: TraceFormat = {
  name: 'burstgpt',
  doc: 'BurstGPT: Timestamp in seconds, Request tokens, Response tokens; failed requests are left out.',
  example: 'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type',
  hasHeader: true,
  recognises: (line) => /\b(?:Request|Response) tokens\b/.test(line),
  open: (header, report) => {
    const columns = columnsOf(header, REQUIRED, FURTHER, report);
    const [time, prompt, output] = REQUIRED.map((column) => columns.get(column) ?? -1) as [number, number, number];
    return (line, row, report) => {
      const cells = cellsOf(line);
      const stamp = (cells[time] ?? '').trim();
      const seconds = stamp === '' ? Number.NaN : Number(stamp);
      if (seconds >= 0 && Number.isFinite(seconds)) row.arrival = seconds;
      else report(stamp === '' ? 'no Timestamp' : `Timestamp ${stamp}`, 'seconds since the trace began, at least 0');
      if ((cells[output] ?? '').trim() === '0') return 'left out';
      row.prompt = tokensIn(cells[prompt] ?? '', 'Request tokens', report);
      row.output = tokensIn(cells[output] ?? '', 'Response tokens', report);
      return undefined;
    };
  },
};
