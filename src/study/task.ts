/** What one thread does at a time. */
import type { Blueprint } from '../factory/blueprint.js';
import { type Piece, piecesOf, writingPiece } from '../factory/line.js';
import { type PieceResult, simulate, simulateCourse, simulatePair } from './piece.js';

/** A piece, one that reads and the one that writes, or all pieces of a course whose supply reaches back to the chips. */
export type Task = readonly [Piece, ...Piece[]];

/** In the order in which results are put together. */
export const tasksOf = (blueprint: Blueprint): Task[] => {
  const tasks: [Piece, ...Piece[]][] = [];
  for (const piece of piecesOf(blueprint)) {
    const [first] = tasks.at(-1) ?? [];
    const isTogether =
      !blueprint.worlds[piece.world]!.free && first?.world === piece.world && first.replication === piece.replication;
    if (isTogether) tasks.at(-1)!.push(piece);
    else if (blueprint.pools[piece.pool]!.reader === null) {
      const writing = writingPiece(blueprint, piece);
      tasks.push(writing === null ? [piece] : [piece, writing]);
    }
  }
  return tasks;
};

export const runTask = (blueprint: Blueprint, task: Task, records: number, advanced: () => void): PieceResult[] =>
  !blueprint.worlds[task[0].world]!.free
    ? simulateCourse(blueprint, task[0], records, advanced)
    : task[1] === undefined
      ? [simulate(blueprint, task[0], records, advanced)]
      : simulatePair(blueprint, task[0], task[1], records, advanced);
