/** Properties of kind `step`, looked at on every step. For each action only what it can affect is left of them. */
import type { Ir } from '../model/ir.ts';
import { isConst } from '../ir/build.ts';
import type { Compiled } from './compiled.ts';
import type { Test } from './generate.ts';
import type { Tallies } from './tallies.ts';

interface Check {
  readonly part: number;
  readonly test: Test;
}

export class Steps {
  readonly #tallies: Tallies;
  /** By action: what it may violate. */
  readonly #violations: (readonly Check[] | undefined)[] = [];
  /** By action: antecedents that it may make true, until they were. */
  readonly #antecedents: (readonly Check[] | undefined)[] = [];
  #metSince = false;
  /** Steps looked at. */
  #steps = 0;

  constructor(ir: Ir, compiled: Compiled, tallies: Tallies) {
    this.#tallies = tallies;
    const parts = ir.properties.flatMap((p, k) => (p.kind === 'step' ? p.parts.map((part, m) => ({ part, k: tallies.position(k, m) })) : []));
    const { recoder, generator } = compiled;
    ir.actions.forEach((_, action) => {
      const violations: Check[] = [];
      const antecedents: Check[] = [];
      if (compiled.layout.domains.possible[action]) {
        const on = { action, touched: compiled.effects.touched(action) };
        for (const { part, k } of parts) {
          const when = recoder.expression(part.when, on);
          if (isConst(when, false)) continue;
          const violated = recoder.build.and([when, recoder.build.not(recoder.expression(part.e, on))]);
          antecedents.push({ part: k, test: generator.test(when) });
          if (!isConst(violated, false)) violations.push({ part: k, test: generator.test(violated) });
        }
      }
      this.#violations.push(listed(violations));
      this.#antecedents.push(listed(antecedents));
    });
  }

  /** Steps looked at: a checkpoint needs the number, because each is an occasion of its own to the tallies. */
  get looked(): number {
    return this.#steps;
  }
  /** The tallies were restored from a checkpoint. */
  restored(looked: number): void {
    this.#steps = looked;
    this.#metSince = true;
    this.thin();
  }

  /** Antecedents that were seen are looked for no longer. Called now and then. */
  thin(): void {
    if (!this.#metSince) return;
    this.#metSince = false;
    this.#antecedents.forEach((checks, a) => (this.#antecedents[a] = listed((checks ?? []).filter((c) => !this.#tallies.met(c.part)))));
  }

  /** Judge the step that was just taken from `state`; whether it violates a property. */
  check(action: number, codes: Int32Array, state: number, depth: number): boolean {
    const antecedents = this.#antecedents[action];
    if (antecedents !== undefined)
      for (const c of antecedents)
        if (!this.#tallies.met(c.part) && c.test(codes)) {
          this.#tallies.meet(c.part);
          this.#metSince = true;
        }
    const violations = this.#violations[action];
    if (violations === undefined) return false;
    this.#steps++;
    let violating = false;
    for (const c of violations)
      if (c.test(codes)) {
        violating = true;
        this.#tallies.hit(c.part, state, action, depth, this.#steps);
      }
    return violating;
  }
}

const listed = (checks: readonly Check[]): readonly Check[] | undefined => (checks.length === 0 ? undefined : checks);
