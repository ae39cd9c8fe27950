/**
 * The labelled transition system of an observed system: every reachable state and step, with what is seen of each step. Only what the
 * observation can depend on is explored (docs/reductions.md); what is left out changes nothing that is seen.
 */
import type { Observed } from '../compile/observe.ts';
import { Ints } from '../explore/ints.ts';
import { DEFAULT_MEMORY, type ExploreOptions } from '../explore/options.ts';
import { Search, type Stop } from '../explore/search.ts';
import { Stepper } from '../explore/stepper.ts';
import { TERMINAL, Watch } from '../explore/watch.ts';
import { holds } from '../ir/interpret.ts';
import type { Ir, IrObservation } from '../model/ir.ts';
import { Influence, readExpr } from '../reduce/cone.ts';

/** Numbers of what is seen, shared by the systems that are compared. */
export class Labels {
  /** Nothing is seen. */
  static readonly SILENT = 0;
  /** Nothing more will be seen unless the environment moves. */
  static readonly QUIET = 1;
  readonly names: string[] = ['', 'nothing more happens by itself'];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    let n = this.#numbers.get(name);
    if (n === undefined) this.#numbers.set(name, (n = this.names.push(name) - 1));
    return n;
  }
}

export interface Lts {
  readonly observed: Observed;
  readonly states: number;
  /** Steps of state s: first[s] .. first[s + 1] - 1. */
  readonly first: Int32Array;
  readonly target: Ints;
  readonly label: Ints;
  /** Number of the action in the observed system. */
  readonly action: Ints;
  readonly transitions: number;
  /** Nothing is seen from here on unless the environment moves. */
  readonly quiet: Uint8Array;
  /** Local states of a state; instances that were left out stand where they start. */
  readonly read: (state: number) => number[];
  /** Why not everything was explored. */
  readonly stop: Stop | undefined;
}

/** Explore `observed` and label its steps. Its memory counts against `options.memory`. */
export const ltsOf = async (observed: Observed, labels: Labels, options: ExploreOptions = {}): Promise<Lts> => {
  const { ir, numbers } = visiblePart(observed);
  const search = new Search(ir, options);
  await search.run();
  const { store, compiled } = search;
  const limit = (options.memory ?? DEFAULT_MEMORY) - store.bytes;
  let taken = 0;
  const reserve = (bytes: number): boolean => (taken += bytes) <= limit;
  const [target, label, action] = [new Ints(reserve), new Ints(reserve), new Ints(reserve)];
  const first = new Int32Array(store.count + 1);
  const watch = new Watch(ir, compiled);
  const stepper = new Stepper(compiled);
  const see = new Seer(ir, observed.observation, numbers, labels);
  const ended = new Uint8Array(store.count);
  const read = (s: number): number[] => compiled.layout.read(store.chunk(s), store.offset(s));
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    if ((watch.state(stepper, s, 0) & TERMINAL) !== 0) ended[s] = 1;
  }
  let stop = search.stop;
  for (let s = 0; s < store.count && stop === undefined; s++) {
    first[s] = target.length;
    if (ended[s] === 1) continue;
    stepper.load(store.chunk(s), store.offset(s));
    const n = stepper.enabled();
    let state: number[] | undefined;
    for (let k = 0; k < n; k++) {
      const a = stepper.actions[k]!;
      stepper.apply(a);
      const to = store.find(stepper.next);
      const l = see.label(a, () => (state ??= read(s)), ended[to] === 1 ? () => read(to) : undefined);
      // A silent step that changes nothing is no step.
      if (to === s && l === Labels.SILENT) continue;
      if (!(target.push(to) && label.push(l) && action.push(numbers[a]!))) {
        stop = 'memory';
        break;
      }
    }
  }
  first[store.count] = target.length;
  const byItself = observed.ir.actions.map((a) => a.cause === 'system');
  const lts = { observed, states: store.count, first, target, label, action, transitions: target.length, read, stop };
  return { ...lts, quiet: stop === undefined ? quietStates(lts, byItself) : new Uint8Array(store.count) };
};

/** What the labels, the state and the end can depend on, as a system of its own; for each of its actions its number. */
const visiblePart = ({ ir, observation }: Observed): { readonly ir: Ir; readonly numbers: readonly number[] } => {
  const reads = new Set<number>(observation.end === undefined ? [] : [observation.end]);
  for (const { e } of observation.state) readExpr(e, reads);
  const seen = new Set<number>();
  observation.labels.forEach((cases, a) => {
    if (cases.length > 0) seen.add(a);
    for (const c of cases) {
      if (c.when) readExpr(c.when, reads);
      for (const { e } of c.shows) readExpr(e, reads);
    }
  });
  const cone = new Influence(ir).cone({ label: 'observation', reads, mentions: seen });
  const numbers = [...cone.actions].sort((a, b) => a - b);
  return { numbers, ir: { ...ir, actions: numbers.map((a) => ({ ...ir.actions[a]!, effects: ir.actions[a]!.effects.filter((f) => cone.instances.has(f.instance)) })) } };
};

/** Names what is seen of a step. */
class Seer {
  readonly #ir: Ir;
  readonly #observation: IrObservation;
  readonly #numbers: readonly number[];
  readonly #labels: Labels;
  /** Label of an action that is always seen alike; -1 where it must be looked at. */
  readonly #fixed: Int32Array;

  constructor(ir: Ir, observation: IrObservation, numbers: readonly number[], labels: Labels) {
    this.#ir = ir;
    this.#observation = observation;
    this.#numbers = numbers;
    this.#labels = labels;
    this.#fixed = Int32Array.from(numbers, (a) => {
      const [c] = observation.labels[a]!;
      if (!c) return Labels.SILENT;
      return c.when || c.shows.length > 0 ? -1 : labels.number(c.label);
    });
  }

  /** `ending`: the state after, if it ends the system. */
  label(action: number, before: () => readonly number[], ending: (() => readonly number[]) | undefined): number {
    const fixed = this.#fixed[action]!;
    if (fixed >= 0 && !ending) return fixed;
    const own = fixed >= 0 ? this.#labels.names[fixed]! : this.#text(this.#numbers[action]!, before());
    if (!ending) return own === '' ? Labels.SILENT : this.#labels.number(own);
    const { end } = this.#observation;
    const instance = end === undefined ? undefined : this.#ir.instances[end]!;
    const how = instance ? `${instance.name} ends: ${this.#ir.tables[instance.table]!.states[ending()[end!]!]}` : 'the end';
    return this.#labels.number(own === '' ? how : `${own}; ${how}`);
  }

  #text(action: number, state: readonly number[]): string {
    const c = this.#observation.labels[action]!.find((x) => x.when === undefined || holds(x.when, state));
    if (!c) return '';
    return c.shows.length === 0 ? c.label : `${c.label}: ${c.shows.map(({ name, e }) => `${name}=${holds(e, state) ? 1 : 0}`).join(' ')}`;
  }
}

/** States from which the system by itself brings about nothing that is seen. */
const quietStates = ({ states, first, target, label, action }: Omit<Lts, 'quiet'>, byItself: readonly boolean[]): Uint8Array => {
  const quiet = new Uint8Array(states).fill(1);
  for (let changed = true; changed; ) {
    changed = false;
    for (let s = states - 1; s >= 0; s--) {
      if (quiet[s] === 0) continue;
      for (let k = first[s]!; k < first[s + 1]!; k++)
        if (byItself[action.get(k)] && (label.get(k) !== Labels.SILENT || quiet[target.get(k)] === 0)) {
          quiet[s] = 0;
          changed = true;
          break;
        }
    }
  }
  return quiet;
};
