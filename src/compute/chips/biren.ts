/** Biren accelerators, as announced. */
import { type Chip, chip, gigabits, gigabytes, oneWay } from './chip.js';
import { cite, epochHardware, evokernel, hardwareDossier, ownEstimate } from './sources.js';

export const biren: readonly Chip[] = [
  chip({
    id: 'biren-br100',
    aliases: ['br100'],
    name: 'Biren BR100 (as announced)',
    vendor: 'Biren',
    country: 'CN',
    launched: 2022,
    family: 'domestic',
    process: 'TSMC N7, 2 dies',
    dieArea: cite(1074, epochHardware),
    arithmetic: {
      bf16: cite(1024e12, epochHardware),
      int8: cite(2048e12, epochHardware),
    },
    memory: cite(gigabytes(64), hardwareDossier),
    memoryKind: 'HBM2e',
    bandwidth: cite(1640e9, hardwareDossier),
    scaleUp: { technology: 'BLink', bandwidth: cite(oneWay(512), evokernel), domain: 8 },
    host: oneWay(128),
    scaleOut: gigabits(200),
    power: {
      limit: cite(550, evokernel),
      server: cite(350, ownEstimate),
    },
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 16_384,
      at: 'int8',
      performanceDensity: 15.255,
      interconnect: 640e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'module',
    note: 'Evokernel gives 256 BF16 (that is the FP32 figure). I/O total advertised 2.3 TB/s. Never shipped at announced I/O after Oct 2022. BLink 8 x 64 GB/s = 512 plus PCIe 128 = 640 GB/s as announced; the 896 used before had no source',
  }),
];
