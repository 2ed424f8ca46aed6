/** Baidu Kunlun accelerators. */
import { type Chip, chip, gigabits, gigabytes, oneWay } from './chip.js';
import { cite, deviceReadings, ownEstimate, p800Default } from './sources.js';

export const baidu: readonly Chip[] = [
  chip({
    id: 'baidu-kunlun-p800',
    aliases: ['kunlun-p800', 'p800'],
    name: 'Baidu Kunlun P800',
    vendor: 'Baidu',
    country: 'CN',
    launched: 2024,
    family: 'domestic',
    process: '7nm',
    arithmetic: {
      bf16: cite(280e12, p800Default),
      int8: cite(560e12, ownEstimate),
    },
    memory: cite(gigabytes(96), p800Default),
    memoryKind: 'HBM',
    bandwidth: cite(2000e9, p800Default),
    scaleUp: { technology: 'XPU-Link', bandwidth: cite(oneWay(400), ownEstimate), domain: 8 },
    host: oneWay(128),
    scaleOut: gigabits(200),
    power: {
      limit: cite(400, deviceReadings),
      idle: cite(88, deviceReadings),
      server: cite(300, ownEstimate),
    },
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 4480,
      at: 'int8',
      interconnect: 528e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'pcie',
    note: 'Other sources: 345 BF16 TFLOPS. idle 85-98 W and 400 W limit in nine posted readings',
  }),
];
