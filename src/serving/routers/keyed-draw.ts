/** Draws that belong to a request: the same whatever else happens, because they are computed from its number. */

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/**
 * Two words of 32 random bits for a counter under a key: Threefry-2x32, 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC11). Written into `out`.
 */
export const threefry = (key0: number, key1: number, counter0: number, counter1: number, out: Uint32Array): void => {
  const keys = [key0 | 0, key1 | 0, PARITY ^ key0 ^ key1];
  let a = (counter0 + keys[0]!) | 0;
  let b = (counter1 + keys[1]!) | 0;
  for (let round = 0; round < 20; round++) {
    a = (a + b) | 0;
    const turn = ROTATIONS[round & 7]!;
    b = ((b << turn) | (b >>> (32 - turn))) ^ a;
    if ((round & 3) !== 3) continue;
    const turnKey = (round + 1) >> 2;
    a = (a + keys[turnKey % 3]!) | 0;
    b = (b + keys[(turnKey + 1) % 3]! + turnKey) | 0;
  }
  out[0] = a;
  out[1] = b;
};
