/** Steps of the system between interned states, remembered: a recording passes through the same states again and again. */
import { holds, step } from '../ir/interpret.ts';
import type { ActionPart } from './mapping.ts';
import type { Chain, Plan } from './plan.ts';
import type { Reading } from './reading.ts';

export class Moves {
  readonly plan: Plan;
  readonly #ids = new Map<string, number>();
  readonly #states: (readonly number[])[] = [];
  readonly #terminal: boolean[] = [];
  readonly #after = new Map<string, number>();
  readonly #inferable: readonly number[];
  readonly #silent: (readonly { readonly action: number; readonly state: number }[] | undefined)[] = [];
  readonly #chains = new Map<string, Chain>();
  readonly #parts = new Map<ActionPart, number>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.#inferable = plan.subject.ir.actions.flatMap((_, n) => (plan.inferable(n) ? [n] : []));
  }

  id(state: readonly number[]): number {
    const key = state.join(',');
    let n = this.#ids.get(key);
    if (n === undefined) {
      n = this.#states.length;
      this.#ids.set(key, n);
      this.#states.push(state);
      this.#terminal.push(holds(this.plan.subject.ir.terminal, state));
    }
    return n;
  }

  state(id: number): readonly number[] {
    return this.#states[id]!;
  }

  /** The state after action `n`, or undefined where it is not enabled. */
  after(n: number, id: number): number | undefined {
    const key = `${n} ${id}`;
    let to = this.#after.get(key);
    if (to === undefined) {
      const state = this.state(id);
      const enabled = !this.#terminal[id] && this.plan.action(n).guard.every((g) => holds(g.e, state));
      to = enabled ? this.id(step(this.plan.subject.ir, n, state)) : -1;
      this.#after.set(key, to);
    }
    return to < 0 ? undefined : to;
  }

  /** Lines that action `n` leaves behind when it is taken here, as this part of that command. */
  chain(n: number, id: number, part?: ActionPart, command?: Reading): Chain {
    const key = `${n} ${id}${part?.emits && command ? ` ${this.#number(part)} ${command.key}` : ''}`;
    let c = this.#chains.get(key);
    if (!c) this.#chains.set(key, (c = this.plan.chain(n, this.state(id), part, command?.variables)));
    return c;
  }

  #number(part: ActionPart): number {
    let n = this.#parts.get(part);
    if (n === undefined) this.#parts.set(part, (n = this.#parts.size));
    return n;
  }

  /** Steps that may be inferred here: of the system itself, and leaving no line behind. */
  silent(id: number): readonly { readonly action: number; readonly state: number }[] {
    let known = this.#silent[id];
    if (!known) {
      const state = this.state(id);
      known = this.#terminal[id]
        ? []
        : this.#inferable.flatMap((action) => {
            if (!this.plan.action(action).guard.every((g) => holds(g.e, state)) || this.chain(action, id).length > 0) return [];
            const to = this.after(action, id)!;
            return to === id ? [] : [{ action, state: to }];
          });
      this.#silent[id] = known;
    }
    return known;
  }
}
