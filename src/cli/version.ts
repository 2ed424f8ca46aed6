/** The version of this program, as its package states it. */
import about from '../../package.json' with { type: 'json' };

export const VERSION: string = about.version;
