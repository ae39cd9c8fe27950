/** Breadth-first search over one state of each orbit. Safety only: properties of states and steps. */
import { Compiled } from '../../explore/compiled.ts';
import { DEFAULT_MEMORY } from '../../explore/options.ts';
import { Stepper } from '../../explore/stepper.ts';
import { Steps } from '../../explore/steps.ts';
import { FULL, Store } from '../../explore/store.ts';
import { ILL_TYPED, TERMINAL, Watch } from '../../explore/watch.ts';
import { holds as holdsIn, initialState, step } from '../../ir/interpret.ts';
import type { Ir } from '../../model/ir.ts';
import type { System } from '../../model/system.ts';
import { Canonical } from './canonical.ts';

export interface SymmetricOptions {
  readonly memory?: number;
  /** Called now and then; true stops the search. */
  readonly stopped?: (states: number) => boolean;
}

export interface SymmetricResult {
  /** False: the memory limit, or it was stopped. */
  readonly complete: boolean;
  /** States kept, one an orbit; and those that they stand for. */
  readonly states: number;
  readonly covered: number;
  readonly transitions: number;
  readonly depth: number;
  /** An event that a component refused: its action. */
  readonly refused?: string;
  /** Violated properties, with the actions that lead there, in a system in which the values are exchanged as needed. */
  readonly violated: readonly { readonly property: string; readonly actions: readonly number[] }[];
  readonly bytes: number;
}

/** Search a system in which `values` of `sort` are alike. Throws E_NO_SYMMETRY where they are not. */
export const searchOrbits = (system: System, ir: Ir, sort: string, values: readonly number[], options: SymmetricOptions = {}): SymmetricResult => {
  const compiled = new Compiled(ir);
  const { layout } = compiled;
  const canonical = new Canonical(system, ir, layout, sort, values);
  const store = new Store(layout.width, ir.actions.length, options.memory ?? DEFAULT_MEMORY);
  const watch = new Watch(ir, compiled);
  const steps = new Steps(ir, compiled, watch.tallies);
  const stepper = new Stepper(compiled);
  const start = canonical.of(layout.pack(initialState(ir)));
  let complete = store.add(start.words, -1, 0) !== FULL;
  let covered = start.orbit;
  let [transitions, depth, end] = [0, 0, 1];
  let refused: string | undefined;
  for (let s = 0; complete && s < store.count && refused === undefined; s++) {
    if (s === end) {
      depth++;
      end = store.count;
      watch.thin();
      steps.thin();
    }
    if ((s & 4095) === 0 && options.stopped?.(store.count)) complete = false;
    stepper.load(store.chunk(s), store.offset(s));
    if ((watch.state(stepper.codes, s, depth) & (TERMINAL | ILL_TYPED)) !== 0) continue;
    const n = stepper.enabled();
    for (let k = 0; k < n; k++) {
      const action = stepper.actions[k]!;
      if (!stepper.apply(action)) {
        refused = ir.actions[action]!.label;
        break;
      }
      transitions++;
      steps.check(action, stepper.codes, s, depth + 1);
      const { words, orbit } = canonical.of(stepper.next);
      const before = store.count;
      if (store.add(words, s, action) === FULL) {
        complete = false;
        break;
      }
      if (store.count > before) covered += orbit;
    }
  }
  const path = (state: number, last: number): number[] => {
    const chain: number[] = [];
    for (let s = state; s >= 0; s = store.parent(s)) chain.unshift(s);
    return retraced(ir, layout, canonical, chain.map((s) => ({ words: store.chunk(s).slice(store.offset(s), store.offset(s) + layout.width) })), last, values);
  };
  const violated = ir.properties.flatMap((p, k) => {
    const first = watch.tallies.of(k).filter((t) => t.count > 0).sort((a, b) => a.depth - b.depth)[0];
    return first ? [{ property: p.id, actions: path(first.state, first.action) }] : [];
  });
  return { complete: complete && refused === undefined, states: store.count, covered, transitions, depth, ...(refused === undefined ? {} : { refused }), violated, bytes: store.bytes };
};

/** A behaviour of the system itself along representatives: each step is one whose end has the next representative. */
const retraced = (ir: Ir, layout: Compiled['layout'], canonical: Canonical, chain: readonly { readonly words: Int32Array }[], last: number, values: readonly number[]): number[] => {
  const actions: number[] = [];
  let state = initialState(ir);
  for (const { words } of chain.slice(1)) {
    const found = [...ir.actions.keys()].find((a) => {
      const after = taken(ir, a, state);
      return after !== undefined && canonical.of(layout.pack(after)).words.every((w, k) => w === words[k]);
    });
    if (found === undefined) throw new Error(`no step leads on: the values ${values.join(', ')} are not alike`);
    actions.push(found);
    state = taken(ir, found, state)!;
  }
  if (last < 0) return actions;
  // The last step is one of the same family, by whichever of the values.
  const { name } = ir.actions[last]!;
  return [...actions, [...ir.actions.keys()].find((a) => ir.actions[a]!.name === name && taken(ir, a, state) !== undefined)!];
};

const taken = (ir: Ir, action: number, state: readonly number[]): number[] | undefined => {
  const { guard } = ir.actions[action]!;
  return guard.every((g) => holdsIn(g.e, state)) ? step(ir, action, state) : undefined;
};
