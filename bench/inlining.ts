/** The bench compiles as generously as the program does. */
import { inlineGenerously } from '../src/cli/inlining.js';

inlineGenerously();
