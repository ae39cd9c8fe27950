/** From marked fair components to one lasso, as short as can be found, in terms of the IR. */
import { step } from '../ir/interpret.ts';
import type { Search } from '../explore/search.ts';
import type { Conditions } from './conditions.ts';
import type { Lasso } from './findings.ts';
import { Loops, type Move, type Stay } from './loops.ts';
import { Reached } from './reached.ts';
import { nearest, through, type Stem } from './stems.ts';

/** `isStart`: where the goal begins to be owed and stays owed; absent where a fair component alone is a violation. */
export const lassoOf = (search: Search, graph: Reached, conditions: Conditions, mark: Int32Array, words: Int32Array, isStart?: (state: number) => boolean): Lasso => {
  const stems = isStart ? through(search, graph, mark, words, isStart) : nearest(search, mark);
  const loops = new Loops(graph, new Reached(search), conditions, mark, words);
  const all = stems.map((stem) => ({ stem, stay: loops.from(stem.states.at(-1)!) }));
  const length = ({ stem, stay }: (typeof all)[number]): number => stem.states.length + stay.moves.length;
  const best = all.reduce((a, b) => (length(b) < length(a) ? b : a));
  return written(search, graph, best.stem, best.stay);
};

const written = (search: Search, graph: Reached, stem: Stem, stay: Stay): Lasso => {
  const { ir, compiled, store } = search;
  const moves: Move[] = [...stem.states.slice(1).map((to, k) => ({ action: graph.actionTo(stem.states[k]!, to), to })), ...stay.moves];
  const initial = compiled.layout.read(store.chunk(0), store.offset(0));
  const steps: { action: number; state: number[] }[] = [];
  for (const { action } of moves) steps.push({ action, state: step(ir, action, steps.at(-1)?.state ?? initial) });
  return { trace: { initial, steps }, loop: stay.rests ? steps.length : stem.states.length - 1, since: stem.since };
};
