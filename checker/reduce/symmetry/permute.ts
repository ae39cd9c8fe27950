/**
 * How a permutation of the values of one index sort acts on a system: on its instances, on the local states and events that
 * name such values, and on its actions. Nothing is taken from names: which event stands for which is read off the two members
 * of each action family, and which state for which by running both machines side by side from their common start.
 */
import { declared } from '../../compile/expand-action.ts';
import type { Ir, IrAction, IrEffect, IrExpr, IrTerm } from '../../model/ir.ts';
import { actionName, type System } from '../../model/system.ts';

/** The action of a permutation on an IR: images, by number. */
export interface Permuted {
  readonly instances: readonly number[];
  readonly actions: readonly number[];
  /** By table. */
  readonly states: readonly (readonly number[])[];
  /** By table; only events that some action sends. */
  readonly events: readonly ReadonlyMap<number, number>[];
  /** By table: the states that count ({@link liveStates}). */
  readonly live: readonly (readonly boolean[])[];
}

/** Why a permutation is no symmetry: the action or component that tells the values apart. */
export interface Broken {
  readonly broken: string;
}
export const isBroken = (x: Permuted | Broken): x is Broken => 'broken' in x;

/** The parameters of each family that range over `sort`. */
const paramsOver = (system: System, sort: string): ReadonlyMap<string, readonly string[]> =>
  new Map(declared(system).map(({ action }) => [actionName(action), action.params.flatMap((p) => ('sort' in p && p.sort === sort ? [p.name] : []))]));

const memberKey = (name: string, args: Readonly<Record<string, number | string>>): string => JSON.stringify([name, ...Object.entries(args)]);

/** The values of `sort` that the parameters of an action have, in the order of the parameters. */
export const argumentsOver = (system: System, sort: string): ((a: IrAction) => readonly number[]) => {
  const params = paramsOver(system, sort);
  return (a) => (params.get(a.name) ?? []).map((p) => a.args[p] as number);
};

/** By table: the local states that some instance can reach by events that some action sends. No other one plays a part. */
export const liveStates = (ir: Ir): readonly (readonly boolean[])[] => {
  const sent = ir.tables.map(() => new Set<number>());
  for (const a of ir.actions) for (const f of a.effects) for (const c of f.cases) sent[ir.instances[f.instance]!.table]!.add(c.event);
  return ir.tables.map((table, t) => {
    const live = table.states.map(() => false);
    const waiting = ir.instances.flatMap((x) => (x.table === t ? [x.initial] : []));
    for (let s = waiting.pop(); s !== undefined; s = waiting.pop()) {
      if (live[s]) continue;
      live[s] = true;
      for (const e of sent[t]!) if (table.next[e]![s]! >= 0) waiting.push(table.next[e]![s]!);
    }
    return live;
  });
};

/** `permutation[v]`: the image of value v of `sort`. */
export const permute = (system: System, ir: Ir, sort: string, permutation: readonly number[]): Permuted | Broken => {
  const live = liveStates(ir);
  const instances = instanceImages(ir, sort, permutation);
  const params = paramsOver(system, sort);
  const members = new Map(ir.actions.map((a, i) => [memberKey(a.name, a.args), i]));
  const actions: number[] = [];
  for (const a of ir.actions) {
    const over = params.get(a.name) ?? [];
    const image = members.get(memberKey(a.name, Object.fromEntries(Object.entries(a.args).map(([p, v]) => [p, over.includes(p) ? permutation[v as number]! : v]))));
    if (image === undefined) return { broken: `action ${a.label} has no counterpart` };
    actions.push(image);
  }
  const events = eventImages(ir, instances, actions);
  if ('broken' in events) return events;
  const states: number[][] = [];
  for (const [t, table] of ir.tables.entries()) {
    const image = stateImages(live[t]!, table.next, events.maps[t]!);
    if (!image) return { broken: `component ${table.component} treats the values of ${sort} differently` };
    states.push(image);
  }
  const permuted: Permuted = { instances, actions, states, events: events.maps, live };
  const odd = ir.actions.find((a, i) => !sameAction(a, ir.actions[actions[i]!]!, permuted, ir));
  return odd ? { broken: `action ${odd.label} treats the values of ${sort} differently` } : permuted;
};

const instanceImages = (ir: Ir, sort: string, permutation: readonly number[]): number[] => {
  const at = new Map(ir.instances.map((x, i) => [`${x.table}:${x.index.join()}`, i]));
  return ir.instances.map((x) => {
    const over = ir.tables[x.table]!.index;
    return at.get(`${x.table}:${x.index.map((v, d) => (over[d] === sort ? permutation[v]! : v)).join()}`)!;
  });
};

