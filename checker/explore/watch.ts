/**
 * What is looked for in every state: violations, witnesses, antecedents, the end.
 */
import type { Ir, IrExpr } from '../model/ir.ts';
import type { IrBuilder } from '../ir/build.ts';
import { FALSE, isConst } from '../ir/build.ts';
import { isLiveness } from '../model/property.ts';
import { Antecedents } from './antecedents.ts';
import type { Compiled } from './compiled.ts';
import { Masks } from './masks.ts';
import { rulesOf, type Rule } from './rules.ts';
import type { Stepper } from './stepper.ts';
import { Tallies, TYPE } from './tallies.ts';

/** Flags of {@link Watch.state}. */
export const TERMINAL = 1;
/** The state violates an `always`, `whenQuiescent` or the type invariant. */
export const VIOLATING = 2;
/** A local state is outside its table: the state has no successors that could be computed. */
export const ILL_TYPED = 4;

export class Watch {
  readonly tallies: Tallies;
  /** By part, then that of the terminal rule. */
  readonly #flags: Int32Array;
  readonly #compiled: Compiled;
  readonly #rules: readonly Rule[];
  #hits: Masks;
  readonly #antecedents: Antecedents;
  readonly #out: Int32Array;

  constructor(ir: Ir, compiled: Compiled) {
    this.#compiled = compiled;
    this.tallies = new Tallies(ir);
    const b = compiled.recoder.build;
    const terminal = this.tallies.length;
    const end = compiled.recoder.expression(ir.terminal);
    const rules: Rule[] = rulesOf(b, terminal, end);
    const waiting: Rule[] = [];
    this.#flags = new Int32Array(terminal + 1);
    this.#flags[terminal] = TERMINAL;
    const add = (k: number, hit: IrExpr, when: IrExpr, flags: number): void => {
      this.#flags[k] = flags;
      rules.push(...rulesOf(b, k, hit));
      if (isConst(when, true)) this.tallies.meet(k);
      else if (when.op !== 'const') waiting.push(...rulesOf(b, k, when));
    };
    add(this.tallies.position(TYPE, 0), illTyped(ir, compiled, b), { op: 'const', value: true }, VIOLATING | ILL_TYPED);
    ir.properties.forEach((p, property) =>
      p.parts.forEach((part, m) => {
        const k = this.tallies.position(property, m);
        if (p.kind === 'step') return add(k, FALSE, FALSE, 0);
        const when = compiled.recoder.expression(part.when);
        const e = compiled.recoder.expression(part.e);
        // What ends the system owes nothing more: only a state before the end can start an obligation.
        if (isLiveness(p.kind)) return add(k, FALSE, b.and([when, b.not(end)]), 0);
        const hit = p.kind === 'dead' || p.kind === 'stuck' ? FALSE : b.and([when, p.kind === 'sometimes' ? e : b.not(e)]);
        return add(k, hit, when, p.kind === 'always' || p.kind === 'whenQuiescent' ? VIOLATING : 0);
      }),
    );
    this.#rules = rules;
    this.#hits = new Masks(rules, compiled.layout.bundles, compiled.generator);
    this.#antecedents = new Antecedents(compiled, this.tallies, waiting);
    this.#out = new Int32Array(rules.length);
  }

  /** The layout has other bundles now. */
  rebundled(): void {
    const { layout, generator } = this.#compiled;
    this.#hits = new Masks(this.#rules, layout.bundles, generator);
    this.#antecedents.renew();
  }

  /** The rules of violations, witnesses and the end. */
  get hits(): Masks {
    return this.#hits;
  }

  /** Those of antecedents that were not met yet. */
  get waiting(): Masks | undefined {
    return this.#antecedents.masks;
  }

  /** Judge the state that a stepper is at; returns flags. */
  state(stepper: Stepper, state: number, depth: number): number {
    const out = this.#out;
    const tallies = this.tallies;
    const hits = this.#hits;
    let flags = 0;
    for (let n = hits.match(stepper.numbers, stepper.unpacked, out); n > 0; n--) {
      const k = hits.ids[out[n - 1]!]!;
      flags |= this.#flags[k]!;
      if (k < tallies.length) tallies.hit(k, state, -1, depth, state);
    }
    this.#antecedents.look(stepper);
    return flags;
  }
}

/** Some instance is in no state of its table. Where the domains rule it out this is `false` and costs nothing. */
const illTyped = (ir: Ir, compiled: Compiled, b: IrBuilder): IrExpr =>
  b.or(
    ir.instances.map((inst, i) => {
      const size = ir.tables[inst.table]!.states.length;
      return b.in(i, compiled.layout.domains.states[i]!.flatMap((s, c) => (s >= 0 && s < size ? [] : [c])));
    }),
  );
