/**
 * Where two systems differ that share their instances: conditions on a state, each of a few instances. While none of them is met, both make
 * the same steps; so if no reachable state of one of them meets one, both have the same graph.
 */
import { IrBuilder, FALSE, TRUE } from '../ir/build.ts';
import type { Ir, IrAction, IrEffect, IrExpr } from '../model/ir.ts';

/** What is known of the steps of a system: actions that are never enabled, and transitions that change an instance and are never made. */
export interface Never {
  readonly enabled: (action: number) => boolean;
  readonly made: (instance: number, event: number, from: number) => boolean;
}

/** `b` may have further instances: they stand where they start until the first difference. */
export const differencesOf = (a: Ir, b: Ir, never?: Never): IrExpr[] => {
  const n = a.instances.length;
  if (b.instances.length < n || a.instances.some((x, i) => x.initial !== b.instances[i]!.initial)) return [TRUE];
  const build = new IrBuilder(a.instances.map((x) => a.tables[x.table]!.states.length));
  const early = (e: IrExpr): IrExpr => atStart(e, b, n, build);
  const guard = (x: IrAction): IrExpr => build.and(x.guard.map((g) => early(g.e)));
  const tableChanged = a.tables.map((t, k) => t !== b.tables[k]);
  const others = new Map(b.actions.map((x) => [x.label, x]));
  const found: IrExpr[] = [];
  for (const [action, x] of a.actions.entries()) {
    const y = others.get(x.label);
    others.delete(x.label);
    if (y === undefined) {
      found.push(guard(x));
      continue;
    }
    if (x === y && !x.effects.some((f) => tableChanged[a.instances[f.instance]!.table])) continue;
    const only = oneOnly(x, y, early, build);
    found.push(only);
    // An action that is enabled in both is so in the first.
    if (never?.enabled(action)) continue;
    const h = guard(y);
    const effects = (z: IrAction): Map<number, IrEffect> => new Map(z.effects.map((f) => [f.instance, f]));
    const [mine, theirs] = [effects(x), effects(y)];
    for (const i of new Set([...mine.keys(), ...theirs.keys()])) {
      if (i >= n) {
        found.push(h);
        continue;
      }
      const [f, k] = [mine.get(i), theirs.get(i)];
      if (f === k && !tableChanged[a.instances[i]!.table]) continue;
      found.push(build.and([h, build.or(reactions(a, i, f, early, build).flatMap((p) => reactions(b, i, k, early, build).map((q) => build.and([p.when, q.when, build.in(i, p.next.flatMap((to, s) => (to === q.next[s] || (to !== s && p.event !== undefined && never?.made(i, p.event, s)) ? [] : [s])))]))))]));
    }
  }
  for (const y of others.values()) found.push(guard(y));
  const alive = build.not(a.terminal);
  return found.map((e) => build.and([alive, e])).filter((e) => e.op !== 'const' || e.value);
};

/** Where only one of two actions is enabled: what both ask stands apart. */
const oneOnly = (x: IrAction, y: IrAction, early: (e: IrExpr) => IrExpr, build: IrBuilder): IrExpr => {
  const [mine, theirs] = [x, y].map((a) => new Map(a.guard.map((g) => early(g.e)).map((e) => [JSON.stringify(e), e]))) as [Map<string, IrExpr>, Map<string, IrExpr>];
  const rest = (of: Map<string, IrExpr>, other: Map<string, IrExpr>): IrExpr => build.and([...of].flatMap(([key, e]) => (other.has(key) ? [] : [e])));
  const [g, h] = [rest(mine, theirs), rest(theirs, mine)];
  return build.and([...[...mine].flatMap(([key, e]) => (theirs.has(key) ? [e] : [])), build.or([build.and([g, build.not(h)]), build.and([h, build.not(g)])])]);
};

/** What an instance may do on an action: when, and its local state after each of its local states. */
const reactions = ({ instances, tables }: Ir, instance: number, effect: IrEffect | undefined, early: (e: IrExpr) => IrExpr, build: IrBuilder): { readonly when: IrExpr; readonly event?: number; readonly next: readonly number[] }[] => {
  const table = tables[instances[instance]!.table]!;
  let before: IrExpr = TRUE;
  const found = (effect?.cases ?? []).map((c) => {
    const own = c.when ? early(c.when) : TRUE;
    const when = build.and([before, own]);
    before = build.and([before, build.not(own)]);
    return { when, event: c.event, next: table.next[c.event]! };
  });
  return [...found, { when: before, next: table.states.map((_, s) => s) }].filter((r) => r.when.op !== 'const' || r.when.value);
};

/** An expression with the instances from the `n`-th on in their initial states. */
const atStart = (e: IrExpr, ir: Ir, n: number, build: IrBuilder): IrExpr => {
  switch (e.op) {
    case 'in':
      return e.instance < n ? e : e.states.includes(ir.instances[e.instance]!.initial) ? TRUE : FALSE;
    case 'not':
      return build.not(atStart(e.e, ir, n, build));
    case 'and':
      return build.and(e.es.map((x) => atStart(x, ir, n, build)));
    case 'or':
      return build.or(e.es.map((x) => atStart(x, ir, n, build)));
    default:
      return e;
  }
};
