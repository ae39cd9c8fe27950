/** Liveness read off a naive graph, kind by kind, from the words that define the kinds. */
import type { Expr } from '../model/expression.ts';
import type { Cause, Fairness, OfAction, Party } from '../model/fairness.ts';
import type { Property } from '../model/property.ts';
import { actionName } from '../model/system.ts';
import { canReach, fairStates, reachable, type Constraint } from './fair-states.ts';
import type { Move } from './moves.ts';
import type { NaiveEdge, NaiveGraph } from './naive.ts';
import { assignments, filled, type Env } from './world.ts';

/** A part of the graph: what is reached, and the steps that count. Which actions are enabled is always judged in the whole. */
export interface Region {
  readonly states: ReadonlySet<number>;
  readonly edges: readonly NaiveEdge[];
}

/** Why a property that is kept says nothing. */
export type NaiveVacuity = 'antecedent' | 'ends' | 'unsatisfiable' | 'implied';

export interface NaiveLiveness {
  /** States on fair behaviours that break the property; for `recoverable` those from which no way leads to the goal. */
  readonly found: ReadonlySet<number>;
  readonly vacuity?: NaiveVacuity;
}

type Live = Extract<Property, { kind: 'leadsTo' | 'eventually' | 'alwaysEventually' | 'eventuallyAlways' | 'recoverable' }>;

/** Judge one property, a part for each value of its variables. */
export const judgeLiveness = (g: NaiveGraph, p: Live, region: Region = { states: new Set(g.states.keys()), edges: g.edges }): NaiveLiveness[] =>
  [...assignments({}, p.bind ?? {}, g.moves.world.system.sorts)].map((env) => new Judge(g, region, env).part(p));

class Judge {
  readonly #g: NaiveGraph;
  readonly #region: Region;
  readonly #env: Env;
  readonly #enabled: readonly Move[][];

  constructor(g: NaiveGraph, region: Region, env: Env) {
    this.#g = g;
    this.#region = region;
    this.#env = env;
    const enabled: Move[][] = g.states.map(() => []);
    for (const e of g.edges) enabled[e.from]!.push(e.move);
    this.#enabled = enabled;
  }

  part(p: Live): NaiveLiveness {
    if (p.kind === 'recoverable') return this.#recoverable(p);
    const live = this.#where(() => true);
    const constraints = p.fairness.flatMap((f) => this.#constraints(f));
    const e = p.kind === 'leadsTo' ? p.to : p.expr;
    const unless = p.kind === 'leadsTo' ? p.unless : undefined;
    const goal = this.#where((s) => this.#at(s, e) || (unless !== undefined && this.#at(s, unless)));
    const pending = new Set([...live].filter((s) => !goal.has(s)));
    const antecedent = p.kind === 'leadsTo' ? this.#where((s) => this.#at(s, p.from)) : p.kind === 'eventually' ? this.#where((s) => s === 0) : live;
    if (antecedent.size === 0) return { found: new Set(), vacuity: 'antecedent' };
    const { edges } = this.#region;
    const start = new Set([...antecedent].filter((s) => pending.has(s)));
    const within = reachable(start, pending, edges);
    const leaves: Constraint = { triggered: () => true, discharged: (s) => pending.has(s), taken: () => false };
    const found = p.kind === 'eventuallyAlways' ? fairStates(live, edges, [...constraints, leaves]) : fairStates(within, edges, constraints);
    if (found.size > 0) return { found };
    const reached = p.kind === 'leadsTo' || p.kind === 'eventually' ? edges.some((x) => within.has(x.from) && goal.has(x.to)) : goal.size > 0;
    if (start.size > 0 && !reached) return { found, vacuity: 'ends' };
    const repeated = p.fairness.flatMap((f) => ('repeatedly' in f ? [this.#where((s) => this.#at(s, f.repeatedly))] : []));
    const from = p.kind === 'leadsTo' ? start : new Set([0]);
    if (repeated.length > 0 && fairStates(reachable(from, live, edges), edges, constraints).size === 0) return { found, vacuity: 'unsatisfiable' };
    if (p.kind !== 'eventuallyAlways' && repeated.some((r) => [...r].every((s) => goal.has(s)))) return { found, vacuity: 'implied' };
    return { found };
  }

  #recoverable(p: Live & { kind: 'recoverable' }): NaiveLiveness {
    const own = p.by.flatMap((party) => this.#meant(party, ['system', 'guest', 'operator']).flat());
    const edges = this.#g.edges.filter((e) => own.includes(e.move));
    const all = new Set(this.#g.states.keys());
    const way = canReach(new Set([...all].filter((s) => !this.#g.states[s]!.ended && this.#at(s, p.goal))), all, edges);
    const from = this.#where((s) => p.from === undefined || this.#at(s, p.from));
    return { found: new Set([...from].filter((s) => !way.has(s))), ...(from.size === 0 ? { vacuity: 'antecedent' } : {}) };
  }

  #at(state: number, e: Expr): boolean {
    return this.#g.moves.evaluator.holds(e, this.#env, this.#g.states[state]!.snapshots);
  }

  /** States of the region before the system's end. */
  #where(test: (state: number) => boolean): Set<number> {
    return new Set([...this.#region.states].filter((s) => !this.#g.states[s]!.ended && test(s)));
  }

  #constraints(f: Fairness): Constraint[] {
    if ('repeatedly' in f) return [{ triggered: () => true, discharged: (s) => this.#at(s, f.repeatedly), taken: () => false }];
    const { moves } = this.#g;
    const granted = (moves.world.system.assumptions ?? []).flatMap((a) => a.conjuncts);
    return this.#meant('weak' in f ? f.weak : f.strong, ['system']).map((set): Constraint => {
      const enabled = (s: number): boolean => this.#enabled[s]!.some((m) => set.includes(m));
      const waits = (s: number): boolean => set.some((m) => moves.failing(m, this.#g.states[s]!.snapshots).every((c) => granted.includes(c)));
      return { triggered: enabled, discharged: 'weak' in f ? (s) => !waits(s) : () => false, taken: (e) => set.includes(e.move) };
    });
  }

  /** The sets of moves that a party means, one a process, or one a value of `*`. */
  #meant(party: Party, byDefault: readonly Cause[]): Move[][] {
    const moves = this.#g.moves.all;
    const grouped = (chosen: readonly Move[], key: (m: Move) => string): Move[][] => [...new Set(chosen.map(key))].map((k) => chosen.filter((m) => key(m) === k));
    if (typeof party !== 'string' && 'action' in party) return this.#members(party, moves, grouped);
    const { process, causes = byDefault } = typeof party === 'string' ? { process: party } : party;
    const wanted = filled(process, this.#env).split(/[[\],]/);
    const fits = (name: string): boolean => {
      const pieces = name.split(/[[\],]/);
      return pieces.length === wanted.length && wanted.every((w, k) => w === '*' || w === pieces[k]);
    };
    return grouped(moves.filter((m) => fits(m.process) && causes.includes(m.action.cause ?? 'system')), (m) => m.process);
  }

  #members({ action, args = {} }: OfAction, moves: readonly Move[], grouped: (chosen: readonly Move[], key: (m: Move) => string) => Move[][]): Move[][] {
    const given = Object.entries(args);
    const value = (v: string | number): string | number => (typeof v === 'string' && v in this.#env ? this.#env[v]! : v);
    const chosen = moves.filter((m) => actionName(m.action) === action && given.every(([x, v]) => v === '*' || m.args[x] === value(v)));
    return grouped(chosen, (m) => given.map(([x]) => String(m.args[x])).join());
  }
}
