/** Shortest ways from the initial state, read off the parents that the search kept. */
import type { Trace } from './result.ts';
import type { Search } from './search.ts';

/** The states on the way to a state, the initial one first. */
export const wayTo = ({ store }: Search, state: number): number[] => {
  const states: number[] = [];
  for (let s = state; s >= 0; s = store.parent(s)) states.push(s);
  return states.toReversed();
};

/** The same as a trace; with `action` one step more. */
export const traceTo = (search: Search, state: number, action = -1): Trace => {
  const { store, compiled } = search;
  const [initial, ...states] = wayTo(search, state);
  const read = (s: number): number[] => compiled.layout.read(store.chunk(s), store.offset(s));
  const steps = states.map((s) => ({ action: store.action(s), state: read(s) }));
  if (action >= 0) steps.push({ action, state: search.after(state, action) });
  return { initial: read(initial!), steps };
};
