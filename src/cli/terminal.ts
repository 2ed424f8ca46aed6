/** The terminal as a command sees it: results one way, remarks another, and what the window can show. */
import type { Files } from '../scenario/files.js';

export interface Terminal {
  /** The result: standard output. */
  print(text: string): void;
  /** Progress and remarks: standard error. */
  note(text: string): void;
  /** A remark that replaces the one before it; empty to clear. Does nothing where standard error is not a live window. */
  status(text: string): void;
  /** Whether results may carry colour and characters beyond ASCII. */
  readonly colour: boolean;
  readonly columns: number;
  readonly files: Files;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Seconds on some clock, for wall-clock remarks only. */
  clock(): number;
}

interface Stream {
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const isSet = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== '0' && value !== 'false';

/** Colour only in a live window, and never against NO_COLOR or in CI; FORCE_COLOR overrules. */
export const wantsColour = (stream: { readonly isTTY?: boolean }, environment: Environment): boolean => {
  if (isSet(environment.FORCE_COLOR)) return true;
  return (
    stream.isTTY === true &&
    (environment.NO_COLOR ?? '') === '' &&
    !isSet(environment.CI) &&
    environment.TERM !== 'dumb'
  );
};

/** Width of the window: what the stream says, else COLUMNS, else 80; at least 40. */
export const widthOf = (stream: { readonly columns?: number | undefined }, environment: Environment): number => {
  const stated = stream.columns ?? Number.parseInt(environment.COLUMNS ?? '', 10);
  return Math.max(40, Number.isFinite(stated) && stated > 0 ? stated : 80);
};

/** A reader that has gone away (`| head`) is no error: what it did not want is dropped. */
const patientWriter = (stream: Stream): ((text: string) => void) => {
  let isClosed = false;
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    isClosed = true;
  });
  return (text) => {
    if (!isClosed) stream.write(text);
  };
};

/** The terminal of this process. */
export const openTerminal = (
  files: Files,
  signal: AbortSignal,
  out: Stream,
  remarks: Stream,
  environment: Environment,
): Terminal => {
  const print = patientWriter(out);
  const note = patientWriter(remarks);
  const isLive = remarks.isTTY === true && !isSet(environment.CI) && environment.TERM !== 'dumb';
  const room = widthOf(remarks, environment) - 1;
  const clear = isLive ? '\r\u001b[2K' : '';
  return {
    print: (text) => print(`${text}\n`),
    note: (text) => note(`${clear}${text}\n`),
    status: (text) => {
      if (isLive) note(`${clear}${text.slice(0, room)}`);
    },
    colour: wantsColour(out, environment),
    columns: widthOf(out, environment),
    files,
    signal,
    clock: () => performance.now() / 1000,
  };
};
