/** Reads a trace from chunks of text or bytes, whoever opened the file; answers with columns or with every mistake, each with its line. */
import type { Issue } from '../../schema/issue.js';
import { LineSplitter, LONGEST_LINE } from '../../schema/line-splitter.js';
import { azureLlm } from './azure-llm.js';
import { burstGpt } from './burstgpt.js';
import { MOST_STREAMS, TraceColumns } from './columns.js';
import type { ReadRow, Row, TraceFormat } from './format.js';
import { mooncake } from './mooncake.js';
import { own } from './own.js';
import type { Trace } from './trace.js';

export const traceFormats: readonly TraceFormat[] = [own, azureLlm, mooncake, burstGpt];

/** A row may come this much before one above it [s]: clocks of several front ends differ; such rows are sorted in. */
export const ORDER_TOLERANCE = 1;

/** Reading stops after so many mistakes. */
const MOST_ISSUES = 20;

export type TraceAnswer = { readonly trace: Trace } | { readonly issues: readonly Issue[] };

/** The format that a file with this first line is meant to be of. */
export const sniffFormat = (firstLine: string): TraceFormat | undefined =>
  traceFormats.find((format) => format.recognises(firstLine.replace(/^\ufeff/, '')));

/** Takes chunks as they come; `push` says false once nothing more is wanted. */
export class TraceReader {
  private readonly lines = new LineSplitter((text, number) => this.read(text, number));
  private readonly columns = new TraceColumns();
  private readonly row: Row = { arrival: 0, prompt: 0, output: 0, stream: '', priority: -1, blocks: null };
  private readonly issues: Issue[] = [];
  private readRow: ReadRow | undefined;
  private line = 0;
  private readonly report = (found: string, expected: string) => {
    if (this.issues.length < MOST_ISSUES)
      this.issues.push({ path: [], found: shortened(found), expected, line: Math.max(1, this.line) });
  };

  /** Without a format, the first line tells it. */
  constructor(private readonly format?: TraceFormat) {}

  push(chunk: string | Uint8Array): boolean {
    return this.lines.push(chunk);
  }

  end(): TraceAnswer {
    this.lines.end();
    if (this.issues.length === 0 && this.columns.count === 0)
      this.report(this.line === 0 ? 'an empty file' : 'no request', 'a trace of at least one request');
    return this.issues.length > 0 ? { issues: this.issues } : { trace: this.columns.trace() };
  }

  private read(text: string, line: number): boolean {
    this.line = line;
    if (text.length > LONGEST_LINE) {
      this.report(`a line of more than ${LONGEST_LINE} characters`, 'lines of text');
      return false;
    }
    if (text.trim() === '') return true;
    if (this.readRow === undefined) {
      const format = this.format ?? sniffFormat(text);
      if (format === undefined) {
        this.report(text, `a first line such as ${traceFormats.map((known) => known.example).join(' or ')}`);
        return false;
      }
      this.readRow = format.open(text, this.report);
      if (this.issues.length > 0) return false;
      if (format.hasHeader) return true;
    }
    this.accept(text);
    return this.issues.length < MOST_ISSUES;
  }

  private accept(text: string): void {
    const { row, columns, issues } = this;
    const before = issues.length;
    const outcome = this.readRow!(text, row, this.report);
    if (issues.length > before || outcome === 'left out') return;
    if (row.arrival < columns.latest - ORDER_TOLERANCE)
      this.report(
        `an arrival ${seconds(columns.latest - row.arrival)} before one above it`,
        `rows in order of arrival, at most ${ORDER_TOLERANCE} s out of place`,
      );
    else if (columns.streams.length === MOST_STREAMS && !columns.streams.includes(row.stream) && row.stream !== '')
      this.report(`stream ${row.stream}`, `at most ${MOST_STREAMS} streams`);
    else columns.add(row);
  }
}

/** Reads a whole trace from chunks at hand. */
export const parseTrace = (chunks: Iterable<string | Uint8Array>, format?: TraceFormat): TraceAnswer => {
  const reader = new TraceReader(format);
  for (const chunk of chunks) if (!reader.push(chunk)) break;
  return reader.end();
};

/** Reads a whole trace from chunks that arrive over time, such as a file stream. */
export const readTrace = async (
  chunks: AsyncIterable<string | Uint8Array>,
  format?: TraceFormat,
): Promise<TraceAnswer> => {
  const reader = new TraceReader(format);
  for await (const chunk of chunks) if (!reader.push(chunk)) break;
  return reader.end();
};

const seconds = (value: number): string => `${Number(value.toPrecision(3))} s`;

const shortened = (found: string): string => (found.length > 80 ? `${found.slice(0, 77)}…` : found);
