/**
 * Names counted (back-references.ts), over any number of values. How many states of a component name a value is a variable more of the
 * certificate: none, one, more. Each action says how it goes on, from what the action does to the names of those that it sends
 * events to, and whatever happens it goes on somehow, so that it takes no behaviour away. That it is what it says, as far as a
 * proof needs it, is part of the invariant: who is named is counted, and two that name the same are not counted as one.
 */
import { countOf } from '../back-references.ts';
import type { Labels } from '../labels.ts';
import { app, choice, conj, disj, equal, negate, type Sorts } from './sorts.ts';

/** The state of a cell, of a value. */
export type Read = (component: string, others: readonly number[], at: string | undefined) => string;

/** A component whose states name values, the one that counts them, and the cells of the former. */
interface Naming {
  readonly component: string;
  readonly count: string;
  readonly cells: readonly (readonly number[])[];
}

export class Names {
  readonly #sorts: Sorts;
  readonly #naming: readonly Naming[];

  constructor(sorts: Sorts, cells: readonly { readonly component: string; readonly others: readonly number[] }[]) {
    this.#sorts = sorts;
    this.#naming = sorts.labels.ir.tables.flatMap(({ component: count }) => {
      const component = countOf(count);
      return component === undefined ? [] : [{ component, count, cells: cells.filter((c) => c.component === component).map((c) => c.others) }];
    });
  }

  /** Components that count. */
  counting({ ir }: Labels = this.#sorts.labels): readonly string[] {
    return ir.tables.flatMap((t) => (countOf(t.component) === undefined ? [] : [t.component]));
  }

  #is(count: string, y: string, n: 0 | 1 | 2): string {
    return this.#sorts.among(count, y, [n], new Map());
  }

  /** Of each of `named`, and each that may name it: who is named is counted. */
  counted(named: readonly string[], by: readonly string[], read: Read): string[] {
    return this.#naming.flatMap(({ component, count, cells }) =>
      named.flatMap((t) => (t === 'zero' ? [] : by.flatMap((y) => cells.map((o) => app('=>', this.#sorts.names(component, read(component, o, y), t), negate(this.#is(count, read(count, [], t), 0))))))),
    );
  }

  /** ... and each two of them: both name a third that is counted as named once only if they are the same. */
  once(named: readonly string[], by: readonly string[], read: Read): string[] {
    return this.#naming.flatMap(({ component, count, cells }) => {
      const all = by.flatMap((y) => cells.map((o) => ({ y, o })));
      return named.flatMap((t) =>
        t === 'zero'
          ? []
          : all.flatMap((p, k) => all.slice(k + 1).flatMap((q) => {
              const same = p.o === q.o ? equal(p.y, q.y) : 'false';
              if (same === 'true') return [];
              return [app('=>', conj([this.#is(count, read(count, [], t), 1), this.#sorts.names(component, read(component, p.o, p.y), t), this.#sorts.names(component, read(component, q.o, q.y), t)]), same)];
            })),
      );
    });
  }

  /** How the count of `t` goes on; `sent`: the cells that the action sends events to, by the values that it names itself. */
  after(count: string, t: string, sent: readonly { readonly component: string; readonly others: readonly number[]; readonly at: string }[], before: Read, after: Read): string {
    const { component } = this.#naming.find((n) => n.count === count)!;
    const mine = sent.filter((x) => x.component === component);
    const moved = mine.map(({ others, at }) => [this.#sorts.names(component, before(component, others, at), t), this.#sorts.names(component, after(component, others, at), t)] as const);
    const up = disj(moved.map(([was, is]) => conj([negate(was), is])));
    const down = disj(moved.map(([was, is]) => conj([was, negate(is)])));
    const y = before(count, [], t);
    const state = (n: number): string => this.#sorts.state(count, n, () => t);
    return choice(up, choice(this.#is(count, y, 0), state(1), state(2)), choice(down, choice(this.#is(count, y, 1), state(0), y), y));
  }
}
