/** Chunks of a file, cut anywhere, into whole lines. */

/** No line of a sound file is longer [characters]: in a trace, ten million tokens are 20,000 block numbers. */
export const LONGEST_LINE = 1_000_000;

/** Hands each line on without its line end (LF or CRLF) and without a byte order mark; `line` says false to stop. */
export class LineSplitter {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private number = 0;
  private stopped = false;

  constructor(private readonly line: (text: string, number: number) => boolean) {}

  /** Returns false when nothing more is wanted. */
  push(chunk: string | Uint8Array): boolean {
    const text = this.rest + (typeof chunk === 'string' ? chunk : this.decoder.decode(chunk, { stream: true }));
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0 && !this.stopped; end = text.indexOf('\n', from)) {
      this.hand(text.slice(from, end));
      from = end + 1;
    }
    this.rest = text.slice(from);
    if (this.rest.length > LONGEST_LINE && !this.stopped) {
      this.hand(this.rest);
      this.stopped = true;
    }
    return !this.stopped;
  }

  end(): void {
    const last = this.rest + this.decoder.decode();
    if (last !== '' && !this.stopped) this.hand(last);
  }

  private hand(raw: string): void {
    this.number++;
    let text = this.number === 1 && raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    if (text.charCodeAt(text.length - 1) === 13) text = text.slice(0, -1);
    if (!this.line(text, this.number)) this.stopped = true;
  }
}
