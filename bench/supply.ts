/** Times a year of dispatch as one linear program: solved afresh, and again from its last basis after a change of prices. */
import { chance } from '../src/kernel/chance.js';
import { loadSolver } from '../src/optimise/solver.js';
import { DispatchProgram } from '../src/power/storage/optimum.js';

const HOURS = 8760;
const MEGAWATT = 1e6;
const MEGAWATT_HOUR = 3.6e9;

/** Prices with a day, a tail and noise [USD/J]. */
const prices = (): number[] => {
  const draw = chance(1, 0, 'bench/prices');
  return Array.from({ length: HOURS }, (_, hour) => {
    const day = 50 - 30 * Math.cos(((hour % 24) / 12) * Math.PI) + 20 * draw();
    return (draw() < 0.01 ? 10 * day : day) / MEGAWATT_HOUR;
  });
};

const timed = (work: () => void): number => {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1000;
};

const price = prices();
const flat = (watts: number) => new Float64Array(HOURS).fill(watts);

/** @param demandCharge of the highest import [USD/W]: its one column ties all hours together, and the solver feels it */
const print = (name: string, demandCharge: number): void => {
  let program!: DispatchProgram;
  const afresh = timed(() => {
    program = new DispatchProgram({
      step: 3600,
      price,
      load: flat(10 * MEGAWATT),
      free: flat(2 * MEGAWATT),
      limit: 12 * MEGAWATT,
      exportLimit: 0,
      exportPrice: flat(0),
      store: {
        power: 4 * MEGAWATT,
        floor: 0,
        full: 16 * MEGAWATT_HOUR,
        start: 0,
        end: 0,
        chargeEfficiency: 0.948,
        dischargeEfficiency: 0.948,
        wear: 6.22 / MEGAWATT_HOUR,
      },
      demandCharge,
      lostLoad: 10_000 / MEGAWATT_HOUR,
    });
    program.solve();
  });
  const again = timed(() => {
    program.reprice(price.map((dollars) => 1.01 * dollars));
    program.solve();
  });
  program.close();
  console.log(
    `${`dispatch of ${HOURS} h, ${name}`.padEnd(46)} ${afresh.toFixed(2)} s afresh (goal 3), ${again.toFixed(3)} s at prices 1% higher (goal 0.15)`,
  );
};

await loadSolver();
print('battery', 0);
print('battery and demand charge', 0.1);
