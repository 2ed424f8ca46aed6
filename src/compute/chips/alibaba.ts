/** Alibaba T-Head accelerators. */
import { type Chip, chip, gigabits, gigabytes, oneWay } from './chip.js';
import { cite, deviceReadings, ownEstimate, ppuBroadcast, ppuZw810E } from './sources.js';

export const alibaba: readonly Chip[] = [
  chip({
    id: 'thead-ppu',
    aliases: ['ppu'],
    name: 'Alibaba T-Head PPU',
    vendor: 'Alibaba',
    country: 'CN',
    launched: 2025,
    family: 'domestic',
    process: '7nm-class',
    arithmetic: {
      bf16: cite(123e12, ppuZw810E),
      int8: cite(246e12, ppuZw810E),
    },
    memory: cite(gigabytes(96), ppuBroadcast),
    memoryKind: 'HBM2e',
    bandwidth: cite(2500e9, ownEstimate),
    scaleUp: { technology: 'ICN', bandwidth: cite(oneWay(700), ppuBroadcast), domain: 16 },
    host: oneWay(128),
    scaleOut: gigabits(200),
    power: {
      limit: cite(400, ppuBroadcast),
      idle: cite(70, deviceReadings),
      server: cite(300, ownEstimate),
    },
    control: {
      dataCentre: true,
      soldCommerciallyInUs: false,
      cloudOnly: false,
      totalProcessingPerformance: 1968,
      at: 'bf16',
      interconnect: 828e9,
    },
    kernels: { curves: 'typical', tier: 'estimate' },
    drawLaw: 'pooled',
    capCurve: 'module',
    note: 'Idle 57-81 W and 400 W limit in posted readings; card name PPU ZW810E',
  }),
];
