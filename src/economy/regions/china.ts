/** Regions of China. */
import { chinesePractice } from './practice.js';
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

const zone = hoursEast(8);
const capitalCost = plain(0.05, SOURCES.assumed, 'estimate', [0.035, 0.08]);
const carbon = gramsPerKilowattHour(536.6, SOURCES.chinaCarbon, 'data-sheet', [107, 700]);

const west = {
  zone,
  facilityPrice: perKilowatt(5000, SOURCES.vnet, 'estimate', [3500, 7100]),
  capitalCost,
  otherOperations: perKilowattYear(85, SOURCES.assumed, 'estimate'),
  carbon,
  ...chinesePractice(70),
} as const;

export const china: readonly Region[] = [
  {
    id: 'cn-west-green',
    name: 'China, hubs of Inner Mongolia, Gansu and Ningxia, direct green power',
    place: { name: 'Zhongwei', latitude: 37.51, longitude: 105.19, altitude: 1230 },
    aliases: ['ningxia', 'zhongwei', 'gansu', 'qingyang', 'inner-mongolia', 'horinger', 'cn-west'],
    ...west,
    powerPrice: perKilowattHour(0.035, SOURCES.zuowenti, 'data-sheet', [0.028, 0.056]),
    pue: plain(1.15, SOURCES.hubs, 'data-sheet', [1.07, 1.25]),
    note: '0.2–0.3 CNY/kWh against 0.36–0.40 CNY quoted as delivered at Zhongwei and Qingyang (0.050–0.056 USD); PUE claims of 1.07–1.15 against 1.25 published for a cloud region in Ningxia. Carbon is the national average: direct green power would be lower.',
  },
  {
    id: 'cn-west-subsidised',
    name: 'China, western hub with the domestic-chip subsidy',
    place: { name: 'Zhongwei', latitude: 37.51, longitude: 105.19, altitude: 1230 },
    aliases: [],
    ...west,
    powerPrice: perKilowattHour(0.056, SOURCES.ft, 'data-sheet'),
    pue: plain(1.18, SOURCES.hubs, 'data-sheet', [1.07, 1.25]),
    condition: 'every accelerator comes from a Chinese vendor',
  },
  {
    id: 'cn-guizhou',
    name: 'China, Guizhou (Gui’an)',
    place: { name: 'Gui’an', latitude: 26.41, longitude: 106.53, altitude: 1250 },
    aliases: ['guizhou', 'guian'],
    ...west,
    powerPrice: perKilowattHour(0.049, SOURCES.hubs, 'data-sheet', [0.049, 0.06]),
    pue: plain(1.2, SOURCES.hubs, 'data-sheet'),
    note: '0.35 CNY/kWh quoted in 2021 and 2026 (0.049 USD).',
  },
  {
    id: 'cn-east',
    name: 'China, Yangtze and Pearl deltas',
    place: { name: 'Shanghai', latitude: 31.23, longitude: 121.47, altitude: 4 },
    aliases: ['shanghai', 'beijing', 'shenzhen', 'hangzhou', 'guangdong'],
    zone,
    powerPrice: perKilowattHour(0.091, SOURCES.mffb, 'data-sheet', [0.075, 0.105]),
    pue: plain(1.3, SOURCES.policy, 'estimate'),
    facilityPrice: perKilowatt(7110, SOURCES.cushman, 'data-sheet', [5000, 7400]),
    capitalCost,
    otherOperations: perKilowattYear(95, SOURCES.assumed, 'estimate'),
    carbon,
    ...chinesePractice(80),
    note: 'Beijing and Shanghai mid-spec build; an older estimate was 6,000 USD/kW.',
  },
];
