/**
 * Mutants of atomicity and order. A step follows another one if both are of one process and the first leads some instance (the progress
 * of the procedure) to where the second asks it to be, and few others do.
 */
import { Before } from '../ir/before.ts';
import type { Ir, IrAction, IrEffect, IrTable } from '../model/ir.ts';
import type { Mutant } from './mutant.ts';

interface Pair {
  readonly first: number;
  readonly second: number;
  /** The instance that tells how far the procedure is. */
  readonly progress: number;
}

type Case = IrEffect['cases'][number];

const sameArgs = (a: IrAction, b: IrAction): boolean => JSON.stringify(a.args) === JSON.stringify(b.args);

/** A procedure goes on in one way, or ends in one of two; where a process can do more than that, it is between procedures. */
const CHOICES = 2;

/** Pairs of actions with equal arguments of which the second follows the first. */
const pairsOf = (ir: Ir): Pair[] => {
  const asks = ir.actions.map((a) => new Map(a.guard.flatMap((g) => (g.e.op === 'in' ? [[g.e.instance, g.e.states] as const] : []))));
  const byProcess = new Map<string, number[]>();
  ir.actions.forEach((a, k) => byProcess.set(a.process, [...(byProcess.get(a.process) ?? []), k]));
  return ir.actions.flatMap((a, first) =>
    a.effects.flatMap((f) => {
      const { next } = ir.tables[ir.instances[f.instance]!.table]!;
      const from = asks[first]!.get(f.instance);
      const [c] = f.cases;
      if (!from || f.cases.length !== 1 || c!.when) return [];
      const reached = from.map((s) => next[c!.event]![s]!);
      const goesOn = new Set(byProcess.get(a.process)!.flatMap((k) => (reached.every((s) => asks[k]!.get(f.instance)?.includes(s)) ? [ir.actions[k]!.name] : [])));
      if (goesOn.size > CHOICES) return [];
      return byProcess.get(a.process)!.flatMap((second): Pair[] => {
        const wanted = asks[second]!.get(f.instance);
        const moves = ir.actions[second]!.effects.some((g) => g.instance === f.instance);
        if (second === first || !wanted || !moves || !sameArgs(a, ir.actions[second]!)) return [];
        return reached.every((s) => wanted.includes(s)) && !from.some((s) => wanted.includes(s)) ? [{ first, second, progress: f.instance }] : [];
      });
    }),
  );
};

/** Every mutant asks for them again. */
const known = new WeakMap<Ir, [string, Pair[]][]>();

const byFamilies = (ir: Ir): [string, Pair[]][] => {
  const before = known.get(ir);
  if (before) return before;
  const found = new Map<string, Pair[]>();
  for (const p of pairsOf(ir)) {
    const key = `${ir.actions[p.first]!.name} ${ir.actions[p.second]!.name}`;
    found.set(key, [...(found.get(key) ?? []), p]);
  }
  const pairs = [...found];
  known.set(ir, pairs);
  return pairs;
};

const withActions = (ir: Ir, changed: ReadonlyMap<number, IrAction>): Ir => ({ ...ir, actions: ir.actions.map((a, k) => changed.get(k) ?? a) });

/** Two steps do each other's work; steps merged into one; steps split in two. */
export const stepMutants = (ir: Ir): Mutant[] => [
  ...byFamilies(ir).flatMap(([names]): Mutant[] => {
    const pairs = (x: Ir): Pair[] => byFamilies(x).find(([n]) => n === names)?.[1] ?? [];
    return [
      { id: `swap-steps ${names}`, operator: 'swap-steps', change: { of: 'ir', apply: (x) => swapped(x, pairs(x)) } },
      { id: `merge-steps ${names}`, operator: 'merge-steps', change: { of: 'ir', apply: (x) => merged(x, pairs(x)) } },
    ];
  }),
  ...[...new Set(ir.actions.filter((a) => parts(ir, a) !== undefined).map((a) => a.name))].map((name): Mutant => ({ id: `split-step ${name}`, operator: 'split-step', change: { of: 'ir', apply: (x) => split(x, name) } })),
];

const swapped = (ir: Ir, pairs: readonly Pair[]): Ir => {
  const changed = new Map<number, IrAction>();
  for (const { first, second, progress } of pairs) {
    const [a, b] = [ir.actions[first]!, ir.actions[second]!];
    const own = (x: IrAction): IrEffect[] => x.effects.filter((f) => f.instance === progress);
    const work = (x: IrAction): IrEffect[] => x.effects.filter((f) => f.instance !== progress);
    changed.set(first, { ...a, effects: [...own(a), ...work(b)] });
    changed.set(second, { ...b, effects: [...own(b), ...work(a)] });
  }
  return withActions(ir, changed);
};

