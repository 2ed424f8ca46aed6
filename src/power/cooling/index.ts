/** The shelf of ways to cool. */
import { checkFrom, makeFrom, type ShelfValue, shelfField } from '../../schema/shelf.js';
import { airEconomiser } from './air-economiser.js';
import { chiller } from './chiller.js';
import type { Cooling } from './cooling.js';
import { dryCooler } from './dry-cooler.js';
import { wetTower } from './wet-tower.js';

export const coolings = [airEconomiser, wetTower, dryCooler, chiller] as const;

export const coolingField = shelfField(coolings, 'How heat leaves the hall.');

export type CoolingValue = ShelfValue<typeof coolingField>;

export const makeCooling = (value: CoolingValue): Cooling => makeFrom<Cooling>(coolings, value);

export const checkCooling = (value: CoolingValue) => checkFrom(coolings, value);
