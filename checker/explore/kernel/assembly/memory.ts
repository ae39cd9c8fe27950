/** Reading and writing 32-bit numbers, and what is done with the words of a state. */
import * as P from '../parameters';

export const NONE = -1;

// @ts-ignore: decorator
@inline
export function at(address: usize, k: i32): i32 {
  return load<i32>(address + ((<usize>(<u32>k)) << 2));
}
// @ts-ignore: decorator
@inline
export function put(address: usize, k: i32, value: i32): void {
  store<i32>(address + ((<usize>(<u32>k)) << 2), value);
}
// @ts-ignore: decorator
@inline
export function parameter(k: i32): i32 {
  return load<i32>(<usize>P.PARAMETERS + (<usize>k << 2));
}
// @ts-ignore: decorator
@inline
export function set(k: i32, value: i32): void {
  store<i32>(<usize>P.PARAMETERS + (<usize>k << 2), value);
}

// @ts-ignore: decorator
@inline
export function same(a: usize, b: usize, width: i32): bool {
  if (width == 2) return load<u64>(a) == load<u64>(b);
  let k = 0;
  while (k < width && at(a, k) == at(b, k)) k++;
  return k == width;
}
// @ts-ignore: decorator
@inline
export function copy(to: usize, from: usize, width: i32): void {
  if (width == 2) store<u64>(to, load<u64>(from));
  else for (let k = 0; k < width; k++) put(to, k, at(from, k));
}
// @ts-ignore: decorator
@inline
export function mixed(h: i32, word: i32): i32 {
  h = (h ^ word) * <i32>0x85ebca6b;
  return (h ^ (h >>> 15)) * <i32>0xc2b2ae35;
}
/** The hash of Store. */
// @ts-ignore: decorator
@inline
export function hashOf(words: usize, width: i32): i32 {
  let h: i32 = <i32>0x9e3779b9;
  if (width == 2) h = mixed(mixed(h, at(words, 0)), at(words, 1));
  else for (let k = 0; k < width; k++) h = mixed(h, at(words, k));
  return h ^ (h >>> 16);
}
