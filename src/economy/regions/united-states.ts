/** Regions of the United States. */
import { neocloudPractice } from './practice.js';
import {
  gramsPerKilowattHour,
  hoursEast,
  perKilowatt,
  perKilowattHour,
  perKilowattYear,
  plain,
  type Region,
} from './region.js';
import { SOURCES } from './sources.js';

const capitalCost = plain(0.07, SOURCES.epochFit, 'estimate', [0.068, 0.1]);
const otherOperations = perKilowattYear(300, SOURCES.epoch, 'data-sheet');

export const unitedStates: readonly Region[] = [
  {
    id: 'us-va',
    name: 'US Northern Virginia (PJM)',
    aliases: ['virginia', 'pjm'],
    zone: hoursEast(-5),
    powerPrice: perKilowattHour(0.08, SOURCES.researchViewer, 'data-sheet', [0.065, 0.1]),
    capacityAdder: perKilowattHour(0.0137, SOURCES.pjm, 'data-sheet'),
    pue: plain(1.15, SOURCES.cloudRegions, 'data-sheet', [1.09, 1.15]),
    facilityPrice: perKilowatt(12500, SOURCES.epochFit, 'estimate'),
    capitalCost,
    otherOperations,
    carbon: gramsPerKilowattHour(367, `${SOURCES.emissions2022} PJM`, 'measured', [322, 367]),
    ...neocloudPractice,
    queueYears: { value: [3, 7], source: SOURCES.memory, tier: 'estimate' },
    note: 'EIA gives Virginia industry 0.089 USD/kWh in 2023; PUE Google 1.09, Azure 1.14, AWS 1.15.',
  },
  {
    id: 'us-tx',
    name: 'US Texas (ERCOT)',
    aliases: ['texas', 'ercot'],
    zone: hoursEast(-6),
    powerPrice: perKilowattHour(0.06, SOURCES.researchViewer, 'data-sheet', [0.045, 0.08]),
    pue: plain(1.2, SOURCES.cloudRegions, 'data-sheet', [1.12, 1.28]),
    facilityPrice: perKilowatt(11500, SOURCES.assumed, 'estimate'),
    capitalCost,
    otherOperations,
    carbon: gramsPerKilowattHour(353, `${SOURCES.emissions2022} ERCO`, 'measured', [317, 353]),
    ...neocloudPractice,
    queueYears: { value: [1, 4], source: SOURCES.memory, tier: 'estimate' },
    note: 'EIA gives Texas industry 0.066 USD/kWh in 2023; PUE is the middle of Google Dallas 1.12 and Azure Texas 1.28.',
  },
  {
    id: 'us-avg',
    name: 'US industrial average',
    aliases: ['us', 'usa'],
    zone: hoursEast(-6),
    powerPrice: perKilowattHour(0.091, SOURCES.ft, 'data-sheet'),
    pue: plain(1.11, SOURCES.cloudRegions, 'data-sheet', [1.07, 1.28]),
    facilityPrice: perKilowatt(12500, SOURCES.epochFit, 'estimate'),
    capitalCost,
    otherOperations,
    carbon: gramsPerKilowattHour(
      375,
      'assumed: between the eight balancing authorities of EIA-930 2022 (52–577)',
      'estimate',
      [52, 577],
    ),
    ...neocloudPractice,
    note: 'PUE is the mean of the US cloud regions published for 2024.',
  },
  {
    id: 'us-ca',
    name: 'US California',
    aliases: ['california', 'caiso'],
    zone: hoursEast(-8),
    powerPrice: perKilowattHour(0.176, SOURCES.researchViewer, 'data-sheet'),
    pue: plain(1.18, SOURCES.cloudRegions, 'data-sheet'),
    facilityPrice: perKilowatt(13300, SOURCES.turner, 'data-sheet'),
    capitalCost,
    otherOperations: perKilowattYear(320, SOURCES.assumed, 'estimate'),
    carbon: gramsPerKilowattHour(255, `${SOURCES.emissions2022} CISO`, 'measured', [194, 255]),
    ...neocloudPractice,
    note: 'EIA gives California industry 0.186 USD/kWh in 2023.',
  },
];
