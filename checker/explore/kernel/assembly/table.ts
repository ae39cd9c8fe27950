/**
 * Visited states as a quotient table (Cleary 1984): the number of a state, of up to 63 bits, is mixed by a permutation; its low bits are the number
 * of a bucket, the others are kept there. Nothing is lost: bucket and entry together are the state. A bucket is a line of the cache; a state that
 * finds its bucket full is kept whole, in the stash.
 */
import * as V from '../visited';
import { indices } from './index';
import { at, parameter, put, set } from './memory';

/** 64 bytes a bucket; the last four tell how many entries it has. */
const BUCKET = 6;
const HELD = 15;
/** States whose buckets are touched before the first of them is looked at, so that misses of the cache overlap. */
const TOGETHER = 256;

/** A permutation of the numbers below 2^bits: products by odd numbers, and high bits into low ones. */
// @ts-ignore: decorator
@inline
function mixed(key: u64, bits: u64, within: u64): u64 {
  key = (key * 0x9e3779b97f4a7c15) & within;
  key ^= key >> (bits >> 1);
  key = (key * 0xd6e8feb86659fd93) & within;
  return key ^ (key >> (bits >> 1));
}

/** Which of the n states in STATES are new; they are in the table then. There is room. */
export function addToTable(n: i32): void {
  indices(n);
  const keys = <usize>parameter(V.KEYS);
  const order = <usize>parameter(V.ORDER);
  const bits = <u64>parameter(V.ALL_BITS);
  const within: u64 = (<u64>1 << bits) - 1;
  const quotient = <u64>parameter(V.BUCKET_BITS);
  const bucketOf: u64 = (<u64>1 << quotient) - 1;
  const buckets = <usize>parameter(V.PLACES);
  const sorted = n >= V.SORTED && parameter(V.SORTING) != 0;
  for (let i = 0; i < n; i++) store<u64>(keys + (<usize>i << 3), mixed(load<u64>(keys + (<usize>i << 3)), bits, within));
  const ordered = sorted ? <usize>parameter(V.ORDERED) : keys;
  if (sorted) sort(n, keys, ordered, order, quotient - V.REGION_BITS, bucketOf);
  const fresh = <usize>parameter(V.FRESH);
  const bytes = parameter(V.ENTRY_BYTES);
  const most = parameter(V.ENTRIES);
  let touched = 0;
  for (let from = 0; from < n; from += TOGETHER) {
    const to = min(n, from + TOGETHER);
    for (let k = from; k < to; k++) touched ^= load<i32>(buckets + (<usize>(load<u64>(ordered + (<usize>k << 3)) & bucketOf) << BUCKET));
    for (let k = from; k < to; k++) {
      const key = load<u64>(ordered + (<usize>k << 3));
      put(fresh, sorted ? at(order, k) : k, add(key, buckets + (<usize>(key & bucketOf) << BUCKET), key >> quotient, bytes, most));
    }
  }
  put(order, n, touched);
}

/** Of many states those whose buckets lie near each other come together, otherwise in their order: pages are met one after the other. What is new does not depend on it, as equal states stay in order. */
function sort(n: i32, keys: usize, ordered: usize, order: usize, shift: u64, bucketOf: u64): void {
  const starts = <usize>parameter(V.STARTS);
  memory.fill(starts, 0, 4 << V.REGION_BITS);
  for (let i = 0; i < n; i++) {
    const r = <i32>((load<u64>(keys + (<usize>i << 3)) & bucketOf) >> shift);
    put(starts, r, at(starts, r) + 1);
  }
  for (let r = 0, sum = 0; r < 1 << V.REGION_BITS; r++) {
    const count = at(starts, r);
    put(starts, r, sum);
    sum += count;
  }
  for (let i = 0; i < n; i++) {
    const key = load<u64>(keys + (<usize>i << 3));
    const r = <i32>((key & bucketOf) >> shift);
    const place = at(starts, r);
    put(starts, r, place + 1);
    put(order, place, i);
    store<u64>(ordered + (<usize>place << 3), key);
  }
}

/** 1 if the entry is new in its bucket, or the key in the stash. */
// @ts-ignore: decorator
@inline
function add(key: u64, bucket: usize, entry: u64, bytes: i32, most: i32): i32 {
  const held = at(bucket, HELD);
  let same: u64;
  if (bytes == 2) {
    const e = i16x8.splat(<i16>entry);
    same = <u64>i16x8.bitmask(i16x8.eq(v128.load(bucket), e)) | (<u64>i16x8.bitmask(i16x8.eq(v128.load(bucket, 16), e)) << 8)
      | (<u64>i16x8.bitmask(i16x8.eq(v128.load(bucket, 32), e)) << 16) | (<u64>i16x8.bitmask(i16x8.eq(v128.load(bucket, 48), e)) << 24);
  } else if (bytes == 4) {
    const e = i32x4.splat(<i32>entry);
    same = <u64>i32x4.bitmask(i32x4.eq(v128.load(bucket), e)) | (<u64>i32x4.bitmask(i32x4.eq(v128.load(bucket, 16), e)) << 4)
      | (<u64>i32x4.bitmask(i32x4.eq(v128.load(bucket, 32), e)) << 8) | (<u64>i32x4.bitmask(i32x4.eq(v128.load(bucket, 48), e)) << 12);
  } else {
    same = 0;
    for (let k = 0; k < held; k++) same |= <u64>(load<u64>(bucket + (<usize>k << 3)) == entry) << k;
  }
  if ((same & ((<u64>1 << held) - 1)) != 0) return 0;
  if (held >= most) return stash(key);
  const to = bucket + <usize>(held * bytes);
  if (bytes == 2) store<i16>(to, <i16>entry);
  else if (bytes == 4) store<i32>(to, <i32>entry);
  else store<u64>(to, entry);
  put(bucket, HELD, held + 1);
  return 1;
}

/** 1 if the key is new in the stash. 0 is no key there, so each stands one higher. */
function stash(key: u64): i32 {
  const places = <usize>parameter(V.STASH);
  const mask = parameter(V.STASH_MASK);
  let place = <i32>((key * 0x9e3779b97f4a7c15) >> 36) & mask;
  for (let k = load<u64>(places + (<usize>place << 3)); k != 0; k = load<u64>(places + (<usize>place << 3))) {
    if (k == key + 1) return 0;
    place = (place + 1) & mask;
  }
  store<u64>(places + (<usize>place << 3), key + 1);
  set(V.STASHED, parameter(V.STASHED) + 1);
  return 1;
}
