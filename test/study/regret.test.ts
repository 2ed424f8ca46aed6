import { beforeAll, expect, test } from 'vitest';
import { Kernel } from '../../src/kernel/kernel.js';
import { loadSolver } from '../../src/optimise/solver.js';
import { calendarFrom } from '../../src/power/calendar.js';
import { makeSite, powerFields } from '../../src/power/plan.js';
import { fact } from '../../src/schema/fact.js';
import { storageRegret } from '../../src/study/regret.js';
import { here } from '../power/here.js';

const context = {
  name: 'site',
  calendar: calendarFrom('2025-06-01T00:00', 0)!,
  zone: 0,
  series: new Map(),
  ...here,
  dollars: ({ amount }: { amount: number }) => amount,
  provisioned: 10e6,
  region: {
    powerPrice: fact(0.05 / 3.6e6, 'a test', 'estimate'),
    pue: fact(1.15, 'a test', 'estimate'),
    carbon: fact(1.5e-7, 'a test', 'estimate'),
  },
};
const timeOfUse = [
  {
    kind: 'time-of-use',
    periods: [
      { name: 'night', price: '0.03 USD/kWh', hours: ['00:00-06:00'] },
      { name: 'day', price: '0.10 USD/kWh', hours: ['06:00-17:00', '21:00-24:00'] },
      { name: 'evening', price: '0.30 USD/kWh', hours: ['17:00-21:00'] },
    ],
  },
];
const ran = (policy: object, more: readonly object[] = [], tariff: readonly object[] = timeOfUse) => {
  const kernel = new Kernel();
  const sources = [
    { kind: 'grid' },
    { kind: 'solar', capacity: '8 MW' },
    { kind: 'battery', power: '2 MW', energy: '8 MWh', start: '20%', policy },
    ...more,
  ];
  const site = makeSite(kernel, powerFields.parse({ interval: '5 minute', sources, tariff }), context);
  site.start();
  for (let at = 0; at < 3 * 288; at++) {
    site.settle(5e6);
    kernel.run((at + 1) * 300);
  }
  return site.report();
};

beforeAll(loadSolver);

test('no policy beats perfect foresight, and one that acts on prices regrets less than one that does nothing', () => {
  const off = storageRegret(ran({ kind: 'off' }))!;
  const ahead = storageRegret(ran({ kind: 'look-ahead' }))!;
  expect(ahead.dollars).toBeGreaterThanOrEqual(0);
  expect(off.dollars).toBeGreaterThan(ahead.dollars);
  expect(ahead.share).toBeLessThan(off.share!);
});

test('where every hour costs the same and there is no sun, an idle battery regrets nothing', () => {
  const kernel = new Kernel();
  const sources = [
    { kind: 'grid' },
    { kind: 'battery', power: '2 MW', energy: '8 MWh', start: '20%', ages: false, policy: { kind: 'off' } },
  ];
  const tariff = [{ kind: 'flat', price: '0.10 USD/kWh' }];
  const site = makeSite(kernel, powerFields.parse({ interval: '5 minute', sources, tariff }), context);
  site.start();
  for (let at = 0; at < 288; at++) {
    site.settle(5e6);
    kernel.run((at + 1) * 300);
  }
  expect(storageRegret(site.report())!.dollars).toBeCloseTo(0, 3);
});

test('what the plan knows nothing of is not judged', () => {
  expect(storageRegret(ran({ kind: 'off' }, [{ kind: 'genset', power: '1 MW' }]))).toBeNull();
  const peaky = [...timeOfUse, { kind: 'demand', price: '15 USD/(kW month)' }];
  expect(storageRegret(ran({ kind: 'off' }, [], peaky))).toBeNull();
});
