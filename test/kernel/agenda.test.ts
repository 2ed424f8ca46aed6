import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from '../../src/kernel/agenda.js';

const drained = (agenda: Agenda): number[] => {
  const subjects: number[] = [];
  while (agenda.size > 0) {
    subjects.push(agenda.subject);
    agenda.drop();
  }
  return subjects;
};

test('entries leave by time, then order, then insertion, however they came and whatever left in between', () => {
  const entry = fc.record({ time: fc.constantFrom(0, 1, 1.5, 2, 3), order: fc.nat(4), drops: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300 }), (entries) => {
      const agenda = new Agenda();
      let waiting: { time: number; order: number; row: number }[] = [];
      entries.forEach(({ time, order, drops }, row) => {
        agenda.add(time, order, order, row);
        waiting.push({ time, order, row });
        for (let drop = 0; drop < drops && agenda.size > 0; drop++) {
          waiting.sort((a, b) => a.time - b.time || a.order - b.order || a.row - b.row);
          expect([agenda.next, agenda.code, agenda.subject]).toEqual([
            waiting[0]!.time,
            waiting[0]!.order,
            waiting[0]!.row,
          ]);
          agenda.drop();
          waiting = waiting.slice(1);
        }
      });
      waiting.sort((a, b) => a.time - b.time || a.order - b.order || a.row - b.row);
      expect(drained(agenda)).toEqual(waiting.map(({ row }) => row));
      expect(agenda.next).toBe(Number.POSITIVE_INFINITY);
    }),
    { numRuns: 100 },
  );
});
