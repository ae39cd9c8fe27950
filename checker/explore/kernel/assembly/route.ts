/** Which part of a set a state belongs to, and the states of each part one after the other. */
import * as V from '../visited';
import { at, copy, hashOf, parameter, put } from './memory';

/** Distribute the n states in STATES: those of part p begin at the STARTS[p]-th of ROUTED, and WHICH tells which they were. */
export function route(n: i32, parts: i32): void {
  const width = parameter(V.WIDTH);
  const states = <usize>parameter(V.STATES);
  const starts = <usize>parameter(V.STARTS);
  const order = <usize>parameter(V.ORDER);
  const which = <usize>parameter(V.WHICH);
  const routed = <usize>parameter(V.ROUTED);
  memory.fill(starts, 0, (parts + 1) << 2);
  for (let i = 0; i < n; i++) {
    const part = <i32>(<u32>hashOf(states + (<usize>(i * width) << 2), width) % <u32>parts);
    put(order, i, part);
    put(starts, part, at(starts, part) + 1);
  }
  for (let p = 0, sum = 0; p < parts; p++) {
    sum += at(starts, p);
    put(starts, p, sum);
  }
  put(starts, parts, n);
  for (let i = n - 1; i >= 0; i--) {
    const part = at(order, i);
    const place = at(starts, part) - 1;
    put(starts, part, place);
    put(which, place, i);
    copy(routed + (<usize>(place * width) << 2), states + (<usize>(i * width) << 2), width);
  }
}

/** The answers of the parts, which stand in ORDER in the order of WHICH, go to FRESH. */
export function gather(n: i32): void {
  const answers = <usize>parameter(V.ORDER);
  const which = <usize>parameter(V.WHICH);
  const fresh = <usize>parameter(V.FRESH);
  for (let k = 0; k < n; k++) put(fresh, at(which, k), at(answers, k));
}
