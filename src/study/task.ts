/** What one thread does at a time. */
import type { Blueprint } from '../factory/blueprint.js';
import { type Piece, piecesOf } from '../factory/line.js';
import { type PieceResult, simulate, simulateCourse } from './piece.js';

/** A piece, or all pieces of a course whose supply reaches back to the chips. */
export type Task = readonly [Piece, ...Piece[]];

/** In the order in which results are put together. */
export const tasksOf = (blueprint: Blueprint): Task[] => {
  const tasks: [Piece, ...Piece[]][] = [];
  for (const piece of piecesOf(blueprint)) {
    const [first] = tasks.at(-1) ?? [];
    const isTogether =
      !blueprint.worlds[piece.world]!.free && first?.world === piece.world && first.replication === piece.replication;
    if (isTogether) tasks.at(-1)!.push(piece);
    else tasks.push([piece]);
  }
  return tasks;
};

export const runTask = (blueprint: Blueprint, task: Task, records: number, advanced: () => void): PieceResult[] =>
  blueprint.worlds[task[0].world]!.free
    ? [simulate(blueprint, task[0], records, advanced)]
    : simulateCourse(blueprint, task[0], records, advanced);
