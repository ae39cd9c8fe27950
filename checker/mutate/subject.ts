/** A configuration as it is, decided; and whether what a mutant changes ever makes a difference in it. */
import { composed, compose, recomposed, type Composed } from '../compile/compose.ts';
import { observe, type Observed } from '../compile/observe.ts';
import type { Outcome } from '../explore/result.ts';
import { Masks } from '../explore/masks.ts';
import { rulesOf } from '../explore/rules.ts';
import { Search } from '../explore/search.ts';
import { Stepper } from '../explore/stepper.ts';
import { transitionNumber } from '../explore/usage.ts';
import type { Configuration } from '../model/design.ts';
import type { Ir, IrExpr } from '../model/ir.ts';
import type { System } from '../model/system.ts';
import { Influence, readExpr } from '../reduce/cone.ts';
import { decide, type Decision } from '../reduce/decide.ts';
import { coneAlone, type Slice } from '../reduce/slices.ts';
import { bareOf } from './bare.ts';
import { differencesOf, type Never } from './difference.ts';
import type { Mutant } from './mutant.ts';

/** Bytes for a search that no property asks for: deciding a mutant takes less time than a large one. */
const OWN_MEMORY = 2 ** 25;

/** The reachable states of a slice. */
interface Reached {
  readonly instances: ReadonlySet<number>;
  /** Actions that it looks at, by number in the system. */
  readonly actions: readonly number[];
  readonly search: Search;
}

/** What is known of the steps of a decided system, as far as its slices look at them. */
const neverIn = ({ tables, instances }: Ir, { taken, used }: Decision, reached: readonly Reached[]): Never => {
  const looked = new Set(reached.flatMap((r) => r.actions));
  const seen = new Set(reached.flatMap((r) => [...r.instances]));
  const made = used.map((u) => new Set(u));
  return {
    enabled: (action) => looked.has(action) && taken[action] === 0,
    made: (instance, event, from) => {
      const { table } = instances[instance]!;
      return seen.has(instance) && !made[table]!.has(transitionNumber(tables[table]!, event, from));
    },
  };
};

export class Subject {
  readonly configuration: Configuration;
  readonly system: System;
  readonly ir: Ir;
  readonly decision: Decision;
  /** By property. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Properties whose verdict differs as soon as they are found. */
  readonly telling: ReadonlySet<string>;
  readonly #composed: Composed;
  readonly #reached: Reached[];
  readonly #never: Never;
  readonly #memory: number;
  /** Sets of instances whose states together do not fit. */
  readonly #tooLarge: ReadonlySet<number>[] = [];
  #influence: Influence | undefined;

  private constructor(configuration: Configuration, system: System, base: Composed, decision: Decision, reached: Reached[], memory: number) {
    this.configuration = configuration;
    this.system = system;
    this.ir = base.ir;
    this.decision = decision;
    this.outcomes = new Map(decision.verdicts.map((v) => [v.id, v.outcome]));
    this.telling = new Set(decision.verdicts.flatMap((v) => (v.outcome === 'holds' || v.outcome === 'unreached' ? [v.id] : [])));
    this.#composed = base;
    this.#reached = reached;
    this.#never = neverIn(base.ir, decision, reached);
    this.#memory = memory;
  }

  /** Decide the configuration as it is, and keep the states of its slices. `memory`: for each search. */
  static async of(configuration: Configuration, memory: number, signal?: AbortSignal): Promise<Subject> {
    const { system } = bareOf(configuration);
    const base = composed(system);
    const reached: Reached[] = [];
    const decision = await decide(base.ir, { memory, behind: false, coverage: false, ...(signal ? { signal } : {}), onSlice: (slice, search) => search.stop === undefined && reached.push({ instances: slice.cone.instances, actions: slice.actions, search }) });
    return new Subject(configuration, system, base, decision, reached, memory);
  }

  /** What a part of a property came to. */
  part(id: string, part: number): Outcome {
    return this.decision.verdicts.find((v) => v.id === id)!.parts[part]!.outcome;
  }

