/** A gzip file as a plain loop of decompressed pieces: a thread decompresses a few pieces ahead, so a large archive never lies in memory. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** What the thread does. Text rather than a file of its own, so that it runs alike from source and from the bundle.
 *  `turns` counts pieces sent [0] and pieces taken [1]; the thread rests while it is four ahead. */
const THREAD = `
const { workerData: { path, turns, port } } = require('node:worker_threads');
const { createReadStream } = require('node:fs');
const { createGunzip } = require('node:zlib');
const { pipeline } = require('node:stream');
const send = (message, transfer) => {
  port.postMessage(message, transfer);
  Atomics.add(turns, 0, 1);
  Atomics.notify(turns, 0);
};
(async () => {
  try {
    const pieces = pipeline(createReadStream(path), createGunzip({ chunkSize: 262144 }), () => {});
    for await (const piece of pieces) {
      const copy = Uint8Array.from(piece);
      send({ copy }, [copy.buffer]);
      for (let taken = Atomics.load(turns, 1); turns[0] - taken >= 4; taken = Atomics.load(turns, 1)) Atomics.wait(turns, 1, taken);
    }
    send({ end: true });
  } catch (error) {
    send({ wrong: error.code });
  }
})();
`;

interface Message {
  readonly copy?: Uint8Array;
  readonly wrong?: string;
}

/** Damage as zlib names it, in words. */
const DAMAGE: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'the archive ends too early; it may have been cut while being copied',
  Z_DATA_ERROR: 'the archive is damaged',
};

/** Decompressed pieces in order; a string instead of a piece says, last of all, why there are no more. */
export function* gunzipped(path: string, longest: number): Generator<Uint8Array | string> {
  const turns = new Int32Array(new SharedArrayBuffer(8));
  const { port1: near, port2: far } = new MessageChannel();
  const thread = new Worker(THREAD, { eval: true, workerData: { path, turns, port: far }, transferList: [far] });
  thread.unref();
  let length = 0;
  try {
    for (let taken = 0; ; taken++) {
      while (Atomics.load(turns, 0) <= taken) Atomics.wait(turns, 0, taken);
      const { copy, wrong } = (receiveMessageOnPort(near) as { message: Message }).message;
      if (copy === undefined) {
        if (wrong !== undefined) yield DAMAGE[wrong] ?? `its gzip archive failed (${wrong})`;
        return;
      }
      length += copy.length;
      if (length > longest) {
        yield `it is longer than ${longest / 2 ** 20} MiB after decompression`;
        return;
      }
      Atomics.add(turns, 1, 1);
      Atomics.notify(turns, 1);
      yield copy;
    }
  } finally {
    near.close();
    void thread.terminate();
  }
}
