/**
 * The conditions under which a behaviour that goes on for ever is fair, made ready for packed states. All have one form (Streett):
 * if `triggered` again and again, then `discharged` again and again, by a state or by a step.
 *
 *   weak        triggered: enabled   discharged: by a state that waits for nothing but granted locks no longer, or taken
 *   strong      triggered: enabled   discharged: taken
 *   repeatedly  triggered: always    discharged: by a state that satisfies the condition
 *
 * Without granted locks the first is plain weak fairness: what is enabled from some time on is taken again and again.
 */
import type { Compiled } from '../explore/compiled.ts';
import type { Test } from '../explore/generate.ts';
import { isConst } from '../ir/build.ts';
import type { IrFairness } from '../model/ir.ts';
import type { Reached } from './reached.ts';

interface Condition {
  readonly strong: boolean;
  /** `repeatedly` */
  readonly holds?: Test;
  /** `weak` with granted locks: some action lacks nothing but them. */
  readonly waits?: Test;
}

/** What a state of a loop does for each condition; bits of {@link Conditions.status}. */
export const TRIGGERS = 1;
export const DISCHARGES = 2;

export class Conditions {
  readonly count: number;
  /** By condition: what the last state looked at does for it. */
  readonly status: Uint8Array;
  readonly #conditions: readonly Condition[];
  /** By action: the conditions that its being taken discharges. */
  readonly #of: readonly (readonly number[])[];

  constructor(compiled: Compiled, fairness: readonly IrFairness[]) {
    const { recoder, generator, ir } = compiled;
    const b = recoder.build;
    this.#conditions = fairness.map((f): Condition => {
      if (f.kind === 'repeatedly') return { strong: false, holds: generator.test(recoder.expression(f.e)) };
      if (f.kind === 'strong') return { strong: true };
      if (f.granted.length === 0) return { strong: false };
      const but = b.or(f.actions.map((a) => b.and(ir.actions[a]!.guard.filter((g) => !f.granted.includes(g.name)).map((g) => recoder.expression(g.e)))));
      return isConst(but, false) ? { strong: false } : { strong: false, waits: generator.test(but) };
    });
    this.count = fairness.length;
    this.status = new Uint8Array(this.count);
    const of: number[][] = ir.actions.map(() => []);
    fairness.forEach((f, c) => f.kind !== 'repeatedly' && f.actions.forEach((a) => of[a]!.push(c)));
    this.#of = of;
  }

  /** Conditions that taking the action discharges. */
  of(action: number): readonly number[] {
    return this.#of[action]!;
  }

  /** A state that does not discharge the condition triggers it: undischarged in a component, it is triggered everywhere there. */
  everywhere(condition: number): boolean {
    const { strong, waits } = this.#conditions[condition]!;
    return !strong && waits === undefined;
  }

  /** Look at the loaded state, with its `n` enabled actions found: {@link status} says what it does for each condition. */
  look(graph: Reached, n: number): void {
    const { status } = this;
    const { actions, codes } = graph.stepper;
    status.fill(0);
    for (let k = 0; k < n; k++) for (const c of this.#of[actions[k]!]!) status[c] = TRIGGERS;
    this.#conditions.forEach(({ strong, holds, waits }, c) => {
      if (holds) status[c] = TRIGGERS | (holds(codes) ? DISCHARGES : 0);
      else if (!strong && status[c] === 0 && !waits?.(codes)) status[c] = DISCHARGES;
    });
  }

  /** Whether a behaviour may rest in the state last looked at: nobody is obliged to move. */
  get rests(): boolean {
    return !this.status.includes(TRIGGERS);
  }
}
