/**
 * What is looked for in every state: violations, witnesses, antecedents, the end. Each is a rule in one forest, so that
 * a state pays only for what is near to be true in it.
 */
import type { Ir, IrExpr } from '../model/ir.ts';
import type { IrBuilder } from '../ir/build.ts';
import { FALSE, isConst } from '../ir/build.ts';
import { Forest } from './forest.ts';
import type { Compiled } from './compiled.ts';
import { rulesOf, type Rule } from './rules.ts';

/** Tally of one part of one property. */
export interface Tally {
  readonly property: number;
  readonly part: number;
  /** The antecedent was true somewhere. */
  met: boolean;
  count: number;
  /** First state (kind `step`: state before the step) found, -1 if none. */
  state: number;
  /** Kind `step`: the action of that step. */
  action: number;
  /** Steps to it. */
  depth: number;
}

/** The type invariant stands in front of the IR's properties. */
export const TYPE = -1;

/** Flags of {@link Watch.state}. */
export const TERMINAL = 1;
/** The state violates an `always`, `whenQuiescent` or the type invariant. */
export const VIOLATING = 2;
/** A local state is outside its table: the state has no successors that could be computed. */
export const ILL_TYPED = 4;

const TERMINAL_RULE = 0;

export class Watch {
  readonly tallies: Tally[] = [];
  /** By property (the type invariant first): states or steps that any part counts. */
  readonly counts: Float64Array;
  readonly #last: Float64Array;
  readonly #flags: number[] = [];
  readonly #forest: Forest;
  #antecedents: Forest | undefined;
  #metSince = 0;
  #waiting: { tally: number; when: IrExpr }[] = [];
  readonly #compiled: Compiled;
  /** Room for the ids of all rules of either forest. */
  #out: Int32Array;

  constructor(ir: Ir, compiled: Compiled) {
    this.#compiled = compiled;
    const b = compiled.recoder.build;
    const rules: Rule[] = rulesOf(b, TERMINAL_RULE, compiled.recoder.expression(ir.terminal));
    const add = (property: number, part: number, hit: IrExpr, when: IrExpr, flags: number): void => {
      const k = this.tallies.push({ property, part, met: isConst(when, true), count: 0, state: -1, action: -1, depth: -1 }) - 1;
      this.#flags.push(flags);
      rules.push(...rulesOf(b, k + 1, hit));
      if (when.op !== 'const') this.#waiting.push({ tally: k, when });
    };
    add(TYPE, 0, illTyped(ir, compiled, b), { op: 'const', value: true }, VIOLATING | ILL_TYPED);
    ir.properties.forEach((p, k) =>
      p.parts.forEach((part, m) => {
        const inState = p.kind !== 'step';
        const when = inState ? compiled.recoder.expression(part.when) : FALSE;
        const e = inState ? compiled.recoder.expression(part.e) : FALSE;
        const hit = p.kind === 'dead' || p.kind === 'stuck' || !inState ? FALSE : b.and([when, p.kind === 'sometimes' ? e : b.not(e)]);
        add(k, m, hit, when, p.kind === 'always' || p.kind === 'whenQuiescent' ? VIOLATING : 0);
      }),
    );
    this.counts = new Float64Array(ir.properties.length + 1);
    this.#last = new Float64Array(ir.properties.length + 1).fill(-1);
    this.#forest = new Forest(rules, b.sizes, compiled.generator);
    this.#out = new Int32Array(rules.length);
    this.#plantAntecedents();
  }

  #plantAntecedents(): void {
    this.#waiting = this.#waiting.filter((w) => !this.tallies[w.tally]!.met);
    const { recoder, generator } = this.#compiled;
    const rules = this.#waiting.flatMap((w) => rulesOf(recoder.build, w.tally, w.when));
    this.#antecedents = rules.length === 0 ? undefined : new Forest(rules, recoder.build.sizes, generator);
    this.#metSince = 0;
    if (rules.length > this.#out.length) this.#out = new Int32Array(rules.length);
  }

  /** Antecedents seen are looked for no longer. Called now and then. */
  thin(): void {
    if (this.#metSince > 0) this.#plantAntecedents();
  }

  /** Judge a state; returns flags. */
  state(codes: Int32Array, state: number, depth: number): number {
    const out = this.#out;
    let flags = 0;
    const n = this.#forest.match(codes, out);
    for (let k = 0; k < n; k++) {
      const id = out[k]!;
      if (id === TERMINAL_RULE) flags |= TERMINAL;
      else {
        flags |= this.#flags[id - 1]!;
        if (n === 1 || !repeated(out, k)) this.hit(id - 1, state, -1, depth);
      }
    }
    if (this.#antecedents) {
      const m = this.#antecedents.match(codes, out);
      for (let k = 0; k < m; k++) this.meet(out[k]!);
    }
    return flags;
  }

  /**
   * Enter one violation (or witness) of a part; of step `action` if that is not -1. Several parts of a property may hit
   * on one occasion, which counts once: the state, or for steps a number that the caller gives each.
   */
  hit(tally: number, state: number, action: number, depth: number, occasion = state): void {
    const t = this.tallies[tally]!;
    if (t.count++ === 0) {
      t.state = state;
      t.action = action;
      t.depth = depth;
      t.met = true;
    }
    if (this.#last[t.property + 1] !== occasion) {
      this.#last[t.property + 1] = occasion;
      this.counts[t.property + 1]!++;
    }
  }

  /** The antecedent of a part was true. */
  meet(tally: number): void {
    const t = this.tallies[tally]!;
    if (!t.met) {
      t.met = true;
      this.#metSince++;
    }
  }

  /** Position of a part's tally. */
  tally(property: number, part: number): number {
    return this.tallies.findIndex((t) => t.property === property && t.part === part);
  }
}

const repeated = (out: Int32Array, k: number): boolean => {
  for (let m = 0; m < k; m++) if (out[m] === out[k]) return true;
  return false;
};

/** Some instance is in no state of its table. Where the domains rule it out this is `false` and costs nothing. */
const illTyped = (ir: Ir, compiled: Compiled, b: IrBuilder): IrExpr =>
  b.or(
    ir.instances.map((inst, i) => {
      const size = ir.tables[inst.table]!.states.length;
      return b.in(i, compiled.layout.domains.states[i]!.flatMap((s, c) => (s >= 0 && s < size ? [] : [c])));
    }),
  );
