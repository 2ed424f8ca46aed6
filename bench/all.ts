/** Everything that `npm run bench` prints, in order. */
import './inlining.js';
import './bench.js';
import './cpp.js';
