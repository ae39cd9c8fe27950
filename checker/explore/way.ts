/** Shortest ways from the initial state, read off the parents that the search kept. */
import type { Trace } from './result.ts';
import type { Search } from './search.ts';
import { Stepper } from './stepper.ts';
import { Steps } from './steps.ts';
import { Tallies } from './tallies.ts';

/** The states on the way to a state, the initial one first. */
export const wayTo = ({ store }: Search, state: number): number[] => {
  const states: number[] = [];
  for (let s = state; s >= 0; s = store.parent(s)) states.push(s);
  return states.toReversed();
};

/** The same as a trace; with `action` one step more. */
export const traceTo = (search: Search, state: number, action = -1): Trace => {
  const { store, compiled } = search;
  const way = wayTo(search, state);
  const stepper = new Stepper(compiled);
  const read = (s: number): number[] => compiled.layout.read(store.chunk(s), store.offset(s));
  const steps = way.slice(1).map((s, k) => ({ action: stepBy(search, stepper, way[k]!, s), state: read(s) }));
  if (action >= 0) steps.push({ action, state: search.after(state, action) });
  return { initial: read(way[0]!), steps };
};

/** The action by which the search came from a state to one that it found there: the first that leads to it. To keep it of each state would cost more than to look for it here. */
const stepBy = ({ ir, store, compiled, options }: Search, stepper: Stepper, from: number, to: number): number => {
  const words = store.chunk(to).subarray(store.offset(to), store.offset(to) + store.width);
  stepper.go(store.chunk(from), store.offset(from));
  const enabled = [...stepper.actions.subarray(0, stepper.enabled())];
  const leading = (options.order === 'reverse' ? enabled.toReversed() : enabled).filter((a) => stepper.move(a) && words.every((w, k) => w === stepper.next[k]));
  if (leading.length < 2 || options.expandViolating !== false) return leading[0]!;
  // A step that violates a property was not taken.
  const steps = new Steps(ir, compiled, new Tallies(ir));
  steps.look(stepper);
  return leading.find((a) => stepper.move(a) && !steps.violates(a, stepper, from, 0))!;
};
