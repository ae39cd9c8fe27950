/** Numbers of states: their valuations in mixed radix. */
import * as V from '../visited';
import { at, parameter } from './memory';

/** The numbers of the n states in STATES go to KEYS. No valuation is beyond its radix. */
export function indices(n: i32): void {
  const width = parameter(V.WIDTH);
  const states = <usize>parameter(V.STATES);
  const keys = <usize>parameter(V.KEYS);
  const bundles = parameter(V.BUNDLES);
  const word = <usize>parameter(V.WORDS);
  const shift = <usize>parameter(V.SHIFTS);
  const mask = <usize>parameter(V.MASKS);
  const strides = <usize>parameter(V.STRIDES);
  for (let i = 0; i < n; i++) {
    const from = states + (<usize>(i * width) << 2);
    let index: u64 = 0;
    for (let b = 0; b < bundles; b++) index += <u64>(<u32>((at(from, at(word, b)) >>> at(shift, b)) & at(mask, b))) * load<u64>(strides + (<usize>b << 3));
    store<u64>(keys + (<usize>i << 3), index);
  }
}
