/**
 * Cone of influence: which instances can a goal depend on? Everything outside the cone may be left still: the runs of the
 * system, seen on the cone alone, are exactly the runs of the slice (docs/reductions.md has the argument).
 */
import type { Ir, IrAction, IrEffect, IrExpr, IrTerm } from '../model/ir.ts';

/** What a goal reads, before anything that influences it is added. */
export interface Goal {
  readonly label: string;
  /** Instances that it reads itself. */
  readonly reads: ReadonlySet<number>;
  /** Actions that it mentions (`taken`): they must stay, with their conditions. */
  readonly mentions: ReadonlySet<number>;
  /** It asks for steps that change nothing it reads as well (checker/reduce/silent.ts): every action stays. */
  readonly everyStep?: boolean;
  /** Process whose every move it asks for (`stuck`). */
  readonly process?: string;
  /** Actions that alone count for it (`recoverable`): none of them may be replaced by another. */
  readonly by?: ReadonlySet<number>;
}

/** Instances and actions of a slice. */
export interface Cone {
  readonly instances: ReadonlySet<number>;
  readonly actions: ReadonlySet<number>;
}

/** Add the instances that an expression reads, and the actions that it mentions. */
export const readExpr = (e: IrExpr, reads: Set<number>, mentions: Set<number> = new Set()): void => {
  switch (e.op) {
    case 'const':
      return;
    case 'in':
      reads.add(e.instance);
      return;
    case 'not':
    case 'next':
      return readExpr(e.e, reads, mentions);
    case 'and':
    case 'or':
      e.es.forEach((x) => readExpr(x, reads, mentions));
      return;
    case 'iff':
      readExpr(e.a, reads, mentions);
      readExpr(e.b, reads, mentions);
      return;
    case 'cmp':
      readTerm(e.a, reads, mentions);
      readTerm(e.b, reads, mentions);
      return;
    case 'taken':
      e.actions.forEach((a) => mentions.add(a));
  }
};
const readTerm = (t: IrTerm, reads: Set<number>, mentions: Set<number>): void => {
  if (t.t === 'value') reads.add(t.instance);
  else if (t.t === 'sum') t.terms.forEach((x) => readTerm(x, reads, mentions));
  else if (t.t === 'bool') readExpr(t.e, reads, mentions);
};

interface CaseFacts {
  readonly effect: IrEffect;
  readonly key: string;
  readonly reads: ReadonlySet<number>;
}

/** Facts about actions that depend on nothing else: variants of one system share most of their actions. */
const guardsOf = new WeakMap<IrAction, ReadonlySet<string>>();
const readsOf = new WeakMap<IrAction, ReadonlySet<number>>();
const caseFacts = new WeakMap<IrEffect, CaseFacts>();
const known = <K extends object, V>(memo: WeakMap<K, V>, key: K, make: () => V): V => {
  let v = memo.get(key);
  if (v === undefined) memo.set(key, (v = make()));
  return v;
};

/** Facts about the actions of a system that every cone asks for; computed once. */
export class Influence {
  readonly ir: Ir;
  private readonly guards: readonly ReadonlySet<string>[];
  private readonly guardReads: readonly ReadonlySet<number>[];
  /** Effects that can change anything, by instance. */
  private readonly effects: readonly ReadonlyMap<number, CaseFacts>[];
  private readonly always = new Set<number>();
  private readonly byProcess = new Map<string, number[]>();
  private readonly weakerOf: (readonly number[])[] = [];

  constructor(ir: Ir) {
    this.ir = ir;
    readExpr(ir.terminal, this.always);
    ir.actions.forEach((a, i) => this.byProcess.set(a.process, [...(this.byProcess.get(a.process) ?? []), i]));
    this.guards = ir.actions.map((a) => known(guardsOf, a, () => new Set(a.guard.flatMap((g) => conjuncts(g.e)).map((e) => JSON.stringify(e)))));
    this.guardReads = ir.actions.map((a) =>
      known(readsOf, a, () => {
        const reads = new Set<number>();
        a.guard.forEach((g) => readExpr(g.e, reads));
        return reads;
      }),
    );
    this.effects = ir.actions.map((a) => new Map(a.effects.filter((e) => this.canChange(e)).map((effect) => [effect.instance, known(caseFacts, effect, () => ({ effect, key: JSON.stringify(effect.cases), reads: caseReads(effect) }))])));
  }

