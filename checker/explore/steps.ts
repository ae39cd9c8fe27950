/** Properties of kind `step`, looked at on every step. For each action only what it can affect is left of them. */
import type { Ir, IrExpr } from '../model/ir.ts';
import { isConst } from '../ir/build.ts';
import type { Compiled } from './compiled.ts';
import type { Test } from './generate.ts';
import type { Watch } from './watch.ts';

interface Check {
  readonly tally: number;
  /** The antecedent, looked for until it was true once; absent: always true. */
  readonly when?: Test;
  /** Absent: the action cannot violate it. */
  readonly violated?: Test;
}

export class Steps {
  readonly #watch: Watch;
  readonly #checks: readonly (readonly Check[] | undefined)[];
  /** Steps looked at. */
  #steps = 0;

  constructor(ir: Ir, compiled: Compiled, watch: Watch) {
    this.#watch = watch;
    const parts = ir.properties.flatMap((p, k) => (p.kind === 'step' ? p.parts.map((part, m) => ({ part, tally: watch.tally(k, m) })) : []));
    this.#checks = ir.actions.map((_, action) => {
      if (parts.length === 0 || !compiled.layout.domains.possible[action]) return undefined;
      const on = { action, touched: compiled.effects.touched(action) };
      const checks = parts.flatMap(({ part, tally }) => checkOf(compiled, tally, compiled.recoder.expression(part.when, on), compiled.recoder.expression(part.e, on)));
      return checks.length === 0 ? undefined : checks;
    });
  }

  /** Judge the step that was just taken from `state`; whether it violates a property. */
  check(action: number, codes: Int32Array, state: number, depth: number): boolean {
    const checks = this.#checks[action];
    if (checks === undefined) return false;
    let violating = false;
    this.#steps++;
    for (const c of checks) {
      if (!this.#watch.tallies[c.tally]!.met && (c.when === undefined || c.when(codes))) this.#watch.meet(c.tally);
      if (c.violated !== undefined && c.violated(codes)) {
        violating = true;
        this.#watch.hit(c.tally, state, action, depth, this.#steps);
      }
    }
    return violating;
  }
}

const checkOf = (compiled: Compiled, tally: number, when: IrExpr, e: IrExpr): Check[] => {
  if (isConst(when, false)) return [];
  const b = compiled.recoder.build;
  const violated = b.and([when, b.not(e)]);
  return [
    {
      tally,
      ...(isConst(when, true) ? {} : { when: compiled.generator.test(when) }),
      ...(isConst(violated, false) ? {} : { violated: compiled.generator.test(violated) }),
    },
  ];
};
