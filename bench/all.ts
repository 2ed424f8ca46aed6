/** Everything that `npm run bench` prints, in order. */
import './bench.js';
import './cpp.js';
