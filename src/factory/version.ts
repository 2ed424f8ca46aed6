/** The version of this program, as its package states it; part of every answer. */
import manifest from '../../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
