import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../src/economy/ledger.js';
import { enforced } from '../../src/kernel/component.js';

describe('the ledger', () => {
  test('keeps balances by account and by interval', () => {
    const ledger = new Ledger();
    const writing = ledger.account('electricity/writing', 'USD');
    const tokens = ledger.account('tokens/written', 'token');
    writing.post(0, 1.5);
    writing.post(2, 2.5);
    tokens.post(2, 1000);
    expect(ledger.balances('USD')).toEqual([{ name: 'electricity/writing', amount: 4 }]);
    expect(ledger.series('electricity/writing')).toEqual([1.5, 0, 2.5]);
    expect(ledger.series('nobody')).toEqual([]);
    expect([ledger.total('USD'), ledger.total('token'), ledger.total('kg')]).toEqual([4, 1000, 0]);
  });

  test('refuses to post anything twice, or what is no number', () => {
    const account = new Ledger().account('carbon', 'kg');
    account.post(3, 1);
    expect(() => account.post(3, 1)).toThrowErrorMatchingInlineSnapshot(
      `[Error: carbon: interval 3 has been posted already]`,
    );
    expect(() => account.post(4, Number.NaN)).toThrowErrorMatchingInlineSnapshot(
      `[Error: carbon: NaN kg cannot be posted]`,
    );
    expect(account.balance).toBe(1);
  });

  test('refuses two accounts of one name', () => {
    const ledger = new Ledger();
    ledger.account('carbon', 'kg');
    expect(() => ledger.account('carbon', 'J')).toThrow('already has an account carbon');
  });

  test('parts sum to a whole that was metered apart, whatever is posted in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.double({ min: -1e9, max: 1e9, noNaN: true })), { maxLength: 200 }),
        (postings) => {
          const ledger = new Ledger();
          const accounts = Array.from({ length: 5 }, (_, index) => ledger.account(`account-${index}`, 'J'));
          let metered = 0;
          for (const [index, [row, amount]] of postings.entries()) {
            accounts[row]!.post(index, amount);
            metered += amount;
          }
          ledger.check(enforced('ledger', 0), 'J', metered);
        },
      ),
    );
  });

  test('breaks its law when a joule in a million is not posted', () => {
    const ledger = new Ledger();
    ledger.account('chips', 'J').post(0, 999_999);
    expect(() => ledger.check(enforced('ledger', 60), 'J', 1_000_000)).toThrowErrorMatchingInlineSnapshot(
      `[LawBroken: ledger at 60 s: ledger: accounts hold 999999 J, but 1000000 J was metered]`,
    );
    expect(() => ledger.check(enforced('ledger', 60), 'USD', 0)).not.toThrow();
  });
});
