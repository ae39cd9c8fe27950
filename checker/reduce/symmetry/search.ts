/** Breadth-first search over one state of each orbit. Safety only: properties of states and steps. */
import { DEFAULT_MEMORY } from '../../explore/options.ts';
import { FULL, Store } from '../../explore/store.ts';
import { Before } from '../../ir/before.ts';
import { kleene, type Condition } from '../../ir/kleene.ts';
import { holds as holdsIn, initialState, step } from '../../ir/interpret.ts';
import type { Ir } from '../../model/ir.ts';
import type { System } from '../../model/system.ts';
import { Canonical } from './canonical.ts';
import { PlainLayout } from './plain-layout.ts';

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
export const searchOrbits = async (system: System, ir: Ir, sort: string, values: readonly number[], options: SymmetricOptions = {}): Promise<SymmetricResult> => {
  const layout = new PlainLayout(ir);
  const canonical = new Canonical(system, ir, layout, sort, values);
  const store = new Store(layout.width, options.memory ?? DEFAULT_MEMORY);
  const { build, ...watch } = watchOf(ir);
  const over = kleene(ir.terminal, ir);
  const actions = ir.actions.map((a, k) => ({
    k,
    guard: kleene(build.and(a.guard.map((g) => g.e)), ir),
    effects: a.effects.map((f) => ({ instance: f.instance, cases: f.cases.map((c) => ({ when: c.when && kleene(c.when, ir), next: ir.tables[ir.instances[f.instance]!.table]!.next[c.event]! })) })),
    violations: watch.steps(k),
  }));
  const start = canonical.of(layout.pack(initialState(ir)));
  let complete = store.add(start.words, -1) !== FULL;
  let covered = start.orbit;
  let [transitions, depth, end] = [0, 0, 1];
  let refused: string | undefined;
  const found = new Map<number, { readonly state: number; readonly action: number }>();
  const codes = new Int32Array(ir.instances.length);
  const state = new Int32Array(ir.instances.length);
  for (let s = 0; complete && s < store.count && refused === undefined; s++) {
    if (s === end) {
      depth++;
      end = store.count;
    }
    if ((s & 1023) === 0) {
      // An interruption is heard only between two turns of the event loop.
      await new Promise((resume) => setImmediate(resume));
      if (options.stopped?.(store.count)) {
        complete = false;
        break;
      }
    }
    layout.unpack(store.chunk(s), store.offset(s), codes);
    for (let i = 0; i < codes.length; i++) state[i] = layout.domains.states[i]![codes[i]!]!;
    for (const v of watch.states) if (!found.has(v.property) && v.test(state) === 2) found.set(v.property, { state: s, action: -1 });
    if (over(state) === 2) continue;
    for (const a of actions) {
      if (a.guard(state) !== 2) continue;
      const after = state.slice();
      for (const f of a.effects) {
        const c = f.cases.find((x) => x.when === undefined || x.when(state) === 2);
        if (!c) continue;
        const to = c.next[state[f.instance]!]!;
        if (to < 0) refused = ir.actions[a.k]!.label;
        after[f.instance] = to;
      }
      if (refused !== undefined) break;
      transitions++;
      for (const v of a.violations) if (!found.has(v.property) && v.test(state) === 2) found.set(v.property, { state: s, action: a.k });
      const { words, orbit } = canonical.of(layout.pack(after));
      const before = store.count;
      if (store.add(words, s) === FULL) {
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
    const first = found.get(k);
    return first ? [{ property: p.id, actions: path(first.state, first.action) }] : [];
  });
  return { complete: complete && refused === undefined, states: store.count, covered, transitions, depth, ...(refused === undefined ? {} : { refused }), violated, bytes: store.bytes };
};

/** A behaviour of the system itself along representatives: each step is one whose end has the next representative. */
const retraced = (ir: Ir, layout: PlainLayout, canonical: Canonical, chain: readonly { readonly words: Int32Array }[], last: number, values: readonly number[]): number[] => {
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

interface Watched {
  readonly property: number;
  readonly test: Condition;
}

/** What violates a property: in a state, and by a step of an action, said of the state before it. */
const watchOf = (ir: Ir) => {
  const before = new Before(ir);
  const b = before.build;
  const violated = ir.properties.flatMap((p, property) => p.parts.map((x) => ({ property, step: p.kind === 'step', e: b.and([x.when, b.not(x.e)]) })));
  const tested = (xs: readonly { readonly property: number; readonly e: Parameters<typeof kleene>[0] }[]): Watched[] => xs.flatMap(({ property, e }) => (e.op === 'const' && !e.value ? [] : [{ property, test: kleene(e, ir) }]));
  return {
    build: b,
    states: tested(violated.filter((v) => !v.step)),
    steps: (action: number) => tested(violated.flatMap((v) => (v.step ? [{ property: v.property, e: before.condition(v.e, action) }] : []))),
  };
};
