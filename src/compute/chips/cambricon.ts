/** Cambricon accelerators; no official sheet exists. */
import { type Chip, chip, gigabits, gigabytes, oneWay, range } from './chip.js';
import { cite, evokernel, memoryOfSheets, mlu590M9, mlu590Page, ownEstimate } from './sources.js';

export const cambricon: readonly Chip[] = [
  chip({
    id: 'cambricon-mlu590',
    aliases: ['mlu590'],
    name: 'Cambricon MLU590',
    vendor: 'Cambricon',
    country: 'CN',
    launched: 2023,
    family: 'domestic',
    process: '7nm',
    arithmetic: {
      bf16: cite(314e12, memoryOfSheets),
      int8: cite(628e12, memoryOfSheets),
    },
    memory: cite(gigabytes(96), mlu590M9),
    memoryKind: 'HBM2e',
    bandwidth: cite(2000e9, memoryOfSheets),
    scaleUp: { technology: 'MLU-Link', bandwidth: cite(oneWay(400), evokernel), domain: 8 },
    host: oneWay(64),
    scaleOut: gigabits(200),
    power: {
      limit: cite(450, memoryOfSheets),
      server: cite(300, ownEstimate),
    },
    price: cite(range(8000, 12_000), mlu590Page),
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 5024,
      at: 'int8',
      interconnect: 464e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'module',
    note: 'NO OFFICIAL SPEC. Sources conflict: 256/314/345 BF16 TFLOPS, 64/80/96/192 GB, 1.2-2.4 TB/s, 350-550 W. conflicts: M9 card 96 GB, M9D 80 GB; evokernel figures for MLU590 (512 INT8, 1,228 GB/s, 350 W) are those of MLU290-M5; an unnamed Cambricon card reports 105 W idle and a 550 W limit',
  }),
];
