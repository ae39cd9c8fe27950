/** Which rules hold in a state: as Masks and Across, by their tables. */
import * as P from '../parameters';
import { at, parameter, put, NONE } from './memory';

/** Some rule asked for what no table tells. */
let untold: bool = false;

/** Of the rules of word w that rows allow, those that hold (Across). */
function rest(rules: usize, numbers: usize, w: i32, x: i32): i32 {
  const across = <usize>at(rules, P.SET_ACROSS);
  untold = false;
  for (let asking = x & at(<usize>at(rules, P.SET_RESTS), w); asking != 0; asking &= asking - 1) {
    const rule = (w << 5) | ctz(asking);
    let a = <usize>at(across, rule);
    if (a == 0) {
      untold = true;
      return x;
    }
    let place = 0;
    let read = a + 8;
    for (let k = at(a, 1); k > 0; k--) {
      place += at(<usize>at(read, 1), at(numbers, at(read, 0))) * at(read, 2);
      read += 12;
    }
    if (at(<usize>at(a, 0), place) == 0) x &= ~(1 << (rule & 31));
  }
  return x;
}

/** The rules of word w of a set that hold, behind the n that were found before; how many there are then, or -1. */
// @ts-ignore: decorator
@inline
function matchWord(rules: usize, out: usize, numbers: usize, bundles: i32, rowOf: usize, w: i32, n: i32): i32 {
  let x = at(<usize>at(rules, P.SET_LIVE), w);
  for (let b = 0; b < bundles; b++) x &= at(<usize>at(rowOf, b), w);
  if ((x & at(<usize>at(rules, P.SET_RESTS), w)) != 0) {
    x = rest(rules, numbers, w, x);
    if (untold) return -1;
  }
  for (; x != 0; x &= x - 1) put(out, n++, (w << 5) | ctz(x));
  return n;
}

/** Positions of the rules of a set that hold, ascending, into `out`; how many, or -1 where rows do not tell. */
export function match(rules: usize, out: usize, numbers: usize, bundles: i32, rowOf: usize): i32 {
  const words = at(rules, P.SET_WORDS);
  const rows = <usize>at(rules, P.SET_ROWS);
  const starts = <usize>at(rules, P.SET_STARTS);
  // The last word of a row tells which others are not empty, where there are no more than it can tell.
  let some: i32 = -1;
  for (let b = 0; b < bundles; b++) {
    const row = <usize>at(rows, b) + ((<usize>at(<usize>at(starts, b), at(numbers, b))) << 2);
    put(rowOf, b, <i32>row);
    some &= at(row, words);
  }
  let n = 0;
  if (words <= 32) for (; some != 0 && n >= 0; some &= some - 1) n = matchWord(rules, out, numbers, bundles, rowOf, ctz(some), n);
  else for (let w = 0; w < words && n >= 0; w++) n = matchWord(rules, out, numbers, bundles, rowOf, w, n);
  return n;
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
