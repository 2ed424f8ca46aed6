/** The book of a run: every joule, dollar, kilogram and token is posted once, to one account, for one interval. */
import type { Law } from '../kernel/component.js';

export const LEDGER_UNITS = ['J', 'USD', 'kg', 'token'] as const;
export type LedgerUnit = (typeof LEDGER_UNITS)[number];

/** One account of the book, in one unit. */
export interface Account {
  /** `electricity/writing` */
  readonly name: string;
  readonly unit: LedgerUnit;
  /** Posts what happened in interval `index`.
   *  @throws Error when that interval has been posted already, or the amount is no finite number */
  post(index: number, amount: number): void;
  readonly balance: number;
}

export class Ledger {
  private readonly accounts = new Map<string, Book>();

  /** Opens an account. @throws Error when the name is taken */
  account(name: string, unit: LedgerUnit): Account {
    if (this.accounts.has(name)) throw new Error(`the ledger already has an account ${name}`);
    const book = new Book(name, unit);
    this.accounts.set(name, book);
    return book;
  }

  /** Everything posted in a unit. */
  total(unit: LedgerUnit): number {
    return this.booksIn(unit).reduce((sum, book) => sum + book.balance, 0);
  }

  /** Balances by account, in the order in which they were opened. */
  balances(unit: LedgerUnit): readonly { readonly name: string; readonly amount: number }[] {
    return this.booksIn(unit).map((book) => ({ name: book.name, amount: book.balance }));
  }

  /** What an account holds; 0 for one that was never opened. */
  balance(name: string): number {
    return this.accounts.get(name)?.balance ?? 0;
  }

  /** An account's amounts, one per interval; 0 where nothing was posted. */
  series(name: string): readonly number[] {
    return this.accounts.get(name)?.series() ?? [];
  }

  /** The parts sum to the whole: all accounts in a unit hold what somebody else metered of it, to 1e-9 of what passed through them. */
  check(law: Law, unit: LedgerUnit, metered: number): void {
    const posted = this.total(unit);
    const passed = this.booksIn(unit).reduce((sum, book) => sum + book.size(), Math.abs(metered));
    law(
      Math.abs(posted - metered) <= 1e-9 * passed,
      () => `ledger: accounts hold ${posted} ${unit}, but ${metered} ${unit} was metered`,
    );
  }

  private booksIn(unit: LedgerUnit): readonly Book[] {
    return [...this.accounts.values()].filter((book) => book.unit === unit);
  }
}

class Book implements Account {
  /** Amount by interval; a hole is an interval that nothing was posted for. */
  private readonly posted: number[] = [];

  constructor(
    readonly name: string,
    readonly unit: LedgerUnit,
  ) {}

  post(index: number, amount: number): void {
    if (!Number.isFinite(amount)) throw new Error(`${this.name}: ${amount} ${this.unit} cannot be posted`);
    if (index in this.posted) throw new Error(`${this.name}: interval ${index} has been posted already`);
    this.posted[index] = amount;
  }

  /** Sum over intervals in order. */
  get balance(): number {
    return this.posted.reduce((sum, amount) => sum + amount, 0);
  }

  /** Sum of magnitudes, the scale of rounding. */
  size(): number {
    return this.posted.reduce((sum, amount) => sum + Math.abs(amount), 0);
  }

  series(): readonly number[] {
    return Array.from(this.posted, (amount) => amount ?? 0);
  }
}
