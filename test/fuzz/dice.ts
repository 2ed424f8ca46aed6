/** Draws of one fuzz case: the same number gives the same case for ever. */
import { chance } from '../../src/kernel/chance.js';

export class Dice {
  private readonly draw: () => number;

  constructor(purpose: string, number: number) {
    this.draw = chance(1, number, `fuzz/${purpose}`);
  }

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.draw() < probability;
  }

  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number {
    return Math.floor(this.draw() * below);
  }

  between(low: number, high: number): number {
    return Number((low + (high - low) * this.draw()).toPrecision(4));
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.whole(items.length)]!;
  }
}
