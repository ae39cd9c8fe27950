/** What is looked for in a state and its steps, and counted: as Watch, Steps and Tallies, of what was met before. */
import * as P from '../parameters';
import { at, parameter, put, set } from './memory';
import { match } from './rules';

/** What is looked for in the state: 1 at the end, 0 elsewhere, -1 if something is met for the first time. What was hit is in HIT, as many as HELD says. */
export function judge(): i32 {
  const numbers = <usize>parameter(P.NUMBERS);
  const bundles = parameter(P.BUNDLES);
  const rowOf = <usize>parameter(P.ROW_OF);
  const antecedents = <usize>parameter(P.ANTECEDENTS);
  const hits = <usize>parameter(P.HIT);
  if (antecedents != 0 && match(antecedents, hits, numbers, bundles, rowOf) != 0) return -1;
  const rules = <usize>parameter(P.HITS);
  const n = rules == 0 ? 0 : match(rules, hits, numbers, bundles, rowOf);
  if (n <= 0) {
    set(P.HELD, 0);
    return n;
  }
  const ids = <usize>at(rules, P.SET_IDS);
  const wasHit = <usize>parameter(P.WAS_HIT);
  const terminal = parameter(P.TERMINAL_ID);
  let ended = 0;
  for (let k = 0; k < n; k++) {
    const id = at(ids, at(hits, k));
    if (id == terminal) ended = 1;
    else if (at(wasHit, id) == 0) return -1;
    put(hits, k, id);
  }
  set(P.HELD, n);
  return ended;
}

/** Violations by the steps from the state: how many rules, their ids in STEPPED; -1 if one is new, or an antecedent is met. */
export function stepped(): i32 {
  const rules = <usize>parameter(P.VIOLATIONS);
  if (rules == 0) return 0;
  const numbers = <usize>parameter(P.NUMBERS);
  const bundles = parameter(P.BUNDLES);
  const rowOf = <usize>parameter(P.ROW_OF);
  const out = <usize>parameter(P.STEPPED);
  const antecedents = <usize>parameter(P.STEP_ANTECEDENTS);
  if (antecedents != 0 && match(antecedents, out, numbers, bundles, rowOf) != 0) return -1;
  const n = match(rules, out, numbers, bundles, rowOf);
  const ids = <usize>at(rules, P.SET_IDS);
  const wasHit = <usize>parameter(P.WAS_HIT);
  const violated = <usize>parameter(P.VIOLATED);
  for (let k = 0; k < n; k++) {
    const id = at(ids, at(out, k));
    if (at(wasHit, at(violated, 2 * id + 1)) == 0) return -1;
    put(out, k, id);
  }
  return n;
}

/** Count what was hit in the state, and by its steps. */
export function count(state: i32, violations: i32): void {
  const hits = <usize>parameter(P.HIT);
  const terminal = parameter(P.TERMINAL_ID);
  for (let k = 0, n = parameter(P.HELD); k < n; k++) if (at(hits, k) != terminal) hit(at(hits, k), state);
  const out = <usize>parameter(P.STEPPED);
  const violated = <usize>parameter(P.VIOLATED);
  // The rules of an action stand together: each of its violations is one occasion.
  let action = -1;
  for (let k = 0; k < violations; k++) {
    const v = violated + <usize>(at(out, k) << 3);
    if (at(v, 0) != action) set(P.OCCASIONS, parameter(P.OCCASIONS) + 1);
    action = at(v, 0);
    hit(at(v, 1), parameter(P.OCCASIONS));
  }
}

/** As Tallies.hit, of a part that was hit before. */
function hit(part: i32, occasion: i32): void {
  const lastOfPart = <usize>parameter(P.LAST_OF_PART);
  if (at(lastOfPart, part) == occasion) return;
  put(lastOfPart, part, occasion);
  const counts = <usize>parameter(P.PART_COUNTS);
  put(counts, part, at(counts, part) + 1);
  const property = at(<usize>parameter(P.PROPERTY_OF), part);
  const lastOfProperty = <usize>parameter(P.LAST_OF_PROPERTY);
  if (at(lastOfProperty, property) == occasion) return;
  put(lastOfProperty, property, occasion);
  const all = <usize>parameter(P.PROPERTY_COUNTS);
  put(all, property, at(all, property) + 1);
}
