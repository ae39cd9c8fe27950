/** Which slices of a system decide all of its goals, and the slice as a system of its own. */
import type { Ir, IrPart, IrProperty } from '../model/ir.ts';
import { Influence, readExpr, type Cone, type Goal } from './cone.ts';
import { failsSilently } from './silent.ts';

/** A slice: the same instances and actions by number, those outside the cone held still. */
export interface Slice {
  readonly cone: Cone;
  readonly ir: Ir;
  /** Names of the instances that it leaves still though the system moves them. */
  readonly still: readonly string[];
  /** For each action of the slice, its number in the system. */
  readonly actions: readonly number[];
  /** For each property of the slice, for each of its parts, the part's number in the system. */
  readonly parts: readonly (readonly number[])[];
  /** The slice with every property that it can decide, not only those that are left to it; for what lies behind what (R5). */
  readonly context: () => Ir;
}

export interface SliceOptions {
  /** Also cover every action family: some slice can tell whether it is ever enabled. Default true. */
  readonly coverage?: boolean;
}

/** The slices that decide every part of every property between them; the largest cones only, in a fixed order. */
export const slicesOf = (ir: Ir, options: SliceOptions = {}): readonly Slice[] => {
  const influence = new Influence(ir);
  const goals = [...ir.properties.flatMap((p) => p.parts.map((part, k) => goalOf(ir, p, part, k))), ...(options.coverage === false ? [] : familyGoals(influence))];
  const cones = goals.map((g) => influence.cone(g));
  // An event that is refused is a defect wherever it happens: what no other goal looks at is looked at for that.
  const closed = cones.map((c) => c.instances);
  for (const reads of influence.refusable()) {
    if (closed.some((c) => contains(c, reads))) continue;
    const c = influence.cone({ label: 'refusal', reads, mentions: new Set() });
    cones.push(c);
    closed.push(c.instances);
  }
  const cone = new Map<string, { instances: Set<number>; actions: Set<number> }>();
  for (const c of cones) {
    const key = [...c.instances].sort((a, b) => a - b).join();
    const known = cone.get(key);
    if (known) c.actions.forEach((a) => known.actions.add(a));
    else cone.set(key, { instances: new Set(c.instances), actions: new Set(c.actions) });
  }
  const all = [...cone.values()];
  const largest = all.filter((c) => !all.some((d) => d !== c && d.instances.size > c.instances.size && contains(d.instances, c.instances)));
  const chosen = largest.length > 0 ? largest : [{ instances: new Set<number>(), actions: new Set<number>() }];
  const decided = new Set<number>();
  return chosen
    .sort((a, b) => a.instances.size - b.instances.size)
    .map((c) => sliceOf(ir, influence, { instances: c.instances, actions: union(c, all) }, cones, decided, options.coverage !== false));
};

const contains = (big: ReadonlySet<number>, small: ReadonlySet<number>): boolean => [...small].every((x) => big.has(x));
/** Actions kept by any cone inside this one stay: their conditions can be read here. */
const union = (c: { instances: ReadonlySet<number> }, all: readonly Cone[]): Set<number> => new Set(all.filter((d) => contains(c.instances, d.instances)).flatMap((d) => [...d.actions]));

const goalOf = (ir: Ir, p: IrProperty, part: IrPart, k: number): Goal => {
  const reads = new Set<number>();
  const mentions = new Set<number>();
  readExpr(part.when, reads, mentions);
  readExpr(part.e, reads, mentions);
  if (part.unless) readExpr(part.unless, reads, mentions);
  // Whether a fair action is enabled must be known in every state of the slice, and its being taken is a step of its own.
  for (const f of part.fairness ?? []) {
    if (f.kind === 'repeatedly') readExpr(f.e, reads, mentions);
    else f.actions.forEach((a) => mentions.add(a));
  }
  return { label: `${p.id}#${k}`, reads, mentions, everyStep: p.kind === 'step' && failsSilently(ir, part), ...(part.process === undefined ? {} : { process: part.process }), ...(part.by ? { by: new Set(part.by) } : {}) };
};

