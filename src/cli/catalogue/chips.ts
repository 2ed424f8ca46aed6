/** Chips for `list`, `show` and `explain`. */
import type { Chip } from '../../compute/chips/chip.js';
import {
  ARITHMETIC_LADDER,
  BANDWIDTH_LADDER,
  CHIP_POWER_LADDER,
  factRow,
  MEMORY_LADDER,
  moneyRange,
  on,
  plainRow,
} from './figures.js';
import type { Item, Kind } from './kind.js';

const item = (chip: Chip): Item => ({
  name: chip.id,
  aliases: chip.aliases,
  doc: `${chip.name}: ${chip.vendor} (${chip.country}), ${chip.launched}.`,
  columns: {
    also: chip.aliases[0] ?? '',
    memory: on(MEMORY_LADDER)(chip.memory.value),
    bandwidth: on(BANDWIDTH_LADDER)(chip.bandwidth.value),
    bf16: chip.arithmetic.bf16 === undefined ? '—' : on(ARITHMETIC_LADDER)(chip.arithmetic.bf16.value),
    power: on(CHIP_POWER_LADDER)(chip.power.limit.value),
    year: String(chip.launched),
    kernels: chip.kernels.tier,
  },
  rows: [
    ...plainRow('process', chip.process),
    ...factRow('memory', chip.memory, (value) => `${on(MEMORY_LADDER)(value)} ${chip.memoryKind}`),
    ...factRow('memory bandwidth', chip.bandwidth, on(BANDWIDTH_LADDER)),
    ...Object.entries(chip.arithmetic).flatMap(([kind, fact]) =>
      factRow(`${kind}, dense`, fact, on(ARITHMETIC_LADDER)),
    ),
    ...factRow(
      `${chip.scaleUp.technology}, one way`,
      chip.scaleUp.bandwidth,
      (value) => `${on(BANDWIDTH_LADDER)(value)} among ${chip.scaleUp.domain}`,
    ),
    ...plainRow('host link, one way', on(BANDWIDTH_LADDER)(chip.host)),
    ...plainRow('network, one way', on(BANDWIDTH_LADDER)(chip.scaleOut)),
    ...factRow('power limit', chip.power.limit, on(CHIP_POWER_LADDER)),
    ...factRow('idle', chip.power.idle, on(CHIP_POWER_LADDER)),
    ...factRow('server, per chip', chip.power.server, on(CHIP_POWER_LADDER)),
    ...factRow('all in, per chip', chip.power.allIn, on(CHIP_POWER_LADDER)),
    ...factRow('die area', chip.dieArea, (value) => `${value} mm²`),
    ...factRow('price', chip.price, moneyRange),
    ...factRow('rent per hour', chip.rentalPerHour, moneyRange),
    ...factRow(
      'cost of ownership per hour',
      chip.ownershipPerHour,
      (value) => `${moneyRange({ low: value.hyperscaler, high: value.neocloud })}`,
    ),
    ...plainRow('kernel speeds', `${chip.kernels.tier} (${chip.kernels.curves})`),
    ...plainRow('trade family', chip.family),
    ...plainRow('note', chip.note),
  ],
  data: chip,
});

export const chipKind: Kind = {
  many: 'chips',
  one: 'chip',
  doc: 'Accelerators, by data sheet and measurement.',
  items: async () => (await import('../../compute/chips/index.js')).chips.map(item),
};
