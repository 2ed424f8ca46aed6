/** Moore Threads accelerators. */
import { type Chip, chip, gigabits, gigabytes, oneWay } from './chip.js';
import { cite, evokernel, hardwareDossier, ownEstimate } from './sources.js';

export const mooreThreads: readonly Chip[] = [
  chip({
    id: 'moorethreads-s4000',
    aliases: ['mtt-s4000', 's4000'],
    name: 'Moore Threads MTT S4000',
    vendor: 'Moore Threads',
    country: 'CN',
    launched: 2023,
    family: 'domestic',
    process: '12nm/7nm unclear',
    arithmetic: {
      bf16: cite(100e12, evokernel),
      int8: cite(200e12, evokernel),
    },
    memory: cite(gigabytes(48), hardwareDossier),
    memoryKind: 'GDDR6',
    bandwidth: cite(768e9, hardwareDossier),
    scaleUp: { technology: 'MTLink', bandwidth: cite(oneWay(240), hardwareDossier), domain: 8 },
    host: oneWay(128),
    scaleOut: gigabits(200),
    power: {
      limit: cite(450, hardwareDossier),
      server: cite(250, ownEstimate),
    },
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 1600,
      at: 'int8',
      interconnect: 368e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'pcie',
  }),
];
