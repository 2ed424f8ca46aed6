/** What is due when: a heap of typed arrays. Equal times have one answer, because rank is order first and insertion second. */

export class Agenda {
  size = 0;
  private times = new Float64Array(64);
  private ranks = new Float64Array(64);
  private codes = new Int32Array(64);
  private subjects = new Int32Array(64);
  private inserted = 0;

  /** Time of the earliest entry, Infinity when there is none. */
  get next(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]!;
  }

  /** Event code and subject of the earliest entry; undefined behaviour is refused by asking `next` first. */
  get code(): number {
    return this.codes[0]!;
  }

  get subject(): number {
    return this.subjects[0]!;
  }

  add(time: number, order: number, code: number, subject: number): void {
    if (this.size === this.times.length) this.grow();
    const rank = order * 2 ** 48 + this.inserted++;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.isLater(parent, time, rank)) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.place(hole, time, rank, code, subject);
  }

  /** Forgets the earliest entry. */
  drop(): void {
    const last = --this.size;
    const time = this.times[last]!;
    const rank = this.ranks[last]!;
    const code = this.codes[last]!;
    const subject = this.subjects[last]!;
    let hole = 0;
    for (let child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && this.isLater(child, this.times[child + 1]!, this.ranks[child + 1]!)) child++;
      if (this.isLater(child, time, rank)) break;
      this.move(child, hole);
      hole = child;
    }
    this.place(hole, time, rank, code, subject);
  }

  /** Whether the entry at `index` comes after (time, rank). */
  private isLater(index: number, time: number, rank: number): boolean {
    const other = this.times[index]!;
    return other > time || (other === time && this.ranks[index]! > rank);
  }

  private move(from: number, to: number): void {
    this.place(to, this.times[from]!, this.ranks[from]!, this.codes[from]!, this.subjects[from]!);
  }

  private place(at: number, time: number, rank: number, code: number, subject: number): void {
    this.times[at] = time;
    this.ranks[at] = rank;
    this.codes[at] = code;
    this.subjects[at] = subject;
  }

  private grow(): void {
    const larger = <Column extends Float64Array | Int32Array>(column: Column): Column => {
      const copy = new (column.constructor as new (length: number) => Column)(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.times = larger(this.times);
    this.ranks = larger(this.ranks);
    this.codes = larger(this.codes);
    this.subjects = larger(this.subjects);
  }
}
