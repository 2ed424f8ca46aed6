/** Everything that `npm run bench` prints, in order. */
import './inlining.js';
import './bench.js';
import './prefix.js';
import './supply.js';
import './course.js';
import './cpp.js';
