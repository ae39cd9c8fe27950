/** Visited states as a bitmap over all tuples of valuations that could be, in mixed radix. */
import * as V from '../visited';
import { at, parameter, put } from './memory';

/** Which of the n states in STATES are new; their bits are set then. No number is beyond its radix. */
export function addToBitmap(n: i32): void {
  const width = parameter(V.WIDTH);
  const states = <usize>parameter(V.STATES);
  const keys = <usize>parameter(V.KEYS);
  const fresh = <usize>parameter(V.FRESH);
  const bundles = parameter(V.BUNDLES);
  const word = <usize>parameter(V.WORDS);
  const shift = <usize>parameter(V.SHIFTS);
  const mask = <usize>parameter(V.MASKS);
  const strides = <usize>parameter(V.STRIDES);
  const map = <usize>parameter(V.PLACES);
  let touched = 0;
  for (let i = 0; i < n; i++) {
    const from = states + (<usize>(i * width) << 2);
    let index: u64 = 0;
    for (let b = 0; b < bundles; b++) index += <u64>((at(from, at(word, b)) >>> at(shift, b)) & at(mask, b)) * load<u64>(strides + (<usize>b << 3));
    store<u64>(keys + (<usize>i << 3), index);
    touched ^= load<u8>(map + <usize>(index >> 3));
  }
  put(fresh, n, touched);
  for (let i = 0; i < n; i++) {
    const index = load<u64>(keys + (<usize>i << 3));
    const place = map + <usize>(index >> 3);
    const bit: u8 = 1 << <u8>(index & 7);
    const byte = load<u8>(place);
    put(fresh, i, <i32>((byte & bit) == 0));
    store<u8>(place, byte | bit);
  }
}
