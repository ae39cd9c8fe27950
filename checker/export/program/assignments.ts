/**
 * The effects of an action as assignments. In the model all events are chosen in the state before and applied at once;
 * a program assigns one variable after the other, so they are put into an order in which nothing is read after it was
 * written, and where there is none the old value is kept aside.
 */
import type { Ir, IrAction, IrExpr } from '../../model/ir.ts';
import { within } from '../../ir/within.ts';
import { readExpr } from '../../reduce/cone.ts';
import type { Conditions } from './conditions.ts';
import type { Variables } from './variables.ts';

/** A value of a variable's domain, by number, or the variable itself as it was. */
export type Value =
  | { readonly v: 'same' }
  | { readonly v: 'code'; readonly code: number }
  | { readonly v: 'if'; readonly when: IrExpr; readonly yes: Value; readonly no: Value };

export interface Assignment {
  readonly variable: number;
  readonly to: Value;
}

/** An event that its instance does not accept, and where the action would send it there: a defect of the specification (R1). */
export interface Refusal {
  readonly instance: string;
  readonly event: string;
  readonly when: IrExpr;
}

export interface Assignments {
  /** In an order in which each reads what was before the action, save the variables of `kept`. */
  readonly list: readonly Assignment[];
  /** Variables that are read after they were written: what they were has to be kept aside. */
  readonly kept: readonly number[];
  readonly refusals: readonly Refusal[];
}

const SAME: Value = { v: 'same' };

/** The assignments of an action, given that its condition holds. */
export const assignmentsOf = (ir: Ir, action: IrAction, variables: Variables, conditions: Conditions): Assignments => {
  const list: Assignment[] = [];
  const refusals: Refusal[] = [];
  for (const f of action.effects) {
    const inst = ir.instances[f.instance]!;
    const table = ir.tables[inst.table]!;
    const b = variables.build;
    let left = action.guard.reduce<readonly number[]>((states, g) => within(states, g.e, f.instance), table.states.map((_, s) => s));
    const earlier: IrExpr[] = [];
    const values = variables.of(f.instance).map(() => [] as { when: IrExpr; value: Value }[]);
    for (const c of f.cases) {
      const here = c.when === undefined ? left : within(left, c.when, f.instance);
      const when = c.when === undefined ? b.and([]) : conditions.expression(c.when);
      const next = table.next[c.event]!;
      const accepted = here.filter((s) => next[s]! >= 0);
      const refused = here.filter((s) => next[s]! < 0);
      const refusal = b.and([when, ...earlier.map((e) => b.not(e)), conditions.within(f.instance, refused, here)]);
      if (refusal.op !== 'const' || refusal.value) refusals.push({ instance: inst.name, event: table.events[c.event]!, when: refusal });
      variables.of(f.instance).forEach((x, k) => values[k]!.push({ when, value: valueAfter(x, accepted, next, f.instance, variables, conditions) }));
      if (c.when === undefined) break;
      earlier.push(when);
      const { when: e } = c;
      if (e.op === 'in' && e.instance === f.instance) left = left.filter((s) => !e.states.includes(s));
    }
    variables.of(f.instance).forEach((x, k) => {
      const to = values[k]!.reduceRight<Value>((otherwise, { when, value }) => choice(when, value, otherwise), SAME);
      if (to.v !== 'same') list.push({ variable: x, to });
    });
  }
  return { ...inOrder(list), refusals };
};

/** What an event makes of a variable, given that the instance is in one of `states`. */
const valueAfter = (x: number, states: readonly number[], next: readonly number[], instance: number, variables: Variables, conditions: Conditions): Value => {
  const target = (s: number): number => variables.code(x, next[s]!);
  const moved = states.filter((s) => target(s) !== variables.code(x, s));
  if (moved.length === 0) return SAME;
  const code = target(moved[0]!);
  if (states.every((s) => target(s) === code)) return { v: 'code', code };
  const here = moved.filter((s) => target(s) === code);
  const rest = states.filter((s) => !here.includes(s));
  return choice(conditions.within(instance, here, states), { v: 'code', code }, valueAfter(x, rest, next, instance, variables, conditions));
};

const choice = (when: IrExpr, yes: Value, no: Value): Value => {
  if (when.op === 'const') return when.value ? yes : no;
  if (JSON.stringify(yes) === JSON.stringify(no)) return yes;
  return { v: 'if', when, yes, no };
};

const inOrder = (list: readonly Assignment[]): { list: Assignment[]; kept: number[] } => {
  const reads = list.map((a) => readBy(a.to));
  const left = new Set(list.keys());
  const out: Assignment[] = [];
  const kept: number[] = [];
  while (left.size > 0) {
    // One whose variable no other that is left still has to read; its own reading comes before its writing anyway.
    const free = [...left].find((k) => [...left].every((m) => m === k || kept.includes(list[k]!.variable) || !reads[m]!.has(list[k]!.variable)));
    if (free === undefined) kept.push(list[Math.min(...left)]!.variable);
    else {
      out.push(list[free]!);
      left.delete(free);
    }
  }
  return { list: out, kept };
};

const readBy = (v: Value, reads = new Set<number>()): Set<number> => {
  if (v.v !== 'if') return reads;
  readExpr(v.when, reads);
  readBy(v.yes, reads);
  return readBy(v.no, reads);
};
