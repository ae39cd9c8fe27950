/**
 * What must be true before an action for something to be true of its step: the action's effects are read backwards, so
 * `next` and `taken` vanish and what is left speaks of the state before alone.
 */
import type { Ir, IrEffect, IrExpr, IrTerm } from '../model/ir.ts';
import { IrBuilder, constant } from './build.ts';

/** The step of an action, with the events of some instances settled: `event` undefined is none. */
interface OnStep {
  readonly action: number;
  readonly settled: ReadonlyMap<number, number | undefined>;
}

export class Before {
  readonly build: IrBuilder;
  readonly #ir: Ir;
  readonly #effects: readonly ReadonlyMap<number, IrEffect>[];

  constructor(ir: Ir) {
    this.#ir = ir;
    this.build = new IrBuilder(ir.instances.map((i) => ir.tables[i.table]!.states.length));
    this.#effects = ir.actions.map((a) => new Map(a.effects.map((f) => [f.instance, f])));
  }

  /** Where `e`, a condition on steps, holds of the step that `action` makes. Where a participant refuses its event it means nothing. */
  condition(e: IrExpr, action: number): IrExpr {
    return this.#now(e, { action, settled: new Map() });
  }

  /** `e` as it stands outside of `next`. */
  #now(e: IrExpr, on: OnStep): IrExpr {
    const b = this.build;
    switch (e.op) {
      case 'const':
      case 'in':
        return e;
      case 'not':
        return b.not(this.#now(e.e, on));
      case 'and':
        return b.and(e.es.map((x) => this.#now(x, on)));
      case 'or':
        return b.or(e.es.map((x) => this.#now(x, on)));
      case 'iff':
        return b.iff(this.#now(e.a, on), this.#now(e.b, on));
      case 'cmp':
        return b.cmp(e.rel, this.#termNow(e.a, on), this.#termNow(e.b, on));
      case 'next':
        return this.#after(e.e, on);
      case 'taken':
        return constant(e.actions.includes(on.action));
    }
  }

  #termNow(t: IrTerm, on: OnStep): IrTerm {
    switch (t.t) {
      case 'int':
      case 'value':
        return t;
      case 'bool':
        return this.build.bool(this.#now(t.e, on));
      case 'sum':
        return this.build.sum(t.terms.map((x) => this.#termNow(x, on)));
    }
  }

  /** `e` in the state after the step, said of the state before. */
  #after(e: IrExpr, on: OnStep): IrExpr {
    const b = this.build;
    switch (e.op) {
      case 'const':
        return e;
      case 'in':
        return this.#cases(e.instance, on, (o) => b.in(e.instance, this.#comingFrom(e.instance, e.states, o)));
      case 'not':
        return b.not(this.#after(e.e, on));
      case 'and':
        return b.and(e.es.map((x) => this.#after(x, on)));
      case 'or':
        return b.or(e.es.map((x) => this.#after(x, on)));
      case 'iff':
        return b.iff(this.#after(e.a, on), this.#after(e.b, on));
      case 'cmp': {
        // A number after the step hangs on the event that its instance gets: one comparison for each.
        const split = (instances: readonly number[], o: OnStep): IrExpr => {
          const [first, ...rest] = instances;
          return first === undefined ? b.cmp(e.rel, this.#termAfter(e.a, o), this.#termAfter(e.b, o)) : this.#cases(first, o, (x) => split(rest, x));
        };
        return split([...new Set([...instancesOf(e.a), ...instancesOf(e.b)])], on);
      }
      case 'next':
        return this.#after(e.e, on);
      case 'taken':
        return constant(e.actions.includes(on.action));
    }
  }

  #termAfter(t: IrTerm, on: OnStep): IrTerm {
    switch (t.t) {
      case 'int':
        return t;
      case 'value': {
        const event = on.settled.get(t.instance);
        if (event === undefined) return t;
        const next = this.#next(t.instance, event);
        return this.build.value(t.instance, t.values.map((v, s) => t.values[next[s]!] ?? v));
      }
      case 'bool':
        return this.build.bool(this.#after(t.e, on));
      case 'sum':
        return this.build.sum(t.terms.map((x) => this.#termAfter(x, on)));
    }
  }

  /** One reading for each event that the instance may get, each under the condition that it gets that one. */
  #cases(instance: number, on: OnStep, read: (on: OnStep) => IrExpr): IrExpr {
    const settled = (event: number | undefined): IrExpr => read({ action: on.action, settled: new Map(on.settled).set(instance, event) });
    const effect = this.#effects[on.action]!.get(instance);
    if (on.settled.has(instance) || !effect) return on.settled.has(instance) ? read(on) : settled(undefined);
    const b = this.build;
    const last = effect.cases.findIndex((c) => c.when === undefined);
    const conditional = last < 0 ? effect.cases : effect.cases.slice(0, last);
    return conditional.reduceRight<IrExpr>(
      (otherwise, c) => b.or([b.and([c.when!, settled(c.event)]), b.and([b.not(c.when!), otherwise])]),
      settled(last < 0 ? undefined : effect.cases[last]!.event),
    );
  }

  /** Local states that the settled event brings into `states`. */
  #comingFrom(instance: number, states: readonly number[], on: OnStep): readonly number[] {
    const event = on.settled.get(instance);
    if (event === undefined) return states;
    return this.#next(instance, event).flatMap((to, s) => (states.includes(to) ? [s] : []));
  }

  #next(instance: number, event: number): readonly number[] {
    return this.#ir.tables[this.#ir.instances[instance]!.table]!.next[event]!;
  }
}

/** Instances whose number a term reads, outside of conditions. */
const instancesOf = (t: IrTerm): number[] => (t.t === 'value' ? [t.instance] : t.t === 'sum' ? t.terms.flatMap(instancesOf) : []);
