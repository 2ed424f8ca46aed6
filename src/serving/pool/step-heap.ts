/** Heaps of decode steps at which something happens to a slot: int32 keys (step << bits | slot) in a region of one shared column. */

/** Adds a key to the heap of `size` keys that starts at `offset`. */
export const pushKey = (keys: Int32Array, offset: number, size: number, key: number): void => {
  let at = size;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = keys[offset + parent]!;
    if (above <= key) break;
    keys[offset + at] = above;
    at = parent;
  }
  keys[offset + at] = key;
};

/** Removes the smallest key of a heap of `size` keys. */
export const popKey = (keys: Int32Array, offset: number, size: number): void => {
  sink(keys, offset, size - 1, 0, keys[offset + size - 1]!);
};

/** Removes the key of a slot, if the heap has one, and says whether it had. */
export const removeSlot = (keys: Int32Array, offset: number, size: number, slot: number, mask: number): boolean => {
  for (let at = 0; at < size; at++) {
    if ((keys[offset + at]! & mask) !== slot) continue;
    const last = keys[offset + size - 1]!;
    if (at === size - 1) return true;
    sink(keys, offset, size - 1, at, last);
    if (keys[offset + at] === last) {
      let child = at;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        const above = keys[offset + parent]!;
        if (above <= last) break;
        keys[offset + child] = above;
        child = parent;
      }
      keys[offset + child] = last;
    }
    return true;
  }
  return false;
};

/** Puts `key` at place `at` of a heap of `size` keys and lets it sink. */
const sink = (keys: Int32Array, offset: number, size: number, at: number, key: number): void => {
  let place = at;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= size) break;
    if (child + 1 < size && keys[offset + child + 1]! < keys[offset + child]!) child++;
    const below = keys[offset + child]!;
    if (below >= key) break;
    keys[offset + place] = below;
    place = child;
  }
  if (place < size) keys[offset + place] = key;
};
