/** The queues, heaps and trees of the engine against sorted lists. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsToReach } from '../../../src/serving/pool/decode.js';
import { WAITING } from '../../../src/serving/pool/record.js';
import { NONE, Requests } from '../../../src/serving/pool/requests.js';
import { popKey, pushKey, removeSlot } from '../../../src/serving/pool/step-heap.js';
import { Waiting } from '../../../src/serving/pool/waiting.js';
import { WinnerTree } from '../../../src/serving/pool/winner-tree.js';

test('a step heap gives keys in order, whatever was removed from its middle', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 1 }),
      fc.infiniteStream(fc.nat(1000)),
      (slots, steps) => {
        const keys = new Int32Array(80);
        const expected: number[] = [];
        for (const slot of slots) {
          const key = (steps.next().value! << 6) | slot;
          pushKey(keys, 7, expected.length, key);
          expected.push(key);
        }
        const gone = slots[slots.length >> 1]!;
        expect(removeSlot(keys, 7, expected.length, gone, 63)).toBe(true);
        const rest = expected.filter((key) => (key & 63) !== gone).sort((a, b) => a - b);
        expect(removeSlot(keys, 7, rest.length, gone, 63)).toBe(false);
        rest.forEach((key, popped) => {
          expect(keys[7]).toBe(key);
          popKey(keys, 7, rest.length - popped);
        });
      },
    ),
  );
});

test.each([false, true])('a queue (ordered: %s) serves preempted requests, then by key, then by arrival', (ordered) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(5), fc.constant(-1), fc.constant(-2)), { maxLength: 60 }), (moves) => {
      const requests = new Requests();
      const records = new Int32Array(128).fill(NONE);
      records[WAITING] = 0;
      const waiting = new Waiting(requests, records, ordered);
      let front: number[] = [];
      const queue: { row: number; key: number; number: number }[] = [];
      const removed: number[] = [];
      moves.forEach((move, number) => {
        if (move >= 0) {
          const row = requests.take();
          queue.push({ row, key: ordered ? move : 0, number });
          queue.sort((a, b) => a.key - b.key || a.number - b.number);
          waiting.add(0, row, move);
        } else if (move === -1 && front.length + queue.length > 0) {
          const expected = front.length > 0 ? front[0]! : queue[0]!.row;
          expect(waiting.first(0)).toBe(expected);
          expect(waiting.remove(0)).toBe(expected);
          if (front.length > 0) front = front.slice(1);
          else queue.shift();
          removed.push(expected);
        } else if (move === -2 && removed.length > 0) {
          const row = removed.pop()!;
          waiting.putBack(0, row);
          front = [row, ...front];
        }
        expect(records[WAITING]).toBe(front.length + queue.length);
      });
    }),
  );
});

test('the winner is the earliest end, the lowest replica among equals', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.tuple(fc.nat(19), fc.nat(9)), { minLength: 1 }),
      (replicas, changes) => {
        const tree = new WinnerTree(replicas);
        const ends = new Array<number>(replicas).fill(Number.POSITIVE_INFINITY);
        for (const [replica, end] of changes) {
          tree.set(replica % replicas, end);
          ends[replica % replicas] = end;
          expect(tree.winner).toBe(ends.indexOf(Math.min(...ends)));
        }
      },
    ),
  );
});

test('the fewest steps that reach an instant are found exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.integer({ min: 0, max: 1e5 }),
      fc.integer({ min: 1, max: 1e12 }),
      (ticks, growth, needed) => {
        const span = (k: number) => BigInt(k) * BigInt(ticks) + (BigInt(growth) * BigInt(k) * BigInt(k - 1)) / 2n;
        const k = stepsToReach(ticks, growth, needed);
        expect(span(k) >= BigInt(needed)).toBe(true);
        if (k > 1) expect(span(k - 1) < BigInt(needed)).toBe(true);
      },
    ),
  );
});