  guardReadsOf(action: number): ReadonlySet<number> {
    return this.guardReads[action]!;
  }

  /**
   * What must be looked at to tell whether an effect can be refused (R1): the action's condition, what decides its cases, and the
   * instance. Only for effects with an event that some state of the instance does not accept.
   */
  refusable(): readonly ReadonlySet<number>[] {
    const seen = new Map<string, ReadonlySet<number>>();
    this.ir.actions.forEach((_, i) => {
      for (const [instance, { effect, reads }] of this.effects[i]!) {
        const table = this.ir.tables[this.ir.instances[instance]!.table]!;
        if (!effect.cases.some((c) => table.next[c.event]!.includes(-1))) continue;
        const all = new Set([instance, ...reads, ...this.guardReads[i]!]);
        seen.set([...all].sort((a, b) => a - b).join(), all);
      }
    });
    return [...seen.values()];
  }

  private canChange(e: IrEffect): boolean {
    const table = this.ir.tables[this.ir.instances[e.instance]!.table]!;
    return e.cases.some((c) => table.next[c.event]!.some((to, from) => to !== from));
  }

  /** The cone of a goal: the least set of instances closed under influence. */
  cone(goal: Goal): Cone {
    const needed = new Set([...this.always, ...goal.reads, ...(this.ir.companions ?? [])]);
    const kept = new Set(goal.everyStep ? this.ir.actions.keys() : goal.mentions);
    this.ir.actions.forEach((a, i) => {
      // Whether the process can move at all: an action that is enabled only where another of its actions is adds nothing.
      if (goal.process !== undefined && a.process === goal.process && this.weaker(i, a).length === 0) kept.add(i);
    });
    const pinned = new Set(kept);
    for (let size = -1; size !== needed.size + kept.size; ) {
      size = needed.size + kept.size;
      this.ir.actions.forEach((a, i) => {
        if (!kept.has(i) && this.touches(i, needed) && !this.subsumed(i, a, needed, pinned, goal)) kept.add(i);
      });
      for (const i of kept) {
        for (const r of this.guardReads[i]!) needed.add(r);
        for (const [instance, e] of this.effects[i]!) if (needed.has(instance)) for (const r of e.reads) needed.add(r);
      }
    }
    return { instances: needed, actions: kept };
  }

  private touches(action: number, needed: ReadonlySet<number>): boolean {
    for (const instance of this.effects[action]!.keys()) if (needed.has(instance)) return true;
    return false;
  }

  /**
   * Another action with a weaker condition (a proper subset of the conjuncts, or the same ones and declared earlier) does
   * the same to the cone: whatever this one does there, that one does too, in one step. Not one that the goal tells apart by
   * name, and not one that does not count for the goal where this one does.
   */
  private subsumed(action: number, a: IrAction, needed: ReadonlySet<number>, pinned: ReadonlySet<number>, { mentions, by }: Goal): boolean {
    if (pinned.has(action)) return false;
    const weaker = this.weaker(action, a);
    if (weaker.length === 0) return false;
    const target = this.visible(action, needed);
    return weaker.some((i) => !mentions.has(i) && (by === undefined || !by.has(action) || by.has(i)) && this.visible(i, needed) === target);
  }

  /** Other actions of the same process whose condition is weaker: a proper subset of the conjuncts, or the same ones and declared earlier. */
  private weaker(action: number, a: IrAction): readonly number[] {
    const known = this.weakerOf[action];
    if (known) return known;
    const mine = this.guards[action]!;
    const found = (this.byProcess.get(a.process) ?? []).filter((i) => {
      if (i === action) return false;
      const theirs = this.guards[i]!;
      if (theirs.size > mine.size || (theirs.size === mine.size && i > action)) return false;
      for (const g of theirs) if (!mine.has(g)) return false;
      return true;
    });
    this.weakerOf[action] = found;
    return found;
  }

  /** What an action does to the cone, as a key. */
  private visible(action: number, needed: ReadonlySet<number>): string {
    return [...this.effects[action]!].flatMap(([instance, e]) => (needed.has(instance) ? [`${instance}:${e.key}`] : [])).sort().join(';');
  }
}

const conjuncts = (e: IrExpr): readonly IrExpr[] => (e.op === 'and' ? e.es.flatMap(conjuncts) : [e]);

const caseReads = (effect: IrEffect): Set<number> => {
  const reads = new Set<number>();
  effect.cases.forEach((c) => c.when && readExpr(c.when, reads));
  return reads;
};