const merged = (ir: Ir, pairs: readonly Pair[]): Ir => {
  const before = new Before(ir);
  const tables = ir.tables.map((t) => ({ ...t, events: [...t.events], next: [...t.next] }));
  /** Both events, one after the other. */
  const both = (table: number, one: number, two: number): number => {
    const t = tables[table]!;
    const name = `${t.events[one]}; ${t.events[two]}`;
    const known = t.events.indexOf(name);
    if (known >= 0) return known;
    t.events.push(name);
    return t.next.push(t.next[one]!.map((s) => (s < 0 ? -1 : t.next[two]![s]!))) - 1;
  };
  const changed = new Map<number, IrAction>();
  for (const { first, second } of pairs) {
    if (changed.has(first)) continue;
    const [a, b] = [ir.actions[first]!, ir.actions[second]!];
    const effects: IrEffect[] = a.effects.map((f) => {
      const g = b.effects.find((x) => x.instance === f.instance);
      if (!g) return f;
      const table = ir.instances[f.instance]!.table;
      const then = (one: Case | undefined): Case[] => [
        ...g.cases.map((c) => {
          const when = [...(one?.when ? [one.when] : []), ...(c.when ? [before.condition(nextOf(c.when), first)] : [])];
          return { ...(when.length ? { when: before.build.and(when) } : {}), event: one ? both(table, one.event, c.event) : c.event };
        }),
        ...(one ? [one] : []),
      ];
      return { instance: f.instance, cases: [...f.cases.flatMap(then), ...(f.cases.at(-1)!.when ? then(undefined) : [])] };
    });
    const rest = b.effects.filter((g) => !a.effects.some((f) => f.instance === g.instance)).map((g) => ({ ...g, cases: g.cases.map((c) => ({ ...c, ...(c.when ? { when: before.condition(nextOf(c.when), first) } : {}) })) }));
    const guard = [...a.guard, ...b.guard.map((g) => ({ name: `then ${g.name}`, e: before.condition(nextOf(g.e), first) }))];
    changed.set(first, { ...a, guard, effects: [...effects, ...rest] });
  }
  return { ...withActions(ir, changed), tables: tables.map((t, k) => (t.events.length > ir.tables[k]!.events.length ? t : ir.tables[k]!)) };
};

const nextOf = (e: IrAction['guard'][number]['e']) => ({ op: 'next', e }) as const;

/** The two halves of a step: its first event, and all others; observers go with the second. */
const parts = (ir: Ir, a: IrAction): readonly [readonly IrEffect[], readonly IrEffect[]] | undefined => {
  const real = a.effects.filter((f) => !ir.tables[ir.instances[f.instance]!.table]!.observer);
  return real.length < 2 ? undefined : [[real[0]!], a.effects.filter((f) => f !== real[0])];
};

/** The process stands between the halves, and does nothing else there; other processes move, but only one at a time is between. */
const split = (ir: Ir, name: string): Ir => {
  const members = ir.actions.flatMap((a, k) => (a.name === name && parts(ir, a) ? [k] : []));
  const between: IrTable = {
    component: 'between', index: [], source: '', observer: false,
    states: ['no', ...members.map((_, n) => `at${n}`)],
    events: [...members.map((_, n) => `begin${n}`), 'end'],
    next: [...members.map((_, n) => [n + 1, ...members.map(() => -1)]), [-1, ...members.map(() => 0)]],
  };
  const instance = ir.instances.length;
  const table = ir.tables.length;
  const at = (states: readonly number[]) => ({ name: 'between', e: { op: 'in', instance, states } as const });
  /** Of the states, those in which a process is not between its halves. */
  const elsewhere = (process: string): number[] => [0, ...members.flatMap((k, n) => (ir.actions[k]!.process === process ? [] : [n + 1]))];
  const second: IrAction[] = members.map((k, n) => {
    const a = ir.actions[k]!;
    return { ...a, label: `${a.label} (second half)`, guard: [at([n + 1])], effects: [...parts(ir, a)![1], { instance, cases: [{ event: members.length }] }] };
  });
  const actions = ir.actions.map((a, k): IrAction => {
    const n = members.indexOf(k);
    const free = elsewhere(a.process);
    if (n < 0) return free.length === members.length + 1 ? a : { ...a, guard: [...a.guard, at(free)] };
    return { ...a, guard: [...a.guard, at([0])], effects: [...parts(ir, a)![0], { instance, cases: [{ event: n }] }] };
  });
  return { ...ir, tables: [...ir.tables, between], instances: [...ir.instances, { name: 'between', table, index: [], initial: 0 }], actions: [...actions, ...second] };
};
