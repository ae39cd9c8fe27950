/** The shortest ways from the initial state, through the start of an obligation, to fair components. */
import type { Search } from '../explore/search.ts';
import { wayTo } from '../explore/way.ts';
import { FAIR, PASSED } from './marks.ts';
import type { Reached } from './reached.ts';

/** A way to a fair component, and where on it the goal begins to be owed. */
export interface Stem {
  /** States on the way, the initial one first. */
  readonly states: readonly number[];
  /** Position in `states`. */
  readonly since: number;
}

/** Not more of them are compared. */
const MOST = 8;

/** To the states of fair components that are nearest to the initial state; the goal is owed there. */
export const nearest = (search: Search, mark: Int32Array): Stem[] => {
  const found: Stem[] = [];
  for (let s = 0; s < mark.length && found.length < MOST; s++) {
    if (mark[s]! > FAIR) continue;
    const states = wayTo(search, s);
    if (found.length > 0 && states.length > found[0]!.states.length) break;
    found.push({ states, since: states.length - 1 });
  }
  return found;
};

/**
 * To fair components by way of a state where the obligation starts, and from there without reaching the goal. A start that is deep
 * enters the search later, so that the length of the whole way counts.
 */
export const through = (search: Search, graph: Reached, mark: Int32Array, queue: Int32Array, isStart: (state: number) => boolean): Stem[] => {
  const { levels } = search;
  /** State of a fair component -> where it is reached from. */
  const found = new Map<number, number>();
  let tail = 0;
  const enter = (state: number, from: number): void => {
    if (mark[state]! <= FAIR) {
      if (!found.has(state)) found.set(state, from);
    } else if (mark[state] === PASSED) {
      mark[state] = from + 1;
      queue[tail++] = state;
    }
  };
  for (let depth = 0, head = 0; found.size === 0 && (depth + 1 < levels.length || head < tail); depth++) {
    for (let s = levels[depth] ?? 0; s < (levels[depth + 1] ?? 0); s++) if ((mark[s] === PASSED || mark[s]! <= FAIR) && isStart(s)) enter(s, s);
    for (const end = found.size === 0 ? tail : head; head < end; head++) {
      const u = queue[head]!;
      graph.load(u);
      const n = graph.enabled();
      for (let k = 0; k < n; k++) {
        const to = graph.target(k);
        if (to >= 0) enter(to, u);
      }
    }
  }
  const stems = [...found]
    .sort(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([state, from]): Stem => {
      const way = [state];
      let s = from;
      if (from !== state) {
        for (; mark[s]! - 1 !== s; s = mark[s]! - 1) way.push(s);
        way.push(s);
      }
      const before = wayTo(search, way.at(-1)!);
      return { states: [...before, ...way.toReversed().slice(1)], since: before.length - 1 };
    });
  for (let k = 0; k < tail; k++) mark[queue[k]!] = PASSED;
  return stems;
};
