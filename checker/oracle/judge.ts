/** Verdicts read off a naive graph, kind by kind, from the words that define the kinds. */
import type { Expr } from '../model/expression.ts';
import type { Property } from '../model/property.ts';
import type { NaiveGraph, NaiveState } from './naive.ts';
import { judgeLiveness, type Region } from './progress.ts';
import { assignments, filled, type Env } from './world.ts';

export interface NaiveVerdict {
  readonly id: string;
  /** States (kind `step`: steps) that violate; for `sometimes`: that satisfy; of a lasso: that can lie on its loop. */
  readonly count: number;
  /** Steps in the shortest trace to one; none for a lasso, whose length is no part of its definition. */
  readonly depth?: number;
  readonly vacuous: boolean;
  /** The states (kind `step`: the edges) counted, by position in the graph. */
  readonly found: readonly number[];
}

/** Judge every property of the system in its graph. */
export const judge = (g: NaiveGraph): NaiveVerdict[] => g.moves.world.system.properties.map((p) => ({ id: p.id, ...verdict(g, p) }));

/** `region`: the part in which behaviours of a liveness property stay; by default the whole. */
export const verdict = (g: NaiveGraph, p: Property, region?: Region): Omit<NaiveVerdict, 'id'> => {
  const { evaluator, world } = g.moves;
  const { sorts, quiescence } = world.system;
  const at = (s: NaiveState, e: Expr, env: Env = {}): boolean => evaluator.holds(e, env, s.snapshots);
  const where = (test: (s: NaiveState, k: number) => boolean, met: (s: NaiveState) => boolean = () => true): Omit<NaiveVerdict, 'id'> => {
    const found = g.states.flatMap((s, k) => (test(s, k) ? [k] : []));
    const depths = found.map((k) => g.states[k]!.depth);
    return { count: found.length, found, ...(found.length ? { depth: Math.min(...depths) } : {}), vacuous: found.length === 0 && !g.states.some(met) };
  };
  switch (p.kind) {
    case 'always':
      return where((s) => !at(s, p.expr), (s) => says(p.expr, {}, sorts, (e, env) => at(s, e, env)));
    case 'whenQuiescent': {
      const q = quiescence!;
      const envs = [...assignments({}, { [q.bind]: q.sort }, sorts)];
      return where(
        (s) => envs.some((env) => at(s, q.expr, env) && !at(s, p.expr, env)),
        (s) => envs.some((env) => at(s, q.expr, env) && says(p.expr, env, sorts, (e, inner) => at(s, e, inner))),
      );
    }
    case 'sometimes':
      return { ...where((s) => at(s, p.expr)), vacuous: false };
    case 'survives':
      return where((s) => s.ended && at(s, p.expr));
    case 'step': {
      const steps = g.edges.map(({ from, move, to }) => ({ s: g.states[from]!, step: { action: move.name, args: move.args, next: g.states[to]!.snapshots } }));
      const found = steps.flatMap(({ s, step }, k) => (evaluator.holds(p.expr, {}, s.snapshots, step) ? [] : [k]));
      const depths = found.map((k) => steps[k]!.s.depth + 1);
      const met = steps.some(({ s, step }) => says(p.expr, {}, sorts, (e, env) => evaluator.holds(e, env, s.snapshots, step)));
      return { count: found.length, found, ...(found.length ? { depth: Math.min(...depths) } : {}), vacuous: !met };
    }
    case 'dead': {
      const moving = new Set(g.edges.map((e) => e.from));
      return where((s, k) => !moving.has(k) && !s.ended && !(p.unless && at(s, p.unless)), (s) => !(p.unless && at(s, p.unless)));
    }
    case 'stuck': {
      const envs = [...assignments({}, p.bind ?? {}, sorts)];
      const free = envs.map((env) => canStillMove(g, filled(p.process, env)));
      return where((s, k) => envs.some((env, n) => !free[n]!.has(k) && at(s, p.inside, env)), (s) => envs.some((env) => at(s, p.inside, env)));
    }
    case 'leadsTo':
    case 'eventually':
    case 'alwaysEventually':
    case 'eventuallyAlways':
    case 'recoverable': {
      const parts = judgeLiveness(g, p, region);
      const found = [...new Set(parts.flatMap((x) => [...x.found]))].sort((a, b) => a - b);
      const shortest = p.kind === 'recoverable' && found.length > 0 ? { depth: Math.min(...found.map((k) => g.states[k]!.depth)) } : {};
      return { count: found.length, found, ...shortest, vacuous: parts.every((x) => x.vacuity !== undefined) };
    }
  }
};

/**
 * States reachable without passing a violation (R5): states that violate an `always` or `whenQuiescent` are reached, but
 * not left, and steps that violate a `step` property are not taken.
 */
export const cleanPart = (g: NaiveGraph, verdicts: readonly NaiveVerdict[]): { states: ReadonlySet<number>; left: ReadonlySet<number> } => {
  const kinds = new Map(g.moves.world.system.properties.map((p) => [p.id, p.kind] as const));
  const found = (...wanted: string[]): Set<number> => new Set(verdicts.filter((v) => wanted.includes(kinds.get(v.id)!)).flatMap((v) => v.found));
  const bad = found('always', 'whenQuiescent');
  const forbidden = found('step');
  const states = new Set([0]);
  const left = new Set<number>();
  for (const s of states) {
    if (bad.has(s)) continue;
    left.add(s);
    g.edges.forEach((e, k) => {
      if (e.from === s && !forbidden.has(k)) states.add(e.to);
    });
  }
  return { states, left };
};

/** States with a future in which the process has an enabled action, or the system ends. */
const canStillMove = (g: NaiveGraph, process: string): Set<number> => {
  const free = new Set<number>();
  g.states.forEach((s, k) => s.ended && free.add(k));
  for (const e of g.edges) if (e.move.process === process) free.add(e.from);
  for (let size = -1; size !== free.size; ) {
    size = free.size;
    for (const e of g.edges) if (free.has(e.to)) free.add(e.from);
  }
  return free;
};

/** Whether a property says anything here: the antecedents of its top-level implications hold. */
const says = (e: Expr, env: Env, sorts: Readonly<Record<string, number>>, holds: (e: Expr, env: Env) => boolean): boolean => {
  switch (e.op) {
    case 'implies':
      return holds(e.a, env) && says(e.b, env, sorts, holds);
    case 'forall':
      return [...assignments(env, { [e.bind]: e.sort }, sorts)].some((inner) => says(e.e, inner, sorts, holds));
    case 'and':
      return e.es.some((x) => says(x, env, sorts, holds));
    default:
      return true;
  }
};
