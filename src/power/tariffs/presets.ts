/** Tariffs of real places, written as a user would write them, each with its source. */
import type { Source } from '../../schema/fact.js';

export interface TariffPreset extends Source {
  readonly id: string;
  readonly doc: string;
  /** Parts as a scenario file would hold them. */
  readonly parts: readonly object[];
}

export const tariffPresets: readonly TariffPreset[] = [
  {
    id: 'ningxia-time-of-use',
    doc: 'Zhongwei hub, Ningxia: peak, flat and valley around 0.36 CNY/kWh, cheapest at noon when the sun shines.',
    parts: [
      {
        kind: 'time-of-use',
        zone: 'UTC+8',
        periods: [
          { name: 'peak', price: '0.576 CNY/kWh', hours: ['07:00-09:00', '17:00-23:00'] },
          { name: 'flat', price: '0.36 CNY/kWh', hours: ['23:00-07:00'] },
          { name: 'valley', price: '0.144 CNY/kWh', hours: ['09:00-17:00'] },
        ],
      },
    ],
    source:
      'hub price 0.36 CNY/kWh quoted for Zhongwei (China Daily via cccweb.org, 2020); assumed: multipliers 1.6/1/0.4, picked from 1.5–1.8/1/0.3–0.5, and eight hours each, so that a flat load pays the hub price',
    on: '2020-11',
    tier: 'estimate',
  },
  {
    id: 'texas-flat',
    doc: 'Texas industrial average of 2023, one price at all hours.',
    parts: [{ kind: 'flat', price: '0.066 USD/kWh' }],
    source: 'EIA Electric Power Annual 2023, average revenue per kWh, industrial sector, Texas 6.60 cents',
    on: '2024-10',
    tier: 'data-sheet',
  },
];
