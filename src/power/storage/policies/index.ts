/** The shelf of storage policies. */
import { makeFrom, type ShelfValue, shelfField } from '../../../schema/shelf.js';
import { lookAhead } from './look-ahead.js';
import { off } from './off.js';
import { peakShave } from './peak-shave.js';
import type { PolicyContext, StoragePolicy } from './policy.js';
import { selfConsumption } from './self-consumption.js';
import { threshold } from './threshold.js';

export const storagePolicies = [off, selfConsumption, threshold, peakShave, lookAhead] as const;

export const policyField = shelfField(storagePolicies, 'When the battery gives and takes.');

export const makePolicy = (value: ShelfValue<typeof policyField>, context: PolicyContext): StoragePolicy =>
  makeFrom(storagePolicies, value, context);
