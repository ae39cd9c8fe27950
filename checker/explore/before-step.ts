/**
 * Properties of steps as conditions on the state before. Where an action leads to is a function of that state, so what such a property
 * asks of the state after can be asked before; then it is looked for as everything else is, for all enabled actions at once.
 */
import { FALSE, isConst, TRUE, type IrBuilder } from '../ir/build.ts';
import type { IrExpr, IrTerm } from '../model/ir.ts';
import { Antecedents } from './antecedents.ts';
import type { Compiled } from './compiled.ts';
import { Masks } from './masks.ts';
import { rulesOf, type Rule } from './rules.ts';
import type { Stepper } from './stepper.ts';
import type { Tallies } from './tallies.ts';

/** What the steps of an action do to a part of a property, over the codes before (instance i) and after (N + i). */
export interface StepPart {
  readonly action: number;
  readonly part: number;
  readonly when: IrExpr;
  readonly violated: IrExpr;
}

export class BeforeStep {
  /** Actions, some part of which must be looked at in the state after. */
  readonly rest: Uint8Array;
  /** Violations by steps from the state looked at: action and part, actions ascending. */
  readonly actions: Int32Array;
  readonly parts: Int32Array;
  readonly #found: readonly StepPart[];
  readonly #rules: readonly Rule[];
  readonly #compiled: Compiled;
  readonly #out: Int32Array;
  #violations: Masks;
  readonly #antecedents: Antecedents;

  constructor(compiled: Compiled, tallies: Tallies, parts: readonly StepPart[]) {
    this.#compiled = compiled;
    this.rest = new Uint8Array(compiled.ir.actions.length);
    const b = compiled.recoder.build;
    const violations: Rule[] = [];
    const antecedents: Rule[] = [];
    const found: StepPart[] = [];
    for (const p of parts) {
      const guard = compiled.guards[p.action]!;
      const before = new Before(compiled, p.action);
      const [when, violated] = [before.expression(p.when), before.expression(p.violated)];
      if (when === undefined || violated === undefined) {
        this.rest[p.action] = 1;
        continue;
      }
      antecedents.push(...rulesOf(b, p.part, b.and([guard, when])));
      violations.push(...rulesOf(b, found.push(p) - 1, b.and([guard, violated])));
    }
    this.#found = found;
    this.#rules = violations;
    this.#violations = new Masks(violations, compiled.layout.bundles, compiled.generator);
    this.#antecedents = new Antecedents(compiled, tallies, antecedents);
    this.#out = new Int32Array(violations.length);
    this.actions = new Int32Array(violations.length);
    this.parts = new Int32Array(violations.length);
  }

  /** The layout has other bundles now. */
  rebundled(): void {
    const { layout, generator } = this.#compiled;
    this.#violations = new Masks(this.#rules, layout.bundles, generator);
    this.#antecedents.renew();
  }

  /** What is looked for, to be looked at by others; by id of a violation's rule: its action and part. */
  get tables() {
    return { violations: this.#violations, antecedents: this.#antecedents.masks, found: this.#found };
  }

  /** Look at the state that a stepper is at; how many violations its steps are. A state before the end, whose steps are taken. */
  look(stepper: Stepper): number {
    const out = this.#out;
    this.#antecedents.look(stepper);
    const n = this.#violations.match(stepper.numbers, stepper.unpacked, out);
    for (let k = 0; k < n; k++) {
      const { action, part } = this.#found[this.#violations.ids[out[k]!]!]!;
      this.actions[k] = action;
      this.parts[k] = part;
    }
    return n;
  }
}

/** Rewrites what is said of the state after a step of one action. */
class Before {
  readonly #compiled: Compiled;
  readonly #build: IrBuilder;
  readonly #effects = new Map<number, number>();

  constructor(compiled: Compiled, action: number) {
    this.#compiled = compiled;
    this.#build = compiled.recoder.build;
    const { first, instance } = compiled.effects;
    for (let e = first[action]!; e < first[action + 1]!; e++) this.#effects.set(instance[e]!, e);
  }

  /** The same of the state before; undefined where that cannot be said. */
  expression(e: IrExpr): IrExpr | undefined {
    const b = this.#build;
    switch (e.op) {
      case 'const':
        return e;
      case 'in':
        return this.#in(e.instance, e.states);
      case 'not': {
        const x = this.expression(e.e);
        return x && b.not(x);
      }
      case 'and':
      case 'or': {
        const es = e.es.map((x) => this.expression(x));
        return es.includes(undefined) ? undefined : e.op === 'and' ? b.and(es as IrExpr[]) : b.or(es as IrExpr[]);
      }
      case 'iff': {
        const [x, y] = [this.expression(e.a), this.expression(e.b)];
        return x && y && b.iff(x, y);
      }
      case 'cmp': {
        const [x, y] = [this.#term(e.a), this.#term(e.b)];
        return x && y && b.cmp(e.rel, x, y);
      }
      default:
        throw new Error(`${e.op} must be recoded before`);
    }
  }

  #in(variable: number, codes: readonly number[]): IrExpr {
    const b = this.#build;
    const n = this.#compiled.recoder.instances;
    const { offset, codes: tables, cases, conditions } = this.#compiled.effects;
    if (variable < n) return b.in(variable, codes);
    const i = variable - n;
    const effect = this.#effects.get(i);
    if (effect === undefined) return b.in(i, codes);
    const all = Array.from({ length: b.sizes[i]! }, (_, c) => c);
    const leads = (table: number): IrExpr => b.in(i, all.filter((c) => codes.includes(tables[table + c]!)));
    if (offset[effect]! >= 0) return leads(offset[effect]!);
    const choice = -1 - offset[effect]!;
    const or: IrExpr[] = [];
    let none: IrExpr = TRUE;
    cases[choice]!.forEach((table, k) => {
      const when = conditions[choice]![k] ?? TRUE;
      or.push(b.and([none, when, leads(table)]));
      none = k < conditions[choice]!.length ? b.and([none, b.not(when)]) : FALSE;
    });
    return b.or([...or, isConst(none, false) ? FALSE : b.and([none, b.in(i, codes)])]);
  }

  #term(t: IrTerm): IrTerm | undefined {
    const b = this.#build;
    const n = this.#compiled.recoder.instances;
    switch (t.t) {
      case 'int':
        return t;
      case 'value': {
        if (t.instance < n) return t;
        const i = t.instance - n;
        const effect = this.#effects.get(i);
        if (effect === undefined) return b.value(i, t.values);
        const { offset, codes } = this.#compiled.effects;
        return offset[effect]! < 0 ? undefined : b.value(i, t.values.map((_, c) => t.values[codes[offset[effect]! + c]!] ?? -1));
      }
      case 'bool': {
        const e = this.expression(t.e);
        return e && b.bool(e);
      }
      case 'sum': {
        const terms = t.terms.map((x) => this.#term(x));
        return terms.includes(undefined) ? undefined : b.sum(terms as IrTerm[]);
      }
    }
  }
}
