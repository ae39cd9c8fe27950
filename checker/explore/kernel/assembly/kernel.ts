/**
 * The search's inner loop for WebAssembly, in AssemblyScript: judge a state, find what is enabled, make the successors, enter them.
 * It does what Search and Store do, in their order, with what they have found out so far; a state that asks for more is left to them.
 */
import * as P from '../parameters';
import { at, copy, hashOf, NONE, parameter, put, set } from './memory';
import { enabled } from './rules';
import { enter, WITHIN } from './states';
import { count, judge, stepped } from './tallies';

export { addToBitmap } from './bitmap';
export { append, rehash } from './states';
export { gather, route } from './route';
export { addToTable } from './table';

/** Expand the states from AT to UNTIL, or as far as can be told; what waits is entered before it returns (but for {@link P.ROOM}). */
export function run(): i32 {
  const width = parameter(P.WIDTH);
  const bundles = parameter(P.BUNDLES);
  const word = <usize>parameter(P.WORDS);
  const shift = <usize>parameter(P.SHIFTS);
  const mask = <usize>parameter(P.MASKS);
  const known = <usize>parameter(P.KNOWN);
  const chunks = <usize>parameter(P.CHUNKS);
  const until = parameter(P.UNTIL);
  const most = parameter(P.MOST);
  const groups = parameter(P.GROUPS);
  const sifted = parameter(P.SIFTED) != 0;
  const enough = sifted ? parameter(P.SIFTED) : P.ENOUGH;
  const first = <usize>parameter(P.FIRSTS);
  const bundleOf = <usize>parameter(P.BUNDLE_OF);
  const numberOf = <usize>parameter(P.NUMBERS_OF);
  const waysAt = <usize>parameter(P.WAYS_AT);
  const ways = <usize>parameter(P.WAYS);
  const memos = <usize>parameter(P.MEMOS);
  const chosen = <usize>parameter(P.CHOSEN);
  const words = <usize>parameter(P.WAITING_WORDS);
  const parents = <usize>parameter(P.WAITING_PARENTS);
  const hashes = <usize>parameter(P.WAITING_HASHES);
  const numbers = <usize>parameter(P.NUMBERS);
  const taking = <usize>parameter(P.TAKING);
  const taken = <usize>parameter(P.TAKEN);
  let state = parameter(P.AT);
  let waiting = parameter(P.WAITING);
  let transitions = 0;
  let outcome = P.DONE;
  for (;;) {
    if (waiting >= enough || (waiting > 0 && (state == until || outcome != P.DONE))) {
      if (parameter(P.COUNT) + waiting > most) {
        outcome = P.ROOM;
        break;
      }
      if (sifted) {
        outcome = P.SIFT;
        break;
      }
      enter(waiting);
      waiting = 0;
    }
    if (outcome != P.DONE || state == until) break;
    if (groups > 0 && parameter(P.TARGETS_AT) + waiting > parameter(P.TARGETS_MOST)) {
      outcome = P.DRAIN;
      continue;
    }
    const from = <usize>at(chunks, state >>> P.CHUNK_BITS) + ((<usize>((state & WITHIN) * width)) << 2);
    let fresh = 0;
    for (let b = 0; b < bundles; b++) {
      const v = (at(from, at(word, b)) >>> at(shift, b)) & at(mask, b);
      put(numbers, b, v);
      fresh |= at(known, b) - 1 - v;
    }
    // Some valuation is newer than the tables.
    if (fresh < 0) {
      outcome = P.SLOW;
      continue;
    }
    const judged = judge();
    if (judged < 0) {
      outcome = P.SLOW;
      continue;
    }
    if (judged == 1) {
      count(state, 0);
      state++;
      continue;
    }
    const n = enabled();
    if (n < 0 || (n == 0 && parameter(P.DEADLOCKS) != 0)) {
      outcome = P.SLOW;
      continue;
    }
    const violations = stepped();
    if (violations < 0) {
      outcome = P.SLOW;
      continue;
    }
    const before = waiting;
    for (let k = 0; k < n; k++) {
      const action = at(taking, k);
      const to = words + ((<usize>(waiting * width)) << 2);
      copy(to, from, width);
      for (let e = at(first, action), end = at(first, action + 1); e < end; e++) {
        const b = at(bundleOf, e);
        const v = at(numbers, b);
        let number = at(numberOf, e);
        let way = at(waysAt, e);
        const told = at(ways, way);
        if (told > 0) {
          let w = 0;
          for (let q = 0; q < told; q++) {
            w = w * at(ways, way + 2) + at(chosen, at(ways, way + 1)) + 1;
            way += 2;
          }
          number += w;
        }
        const memo = memos + <usize>(b * 12);
        const pairs = <usize>at(memo, 0);
        const within = at(memo, 1);
        const key = v * at(memo, 2) + number;
        let place = ((v * 16 + ((number * 5) & 15)) << 1) & within;
        let found = at(pairs, place);
        while (found != key && found != NONE) {
          place = (place + 2) & within;
          found = at(pairs, place);
        }
        const after = found == NONE ? NONE : at(pairs, place + 1);
        if (after < 0) {
          outcome = P.SLOW;
          break;
        }
        const at_ = at(word, b);
        put(to, at_, at(to, at_) ^ ((v ^ after) << at(shift, b)));
      }
      if (outcome == P.SLOW) break;
      if (!sifted) put(hashes, waiting, hashOf(to, width));
      put(parents, waiting, state);
      waiting++;
    }
    if (outcome == P.SLOW) {
      waiting = before;
      continue;
    }
    transitions += n;
    count(state, violations);
    for (let k = 0; k < n; k++) {
      const action = at(taking, k);
      put(taken, action, at(taken, action) + 1);
    }
    if (groups > 0) close(state, n, groups);
    state++;
  }
  set(P.WAITING, waiting);
  set(P.AT, state);
  set(P.TRANSITIONS, parameter(P.TRANSITIONS) + transitions);
  return outcome;
}

/** As Stuck: a row of the state, and which processes none of its steps moves. */
function close(state: i32, degree: i32, groups: i32): void {
  const cannot = <usize>parameter(P.CANNOT);
  const all = <usize>parameter(P.ALL);
  const bits = <usize>parameter(P.BITS);
  const taking = <usize>parameter(P.TAKING);
  const rows = <usize>parameter(P.ROWS);
  let into = parameter(P.ROWS_AT);
  put(rows, into++, state);
  put(rows, into++, degree);
  for (let g = 0; g < groups; g++) put(cannot, g, at(all, g));
  for (let k = 0; k < degree; k++) for (let g = 0; g < groups; g++) put(cannot, g, at(cannot, g) & ~at(bits, at(taking, k) * groups + g));
  for (let g = 0; g < groups; g++) put(rows, into++, at(cannot, g));
  set(P.ROWS_AT, into);
}
