/** Numbers of states: their valuations in mixed radix. */
import { at } from './memory';

/** The number of the state in `from`; how it is packed is told once for many. No valuation is beyond its radix. */
// @ts-ignore: decorator
@inline
export function indexOf(from: usize, bundles: i32, word: usize, shift: usize, mask: usize, strides: usize): u64 {
  let index: u64 = 0;
  for (let b = 0; b < bundles; b++) index += <u64>(<u32>((at(from, at(word, b)) >>> at(shift, b)) & at(mask, b))) * load<u64>(strides + (<usize>b << 3));
  return index;
}