const eventImages = (ir: Ir, instances: readonly number[], actions: readonly number[]): { readonly maps: readonly Map<number, number>[] } | Broken => {
  const maps = ir.tables.map(() => new Map<number, number>());
  for (const [i, a] of ir.actions.entries()) {
    const theirs = new Map(ir.actions[actions[i]!]!.effects.map((f) => [f.instance, f]));
    for (const f of a.effects) {
      const g = theirs.get(instances[f.instance]!);
      if (!g || g.cases.length !== f.cases.length || a.effects.length !== theirs.size) return { broken: `action ${a.label} has other effects than its counterpart` };
      const map = maps[ir.instances[f.instance]!.table]!;
      for (const [k, c] of f.cases.entries()) {
        const to = g.cases[k]!.event;
        if ((map.get(c.event) ?? to) !== to) return { broken: `action ${a.label} sends an event that stands for two` };
        map.set(c.event, to);
      }
    }
  }
  return { maps };
};

/** Both machines run side by side: the start stands for itself, and so does a start that no event leads to. */
const stateImages = (live: readonly boolean[], next: readonly (readonly number[])[], events: ReadonlyMap<number, number>): number[] | undefined => {
  const size = live.length;
  const image: number[] = live.map((l, s) => (l ? -1 : s));
  const pair = (from: number, to: number, waiting: number[]): boolean => {
    if (image[from] === -1) {
      image[from] = to;
      waiting.push(from);
    }
    return image[from] === to;
  };
  for (let start = 0; start < size; start++) {
    if (image[start] !== -1) continue;
    const waiting: number[] = [];
    pair(start, start, waiting);
    for (let s = waiting.pop(); s !== undefined; s = waiting.pop())
      for (const [e, f] of events) {
        const a = next[e]![s]!;
        const b = next[f]![image[s]!]!;
        if (a < 0 !== b < 0) return undefined;
        if (a >= 0 && !pair(a, b, waiting)) return undefined;
      }
  }
  return new Set(image).size === size ? image : undefined;
};

const sameAction = (a: IrAction, b: IrAction, by: Permuted, ir: Ir): boolean => {
  const theirs = new Map(b.effects.map((f) => [f.instance, f]));
  return (
    keys(a.guard.map((g) => expressionKey(g.e, ir, by))) === keys(b.guard.map((g) => expressionKey(g.e, ir, undefined, by.live))) &&
    a.effects.every((f) => effectKey(f, ir, by) === effectKey(theirs.get(by.instances[f.instance]!)!, ir, undefined, by.live))
  );
};
const keys = (of: readonly string[]): string => [...of].sort().join(' & ');
const effectKey = (f: IrEffect, ir: Ir, by: Permuted | undefined, live = by?.live): string => {
  const events = by?.events[ir.instances[f.instance]!.table];
  return f.cases.map((c) => `${events?.get(c.event) ?? c.event}:${c.when ? expressionKey(c.when, ir, by, live) : ''}`).join(';');
};

/** A text that two expressions share only if they mean the same in `live` states; with `by`, of the image of `e`. */
export const expressionKey = (e: IrExpr, ir: Ir, by?: Permuted, live = by?.live): string => {
  const sub = (x: IrExpr): string => expressionKey(x, ir, by, live);
  switch (e.op) {
    case 'const':
      return String(e.value);
    case 'in': {
      const { table } = ir.instances[e.instance]!;
      const image = by?.states[table];
      const count = e.states.filter((s) => live?.[table]![s] ?? true);
      const states = image ? count.map((s) => image[s]!).sort((x, y) => x - y) : count;
      return `${by ? by.instances[e.instance]! : e.instance}{${states.join()}}`;
    }
    case 'not':
    case 'next':
      return `${e.op}(${sub(e.e)})`;
    case 'and':
    case 'or':
      return `${e.op}(${e.es.map(sub).sort().join()})`;
    case 'iff':
      return `iff(${[sub(e.a), sub(e.b)].sort().join()})`;
    case 'cmp': {
      const [a, b] = [termKey(e.a, ir, by, live), termKey(e.b, ir, by, live)];
      return `${e.rel}(${e.rel === '=' || e.rel === '!=' ? [a, b].sort().join() : `${a},${b}`})`;
    }
    case 'taken':
      return `taken(${(by ? e.actions.map((a) => by.actions[a]!).sort((x, y) => x - y) : e.actions).join()})`;
  }
};
const termKey = (t: IrTerm, ir: Ir, by: Permuted | undefined, live = by?.live): string => {
  switch (t.t) {
    case 'int':
      return String(t.value);
    case 'value': {
      const image = by?.states[ir.instances[t.instance]!.table];
      const values = [...t.values];
      if (image) image.forEach((to, s) => (values[to] = t.values[s]!));
      return `value(${by ? by.instances[t.instance]! : t.instance}:${values.join()})`;
    }
    case 'bool':
      return `bool(${expressionKey(t.e, ir, by, live)})`;
    case 'sum':
      return `sum(${t.terms.map((x) => termKey(x, ir, by, live)).sort().join()})`;
  }
};
