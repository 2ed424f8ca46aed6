/** Hygon accelerators. */
import { type Chip, chip, gigabits, gigabytes, oneWay, range } from './chip.js';
import { cite, evokernel, hardwareDossier, hygonHistory, memoryOfPrices, ownEstimate } from './sources.js';

export const hygon: readonly Chip[] = [
  chip({
    id: 'hygon-dcu-k100ai',
    aliases: ['k100-ai', 'dcu-k100ai'],
    name: 'Hygon DCU K100-AI',
    vendor: 'Hygon',
    country: 'CN',
    launched: 2024,
    family: 'domestic',
    process: '7nm-class',
    arithmetic: {
      bf16: cite(192e12, evokernel),
      int8: cite(392e12, hygonHistory),
    },
    memory: cite(gigabytes(64), hardwareDossier),
    memoryKind: 'GDDR/HBM unclear',
    bandwidth: cite(896e9, hardwareDossier),
    scaleUp: { technology: 'xGMI-like', bandwidth: cite(oneWay(400), evokernel), domain: 8 },
    host: oneWay(128),
    scaleOut: gigabits(200),
    power: {
      limit: cite(400, hygonHistory),
      server: cite(250, ownEstimate),
    },
    price: cite(range(6000, 9000), memoryOfPrices),
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 3136,
      at: 'int8',
      interconnect: 528e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'pcie',
    note: 'No official page; evokernel says 96 GB/2.4 TB/s/600 W. conflicts: 350 W in a community listing, 400 W in a deployment record',
  }),
];
