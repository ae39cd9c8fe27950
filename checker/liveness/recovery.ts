/**
 * `recoverable`: from which states does some way lead to the goal by the allowed moves? Components are closed from the far
 * end, so one pass tells: a component has a way out if a step of it leads to the goal or to one that has.
 */
import type { IrExpr } from '../model/ir.ts';
import { Components } from './components.ts';
import type { Trap } from './findings.ts';
import { GOAL, PASSED, UNSEEN } from './marks.ts';
import { Reached } from './reached.ts';
import type { Workspace } from './workspace.ts';

/** States between two looks at the clock. */
const SLICE = 1 << 14;

export class Recovery {
  readonly #w: Workspace;
  /** By the allowed moves alone, wherever they lead: a way through a violation is a way. */
  readonly #graph: Reached;
  readonly #components: Components;

  constructor(workspace: Workspace, allowed: readonly number[]) {
    this.#w = workspace;
    this.#graph = new Reached(workspace.search, { allowed });
    this.#components = new Components(this.#graph, workspace.mark, workspace.words, (from, to) => this.#close(from, to));
  }

  /** Find out about every state that `isStart` is true of. */
  async decide(goal: IrExpr, isStart: (state: number) => boolean): Promise<void> {
    this.#w.candidates(goal, this.#graph);
    await this.#from(isStart);
  }

  /** No way leads from the state to the goal. Only of states that were asked for. */
  lost(state: number): boolean {
    return this.#w.mark[state] === PASSED;
  }

  /** The trap at the end of a way, as the way shows it. */
  async trap(way: readonly number[]): Promise<Trap> {
    const { mark } = this.#w;
    await this.#from(() => true);
    const entered = way.findLastIndex((s) => mark[s] === GOAL) + 1;
    const size = mark.reduce((n, m) => (m === PASSED ? n + 1 : n), 0);
    return { entered, size, exits: entered === 0 ? [] : this.#exits(way[entered - 1]!), entries: await this.#entries() };
  }

  async #from(isStart: (state: number) => boolean): Promise<void> {
    const { mark, pause } = this.#w;
    for (let s = 0; s < mark.length; s++) {
      if (s % SLICE === 0) await pause();
      if (mark[s] !== UNSEEN || !isStart(s)) continue;
      this.#components.start(s);
      while (this.#components.run(SLICE)) await pause();
    }
  }

  #close(from: number, to: number): void {
    const { mark, words } = this.#w;
    const verdict = this.#leadsOut(from, to) ? GOAL : PASSED;
    for (let k = from; k < to; k++) mark[words[k]!] = verdict;
  }

  #leadsOut(from: number, to: number): boolean {
    const graph = this.#graph;
    for (let k = from; k < to; k++) {
      graph.load(this.#w.words[k]!);
      for (let a = 0, n = graph.enabled(); a < n; a++) {
        const w = graph.target(a);
        if (w >= 0 && this.#w.mark[w] === GOAL) return true;
      }
    }
    return false;
  }

  /** Moves with which the way to the goal goes on. */
  #exits(state: number): number[] {
    const graph = this.#graph;
    const out: number[] = [];
    graph.load(state);
    for (let k = 0, n = graph.enabled(); k < n; k++) {
      const w = graph.target(k);
      if (w >= 0 && this.#w.mark[w] === GOAL) out.push(graph.stepper.actions[k]!);
    }
    return out;
  }

  /** Steps that go in, whoever takes them. */
  async #entries(): Promise<Trap['entries']> {
    const { search, mark, pause } = this.#w;
    const graph = new Reached(search);
    const steps = new Float64Array(search.ir.actions.length);
    for (let s = 0; s < mark.length; s++) {
      if (s % SLICE === 0) await pause();
      if (mark[s] !== GOAL) continue;
      graph.load(s);
      for (let k = 0, n = graph.enabled(); k < n; k++) {
        const w = graph.target(k);
        if (w >= 0 && mark[w] === PASSED) steps[graph.stepper.actions[k]!]!++;
      }
    }
    return Array.from(steps, (n, action) => ({ action, steps: n })).filter((e) => e.steps > 0);
  }
}
