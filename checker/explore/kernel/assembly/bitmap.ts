/** Visited states as a bitmap over the numbers that states could have. */
import * as V from '../visited';
import { indices } from './index';
import { parameter, put } from './memory';

/** Which of the n states in STATES are new; their bits are set then. */
export function addToBitmap(n: i32): void {
  indices(n);
  const keys = <usize>parameter(V.KEYS);
  const fresh = <usize>parameter(V.FRESH);
  const map = <usize>parameter(V.PLACES);
  for (let i = 0; i < n; i++) {
    const index = load<u64>(keys + (<usize>i << 3));
    const place = map + <usize>(index >> 3);
    const bit: u8 = 1 << <u8>(index & 7);
    const byte = load<u8>(place);
    put(fresh, i, <i32>((byte & bit) == 0));
    store<u8>(place, byte | bit);
  }
}
