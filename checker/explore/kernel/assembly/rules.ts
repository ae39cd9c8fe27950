/** Which rules hold in a state: as Masks and Across, by their tables. */
import * as P from '../parameters';
import { at, parameter, put, NONE } from './memory';

/** Some rule asked for what no table tells. */
let untold: bool = false;

/** Of the rules from position `first` on that rows allow, those that hold (Across). */
function rest(rules: usize, numbers: usize, first: i32, asking: u64, x: u64): u64 {
  const across = <usize>at(rules, P.SET_ACROSS);
  for (; asking != 0; asking &= asking - 1) {
    const k = ctz(asking);
    const a = <usize>at(across, first + <i32>k);
    if (a == 0) {
      untold = true;
      return 0;
    }
    let place = 0;
    let read = a + 8;
    for (let b = at(a, 1); b > 0; b--) {
      place += at(<usize>at(read, 1), at(numbers, at(read, 0))) * at(read, 2);
      read += 12;
    }
    if (at(<usize>at(a, 0), place) == 0) x &= ~(<u64>1 << k);
  }
  return x;
}

/** Of 64 rules those that hold, behind the n that were found before; how many there are then. */
// @ts-ignore: decorator
@inline
function hold(rules: usize, rests: usize, out: usize, numbers: usize, first: i32, x: u64, n: i32): i32 {
  const asking = rests == 0 ? 0 : x & load<u64>(rests + (<usize>first >> 3));
  if (asking != 0) x = rest(rules, numbers, first, asking, x);
  for (; x != 0; x &= x - 1) put(out, n++, first + <i32>ctz(x));
  return n;
}

/** Positions of the rules of a set that hold, ascending, into `out`; how many, or -1 where tables do not tell. */
export function match(rules: usize, out: usize, numbers: usize, bundles: i32, rowOf: usize): i32 {
  const bytes = <usize>at(rules, P.SET_WORDS) << 2;
  const rows = <usize>at(rules, P.SET_ROWS);
  const starts = <usize>at(rules, P.SET_STARTS);
  const live = <usize>at(rules, P.SET_LIVE);
  const rests = <usize>at(rules, P.SET_RESTS);
  for (let b = 0; b < bundles; b++) put(rowOf, b, at(rows, b) + (at(<usize>at(starts, b), at(numbers, b)) << 2));
  // Most systems have few bundles; one that is not there is the last one again.
  const row0 = <usize>at(rowOf, 0);
  const row1 = <usize>at(rowOf, min(1, bundles - 1));
  const row2 = <usize>at(rowOf, min(2, bundles - 1));
  const row3 = <usize>at(rowOf, min(3, bundles - 1));
  untold = false;
  let n = 0;
  // What is read behind a row is of no rule that is live; behind the last one there is memory (Arena).
  for (let w: usize = 0; w < bytes; w += 16) {
    let x = v128.and(v128.and(v128.load(live + w), v128.and(v128.load(row0 + w), v128.load(row1 + w))), v128.and(v128.load(row2 + w), v128.load(row3 + w)));
    for (let b = 4; b < bundles; b++) x = v128.and(x, v128.load(<usize>at(rowOf, b) + w));
    if (!v128.any_true(x)) continue;
    const first = <i32>w << 3;
    n = hold(rules, rests, out, numbers, first, i64x2.extract_lane(x, 0), n);
    n = hold(rules, rests, out, numbers, first + 64, i64x2.extract_lane(x, 1), n);
  }
  return untold ? -1 : n;
}

/** As Stepper.enabled: the actions that can be taken are in TAKING; how many, or -1. */
export function enabled(): i32 {
  const rules = <usize>parameter(P.ENABLED);
  const taking = <usize>parameter(P.TAKING);
  const found = match(rules, taking, <usize>parameter(P.NUMBERS), parameter(P.BUNDLES), <usize>parameter(P.ROW_OF));
  const ids = <usize>at(rules, P.SET_IDS);
  const actions = parameter(P.ACTION_COUNT);
  const asked = <usize>parameter(P.ASKED);
  const askedAt = <usize>parameter(P.ASKED_AT);
  const chosen = <usize>parameter(P.CHOSEN);
  let n = 0;
  let telling = -1;
  for (let k = 0; k < found; k++) {
    const id = at(ids, at(taking, k));
    if (id < actions) {
      if (n > 0 && at(taking, n - 1) == id) continue;
      if (id != telling) for (let q = at(askedAt, id), end = at(askedAt, id + 1); q < end; q++) put(chosen, at(asked, q), NONE);
      put(taking, n++, id);
      continue;
    }
    const told = <usize>parameter(P.TOLD) + <usize>((id - actions) * 12);
    const action = at(told, 0);
    if (telling != action) for (let q = at(askedAt, action), end = at(askedAt, action + 1); q < end; q++) put(chosen, at(asked, q), NONE);
    telling = action;
    if (at(chosen, at(told, 1)) == NONE) put(chosen, at(told, 1), at(told, 2));
  }
  return found < 0 ? found : n;
}
