import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { DiskFiles } from '../../src/cli/files.js';
import { openTerminal, wantsColour, widthOf } from '../../src/cli/terminal.js';

class Stream extends EventEmitter {
  text = '';
  constructor(
    readonly isTTY = false,
    readonly columns: number | undefined = undefined,
  ) {
    super();
  }
  write(text: string): void {
    this.text += text;
  }
  override on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): this {
    return super.on(event, listener);
  }
}

const open = (out: Stream, remarks: Stream, environment = {}) =>
  openTerminal(new DiskFiles(), new AbortController().signal, out, remarks, environment);

describe('colour', () => {
  test.each([
    ['in a window', true, {}, true],
    ['in a pipe', false, {}, false],
    ['against NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['with NO_COLOR left empty', true, { NO_COLOR: '' }, true],
    ['in CI', true, { CI: 'true' }, false],
    ['in a dumb terminal', true, { TERM: 'dumb' }, false],
    ['by force in a pipe', false, { FORCE_COLOR: '1' }, true],
  ])('%s', (_, isTTY, environment, expected) => {
    expect(wantsColour({ isTTY }, environment)).toBe(expected);
  });
});

test('the window is as wide as it says, else as COLUMNS says, else 80, never under 40', () => {
  expect(widthOf({ columns: 120 }, { COLUMNS: '60' })).toBe(120);
  expect(widthOf({}, { COLUMNS: '60' })).toBe(60);
  expect(widthOf({}, { COLUMNS: 'wide' })).toBe(80);
  expect(widthOf({ columns: 7 }, {})).toBe(40);
});

describe('two channels', () => {
  test('results and remarks never mix', () => {
    const [out, remarks] = [new Stream(), new Stream()];
    const terminal = open(out, remarks);
    terminal.print('42');
    terminal.note('thinking');
    expect([out.text, remarks.text]).toEqual(['42\n', 'thinking\n']);
  });

  test('a renewing line shows in a window and nowhere else', () => {
    const live = new Stream(true, 60);
    open(new Stream(), live).status('x'.repeat(90));
    expect(live.text).toContain('x'.repeat(59));
    expect(live.text).not.toContain('x'.repeat(60));
    const [piped, inCi] = [new Stream(), new Stream(true)];
    open(new Stream(), piped).status('half done');
    open(new Stream(), inCi, { CI: '1' }).status('half done');
    expect([piped.text, inCi.text]).toEqual(['', '']);
  });

  test('a reader that goes away is no error, and gets no more', () => {
    const out = new Stream();
    const terminal = open(out, new Stream());
    out.emit('error', Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    terminal.print('unwanted');
    expect(out.text).toBe('');
  });

  test('any other trouble of a stream is an error', () => {
    const out = new Stream();
    open(out, new Stream());
    expect(() => out.emit('error', Object.assign(new Error('i/o error'), { code: 'EIO' }))).toThrow('i/o error');
  });
});