  /** The mutant, composed. Throws what the composer has against it. */
  mutated({ change }: Mutant): Ir {
    if (change.of === 'ir') return change.apply(this.ir);
    const system = change.apply(this.system);
    return recomposed(this.#composed, system, change.action) ?? compose(system);
  }

  /** The mutant as it is seen from outside; undefined for a system that does not say what is seen of it. */
  observed({ change }: Mutant): { readonly was: Observed; readonly is: Observed } | undefined {
    if (!this.system.observation) return undefined;
    const was = observe(this.system);
    return { was, is: change.of === 'system' ? observe(change.apply(this.system)) : ofIr(was, change.apply(was.ir)) };
  }

  /** Whether the graph of `mutant` is another one: some reachable state meets a difference. Undefined where memory does not suffice to tell. */
  async differs(mutant: Ir): Promise<boolean | undefined> {
    if (this.#makes(mutant)) return true;
    const bySearch = new Map<Search, IrExpr[]>();
    let unknown = false;
    for (const e of differencesOf(this.ir, mutant, this.#never)) {
      const reads = new Set<number>();
      readExpr(this.ir.terminal, reads);
      readExpr(e, reads);
      const search = await this.#knowing(reads);
      if (search) bySearch.set(search, [...(bySearch.get(search) ?? []), e]);
      else unknown = true;
    }
    for (const [search, es] of bySearch) if (meets(search, es)) return true;
    return unknown ? undefined : false;
  }

  /**
   * Whether a slice of a mutant has the graph of one of the slices here, with the same properties. Not asked where fairness counts: what an action
   * waits for says more than the graph does.
   */
  same(slice: Slice, mutant: Ir): boolean {
    if (mutant.properties !== this.ir.properties || slice.ir.properties.some((p) => p.parts.some((part) => part.fairness))) return false;
    const { instances } = slice.cone;
    const mine = this.#reached.find((r) => r.instances.size === instances.size && [...instances].every((i) => r.instances.has(i)));
    return mine !== undefined && !meets(mine.search, differencesOf(mine.search.ir, slice.ir));
  }

  /** Whether some step makes a transition that leads elsewhere in a mutant of the tables alone. */
  #makes(mutant: Ir): boolean {
    if (mutant.actions !== this.ir.actions) return false;
    return this.ir.tables.some((t, k) => t !== mutant.tables[k] && this.decision.used[k]!.some((n) => {
      const [event, from] = [Math.floor(n / t.states.length), n % t.states.length];
      return t.next[event]![from] !== mutant.tables[k]!.next[event]![from];
    }));
  }

  /** The smallest search that knows what these instances can be together; one of its own, where there is none. */
  async #knowing(reads: ReadonlySet<number>): Promise<Search | undefined> {
    const fit = this.#reached.filter((r) => [...reads].every((i) => r.instances.has(i))).sort((a, b) => a.search.store.count - b.search.store.count)[0];
    if (fit) return fit.search;
    this.#influence ??= new Influence(this.ir);
    const { instances, actions } = this.#influence.cone({ label: 'difference', reads, mentions: new Set() });
    if (this.#tooLarge.some((known) => [...known].every((i) => instances.has(i)))) return undefined;
    const search = new Search(coneAlone(this.ir, { instances, actions }), { memory: Math.min(this.#memory, OWN_MEMORY) });
    await search.run();
    if (search.stop === undefined) this.#reached.push({ instances, actions: [], search });
    else this.#tooLarge.push(instances);
    return search.stop === undefined ? search : undefined;
  }
}

/** Whether some found state satisfies one of the conditions. */
const meets = ({ compiled, store }: Search, es: readonly IrExpr[]): boolean => {
  const { recoder, layout, generator } = compiled;
  // Mostly what is asked is ruled out by the states that each instance can have for itself.
  const rules = es.flatMap((e) => rulesOf(recoder.build, 0, recoder.expression(e)));
  if (rules.length === 0) return false;
  const masks = new Masks(rules, layout.bundles, generator);
  const stepper = new Stepper(compiled);
  const out = new Int32Array(rules.length);
  for (let s = 0; s < store.count; s++) {
    stepper.go(store.chunk(s), store.offset(s));
    if (masks.match(stepper.numbers, stepper.unpacked, out) > 0) return true;
  }
  return false;
};

/** Actions that a mutant adds are silent. */
const ofIr = (was: Observed, ir: Ir): Observed => ({ ...was, ir, observation: { ...was.observation, labels: ir.actions.map((_, k) => was.observation.labels[k] ?? []) } });
