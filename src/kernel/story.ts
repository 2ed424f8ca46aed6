/** Calm things told as stories: a generator that does something, yields how long to wait, and goes on. */
import type { Seconds } from '../units/quantity.js';
import type { Kernel, Order } from './kernel.js';

/** What happens, with the waits [s] in between. */
export type Story = Generator<Seconds, void, void>;

/** Begins a story at the present instant, in its turn; it goes on until it returns. Each story is one event of the kernel, so that one with
 *  a wait that is negative or not a number is refused by name.
 *
 *      tell(kernel, 'price', Order.supply, function* () { for (const price of day) { port.send(price); yield 3600; } });
 */
export const tell = (kernel: Kernel, name: string, order: Order, begin: () => Story): void => {
  const story = begin();
  const event = kernel.event(name, order, () => {
    const { done, value } = story.next();
    if (done !== true) kernel.after(value, event);
  });
  kernel.after(0, event);
};
