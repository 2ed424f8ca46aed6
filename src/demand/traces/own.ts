/** Our own trace format, the plainest that works: arrival_s,prompt_tokens,output_tokens[,stream][,priority]. */
import { cellsOf } from '../../schema/cells.js';
import { columnsOf, tokensIn } from './cells.js';
import type { TraceFormat } from './format.js';

const REQUIRED = ['arrival_s', 'prompt_tokens', 'output_tokens'] as const;
const OPTIONAL = ['stream', 'priority'] as const;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const own: TraceFormat = {
  name: 'token-factory',
  doc: 'Our own CSV: arrival_s, prompt_tokens, output_tokens, and optionally stream and priority.',
  example: 'arrival_s,prompt_tokens,output_tokens',
  hasHeader: true,
  recognises: (line) => /\barrival_s\b|\bprompt_tokens\b|\boutput_tokens\b/.test(line),
  open: (header, report) => {
    const columns = columnsOf(header, REQUIRED, OPTIONAL, report);
    const at = (column: string) => columns.get(column) ?? -1;
    const [arrival, prompt, output, stream, priority] = [...REQUIRED, ...OPTIONAL].map(at) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return (line, row, report) => {
      const cells = cellsOf(line);
      const time = cells[arrival] ?? '';
      row.arrival = time.trim() === '' ? Number.NaN : Number(time);
      if (!(row.arrival >= 0 && row.arrival <= 1e12))
        report(time === '' ? 'no arrival_s' : `arrival_s ${time}`, 'seconds, at least 0');
      row.prompt = tokensIn(cells[prompt] ?? '', 'prompt_tokens', report);
      row.output = tokensIn(cells[output] ?? '', 'output_tokens', report);
      if (stream >= 0) {
        row.stream = (cells[stream] ?? '').trim();
        if (!NAME.test(row.stream)) report(`stream ${row.stream}`, 'a name of letters, digits, ".", "_" and "-"');
      }
      if (priority >= 0) {
        const text = (cells[priority] ?? '').trim();
        row.priority = text === '' ? Number.NaN : Number(text);
        if (!(Number.isInteger(row.priority) && row.priority >= 0 && row.priority <= 255))
          report(
            text === '' ? 'no priority' : `priority ${text}`,
            'a whole number from 0 to 255; smaller is more urgent',
          );
      }
    };
  },
};