/** The cone as a system of its own, without properties. */
export const coneAlone = (ir: Ir, cone: Cone): Ir => ({
  ...ir,
  properties: [],
  actions: ir.actions.flatMap((a, i) => (cone.actions.has(i) ? [{ ...a, effects: a.effects.filter((e) => cone.instances.has(e.instance)) }] : [])),
});

/** One goal a family: is its first action ever enabled? Its condition must be readable. */
const familyGoals = (influence: Influence): Goal[] => {
  const first = new Map<string, number>();
  influence.ir.actions.forEach((a, i) => first.has(a.name) || first.set(a.name, i));
  return [...first].map(([name, i]) => ({ label: `action ${name}`, reads: influence.guardReadsOf(i), mentions: new Set() }));
};

const sliceOf = (ir: Ir, influence: Influence, cone: Cone, cones: readonly Cone[], decided: Set<number>, coverage: boolean): Slice => {
  // An action that changes nothing here is a self-loop; for coverage it stays where its condition can be read.
  const actions = ir.actions.flatMap((_, i) => (cone.actions.has(i) || (coverage && contains(cone.instances, influence.guardReadsOf(i))) ? [i] : []));
  const number = new Map(actions.map((a, k) => [a, k]));
  const within = (wanted: (goal: number) => boolean): { property: IrProperty; parts: number[] }[] => {
    let goal = 0;
    return ir.properties.flatMap((property) => {
      const first = goal;
      goal += property.parts.length;
      const parts = property.parts.flatMap((_, k) => (wanted(first + k) && contains(cone.instances, cones[first + k]!.instances) ? [k] : []));
      return parts.length === 0 ? [] : [{ property: { ...property, parts: parts.map((k) => renumber(property.parts[k]!, number)) }, parts }];
    });
  };
  const mine = within((goal) => !decided.has(goal));
  let goal = 0;
  for (const p of ir.properties) for (let k = 0; k < p.parts.length; k++, goal++) if (contains(cone.instances, cones[goal]!.instances)) decided.add(goal);
  const moved = new Set(ir.actions.flatMap((a) => a.effects.map((e) => e.instance)));
  const base: Ir = { ...ir, actions: actions.map((a) => ({ ...ir.actions[a]!, effects: ir.actions[a]!.effects.filter((e) => cone.instances.has(e.instance)) })) };
  return {
    cone,
    actions,
    parts: mine.map((x) => x.parts),
    still: ir.instances.flatMap((x, i) => (moved.has(i) && !cone.instances.has(i) ? [x.name] : [])),
    ir: { ...base, properties: mine.map((x) => x.property) },
    context: () => ({ ...base, properties: within(() => true).map((x) => x.property) }),
  };
};

/** `taken`, fairness and recovery name actions by number; the slice has numbers of its own. */
const renumber = (part: IrPart, number: ReadonlyMap<number, number>): IrPart => ({
  ...renumberTaken(part, number),
  ...(part.fairness ? { fairness: part.fairness.map((f) => (f.kind === 'repeatedly' ? f : { ...f, actions: f.actions.map((a) => number.get(a)!) })) } : {}),
  // What the slice leaves out changes nothing in it: a way back needs it no more than any other behaviour does.
  ...(part.by ? { by: part.by.flatMap((a) => number.get(a) ?? []) } : {}),
});

const renumberTaken = (part: IrPart, number: ReadonlyMap<number, number>): IrPart => {
  const walk = (x: unknown): unknown => {
    if (Array.isArray(x)) return x.map(walk);
    if (typeof x !== 'object' || x === null) return x;
    const node = x as Record<string, unknown>;
    if (node['op'] === 'taken') return { op: 'taken', actions: (node['actions'] as number[]).map((a) => number.get(a)!) };
    return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, k === 'states' || k === 'values' ? v : walk(v)]));
  };
  return walk(part) as IrPart;
};
