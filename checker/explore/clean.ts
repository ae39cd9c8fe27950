/**
 * What is reachable without passing a violation (R5). A property that is violated in the whole graph but not here is
 * violated only behind another violation. The states are those of the finished search; none is added.
 */
import type { Search } from './search.ts';
import { Stepper } from './stepper.ts';
import { Steps } from './steps.ts';
import type { Tallies } from './tallies.ts';
import type { Passage } from '../liveness/reached.ts';
import { ILL_TYPED, TERMINAL, VIOLATING, Watch } from './watch.ts';

/** Reached, and gone on from: it violates nothing. 1 is reached only. */
const LEFT = 2;

/** The clean part of a search's graph: tallies over it, and where and how it can be passed. */
export const cleanPart = (search: Search): { readonly tallies: Tallies; readonly passage: Passage } => {
  const { ir, compiled, store } = search;
  const watch = new Watch(ir, compiled);
  const steps = new Steps(ir, compiled, watch.tallies);
  const stepper = new Stepper(compiled);
  const seen = new Uint8Array(store.count);
  const queue = new Int32Array(store.count);
  const dead = ir.properties.flatMap((p, k) =>
    p.kind === 'dead' ? p.parts.map(({ when }, m) => ({ part: watch.tallies.position(k, m), test: compiled.generator.test(compiled.recoder.expression(when)) })) : [],
  );
  let tail = 1;
  seen[0] = 1;
  for (let head = 0; head < tail; head++) {
    const state = queue[head]!;
    stepper.load(store.chunk(state), store.offset(state));
    const flags = watch.state(stepper, state, 0);
    if ((flags & (TERMINAL | ILL_TYPED)) !== 0) continue;
    const n = stepper.enabled();
    if (n === 0) for (const d of dead) if (d.test(stepper.codes)) watch.tallies.hit(d.part, state, -1, 0, state);
    if ((flags & VIOLATING) !== 0) continue;
    seen[state] = LEFT;
    for (let k = 0; k < n; k++) {
      const action = stepper.actions[k]!;
      if (!stepper.apply(action) || steps.check(action, stepper.codes, state, 0)) continue;
      const to = store.find(stepper.next);
      if (to < 0 || seen[to] !== 0) continue;
      seen[to] = 1;
      queue[tail++] = to;
    }
  }
  search.stuck?.judge(watch.tallies, () => 0, seen);
  const again = new Steps(ir, compiled, new Watch(ir, compiled).tallies);
  const passage: Passage = {
    reached: (state) => seen[state] !== 0,
    passes: (state, action, codes) => seen[state] === LEFT && !again.check(action, codes, state, 0),
  };
  return { tallies: watch.tallies, passage };
};
