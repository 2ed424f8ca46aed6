/** The source of a model's hyperparameters: the configuration file published with its weights, as a public repository keeps it. */
import type { Source } from '../../schema/fact.js';

export const configuration = (file: string): Source => ({ source: file, on: '2026-11', tier: 'data-sheet' });
