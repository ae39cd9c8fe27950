/** `leadsTo`, `eventually`, `alwaysEventually`, `eventuallyAlways`: is there a fair behaviour that never gets there? */
import { FALSE } from '../ir/build.ts';
import type { IrExpr, IrPart } from '../model/ir.ts';
import type { ProgressKind } from '../model/property.ts';
import { Conditions } from './conditions.ts';
import { FairComponents } from './fair-components.ts';
import type { Lasso, Vacuity } from './findings.ts';
import { lassoOf } from './lassos.ts';
import { FAIR } from './marks.ts';
import type { Workspace } from './workspace.ts';

const not = (e: IrExpr): IrExpr => ({ op: 'not', e });

/** One part of one property. */
export class Progress {
  readonly #w: Workspace;
  readonly #kind: ProgressKind;
  readonly #part: IrPart;
  readonly #goal: IrExpr;
  readonly #conditions: Conditions;
  /** The goal is reached from somewhere where it is owed. */
  #goes = false;

  constructor(workspace: Workspace, kind: ProgressKind, part: IrPart) {
    this.#w = workspace;
    this.#kind = kind;
    this.#part = part;
    this.#goal = part.unless ? { op: 'or', es: [part.e, part.unless] } : part.e;
    // Stability is broken by a loop through any state that breaks it; the others by one that reaches no goal.
    const broken = kind === 'eventuallyAlways' ? [{ kind: 'repeatedly' as const, name: '', e: not(this.#goal) }] : [];
    this.#conditions = new Conditions(workspace.search.compiled, [...(part.fairness ?? []), ...broken]);
  }

  /** Where the goal begins to be owed; absent for kinds that owe it at all times. */
  get #start(): ((state: number) => boolean) | undefined {
    if (this.#kind === 'leadsTo') return this.#w.at(this.#part.when);
    return this.#kind === 'eventually' ? (state) => state === 0 : undefined;
  }

  /** Search: whether it is violated; the states on the loops that violate it {@link counts}. */
  async violated(): Promise<boolean> {
    const { graph, mark, words, pause } = this.#w;
    this.#w.candidates(this.#kind === 'eventuallyAlways' ? FALSE : this.#goal);
    const found = new FairComponents(graph, this.#conditions, mark, words);
    const start = this.#start;
    const started = await found.search(start ?? (() => true), pause);
    this.#goes = start ? !started || found.meetsGoal : this.#w.some(this.#goal);
    return found.states > 0;
  }

  /** Why the property, which is not violated, says nothing, if so. */
  async vacuity(): Promise<Vacuity | undefined> {
    if (!this.#goes) return 'ends';
    const repeated = (this.#part.fairness ?? []).flatMap((f) => (f.kind === 'repeatedly' ? [f.e] : []));
    if (repeated.length === 0) return undefined;
    if (!(await this.#satisfiable())) return 'unsatisfiable';
    const implies = (e: IrExpr): boolean => !this.#w.some({ op: 'and', es: [e, not(this.#goal)] });
    return this.#kind !== 'eventuallyAlways' && repeated.some(implies) ? 'implied' : undefined;
  }

  /** Whether some fair behaviour goes on from where the goal is owed, or from the initial state. */
  async #satisfiable(): Promise<boolean> {
    const { graph, mark, words, pause, search } = this.#w;
    const owed = this.#kind === 'leadsTo' ? this.#w.at({ op: 'and', es: [this.#part.when, not(this.#goal)] }) : (state: number) => state === 0;
    this.#w.candidates(FALSE);
    const any = new FairComponents(graph, new Conditions(search.compiled, this.#part.fairness ?? []), mark, words);
    await any.search(owed, pause);
    return any.states > 0;
  }

  /** The shortest lasso that can be found. Only if there is one, and in the whole graph. */
  lasso(): Lasso {
    const { search, graph, mark, words } = this.#w;
    return lassoOf(search, graph, this.#conditions, mark, words, this.#start);
  }

  /** Of a violated property. */
  counts(state: number): boolean {
    return this.#w.mark[state]! <= FAIR;
  }
}
