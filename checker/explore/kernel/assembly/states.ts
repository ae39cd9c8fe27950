/** The states found so far, and their hash: as Store. */
import * as P from '../parameters';
import { at, copy, hashOf, parameter, put, same, set } from './memory';

export const WITHIN = (1 << P.CHUNK_BITS) - 1;

/** Enter what waits, as Store.addAll. There is room. */
export function enter(waiting: i32): void {
  const width = parameter(P.WIDTH);
  const table = <usize>parameter(P.TABLE);
  const mask = parameter(P.TABLE_MASK);
  const chunks = <usize>parameter(P.CHUNKS);
  const words = <usize>parameter(P.WAITING_WORDS);
  const hashes = <usize>parameter(P.WAITING_HASHES);
  const entries = <usize>parameter(P.WAITING_ENTRIES);
  const groups = parameter(P.GROUPS);
  const targets = <usize>parameter(P.TARGETS) + ((<usize>parameter(P.TARGETS_AT)) << 2);
  let count = parameter(P.COUNT);
  for (let i = 0; i < waiting; i++) put(entries, i, at(table, at(hashes, i) & mask));
  // Touch the states that will be compared, so that misses of the cache overlap.
  let touched = 0;
  for (let i = 0; i < waiting; i++) {
    const entry = at(entries, i);
    const state = (entry & mask) - 1;
    if (entry != 0 && ((entry ^ at(hashes, i)) & ~mask) == 0) touched ^= at(<usize>at(chunks, state >>> P.CHUNK_BITS), (state & WITHIN) * width);
  }
  put(entries, waiting, touched);
  for (let i = 0; i < waiting; i++) {
    const hash = at(hashes, i);
    const from = words + ((<usize>(i * width)) << 2);
    let place = hash & mask;
    let target = -1;
    for (let entry = at(table, place); entry != 0; entry = at(table, place)) {
      if (((entry ^ hash) & ~mask) == 0) {
        const state = (entry & mask) - 1;
        const old = <usize>at(chunks, state >>> P.CHUNK_BITS) + ((<usize>((state & WITHIN) * width)) << 2);
        if (same(old, from, width)) {
          target = state;
          break;
        }
      }
      place = (place + 1) & mask;
    }
    if (target < 0) {
      target = count++;
      keep(target, from, i, width, chunks);
      put(table, place, (hash & ~mask) | (target + 1));
    }
    if (groups > 0) put(targets, i, target);
  }
  set(P.COUNT, count);
  if (groups > 0) set(P.TARGETS_AT, parameter(P.TARGETS_AT) + waiting);
}

/** The next state is the one in `from`, which waits as the i-th. */
// @ts-ignore: decorator
@inline
function keep(state: i32, from: usize, i: i32, width: i32, chunks: usize): void {
  const c = state >>> P.CHUNK_BITS;
  const o = state & WITHIN;
  copy(<usize>at(chunks, c) + ((<usize>(o * width)) << 2), from, width);
  put(<usize>at(<usize>parameter(P.PARENTS), c), o, at(<usize>parameter(P.WAITING_PARENTS), i));
}

/** Keep those that wait and are FRESH. There is room. */
export function append(): void {
  const width = parameter(P.WIDTH);
  const chunks = <usize>parameter(P.CHUNKS);
  const words = <usize>parameter(P.WAITING_WORDS);
  const fresh = <usize>parameter(P.FRESH);
  const waiting = parameter(P.WAITING);
  let count = parameter(P.COUNT);
  for (let i = 0; i < waiting; i++) if (at(fresh, i) != 0) keep(count++, words + ((<usize>(i * width)) << 2), i, width, chunks);
  set(P.COUNT, count);
  set(P.WAITING, 0);
}

/** Enter the states so far into an empty table, as Store does where it grows. */
export function rehash(): void {
  const width = parameter(P.WIDTH);
  const table = <usize>parameter(P.TABLE);
  const mask = parameter(P.TABLE_MASK);
  const chunks = <usize>parameter(P.CHUNKS);
  // Successors may be waiting; entries are read anew when they are entered.
  const hashes = <usize>parameter(P.WAITING_ENTRIES);
  const count = parameter(P.COUNT);
  for (let from = 0; from < count; from += P.ENOUGH) {
    const n = min(P.ENOUGH, count - from);
    const words = <usize>at(chunks, from >>> P.CHUNK_BITS) + ((<usize>((from & WITHIN) * width)) << 2);
    for (let k = 0; k < n; k++) put(hashes, k, hashOf(words + ((<usize>(k * width)) << 2), width));
    let touched = 0;
    for (let k = 0; k < n; k++) touched ^= at(table, at(hashes, k) & mask);
    put(hashes, P.ENOUGH, touched);
    for (let k = 0; k < n; k++) {
      const hash = at(hashes, k);
      let place = hash & mask;
      while (at(table, place) != 0) place = (place + 1) & mask;
      put(table, place, (hash & ~mask) | (from + k + 1));
    }
  }
}
