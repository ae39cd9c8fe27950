/**
 * Does a component hold a fair behaviour? Where a condition is triggered in it and discharged nowhere in it, no fair loop passes
 * a state that triggers it; what is left without those is looked at again, one round after the other (Streett conditions by
 * removal). A condition can be struck out so only once on the way down, so there are at most as many rounds as conditions, and
 * one more.
 */
import { Components } from './components.ts';
import { DISCHARGES, TRIGGERS, type Conditions } from './conditions.ts';
import { APART, FAIR, INSIDE, LATER, PASSED, UNSEEN } from './marks.ts';
import type { Reached } from './reached.ts';

/** States between two looks at the clock. */
const SLICE = 1 << 14;

export class FairComponents {
  /** States that can lie on a fair loop. */
  states = 0;
  /** Some step leads from a candidate to the goal. */
  meetsGoal = false;
  /** Components found. */
  #found = 0;
  readonly #graph: Reached;
  readonly #conditions: Conditions;
  readonly #mark: Int32Array;
  readonly #stack: Int32Array;
  /** By condition: triggered, discharged in the component being judged. */
  readonly #triggered: Uint8Array;
  readonly #discharged: Uint8Array;

  /** `mark` says which states are candidates; `stack` has a word for each state. */
  constructor(graph: Reached, conditions: Conditions, mark: Int32Array, stack: Int32Array) {
    this.#graph = graph;
    this.#conditions = conditions;
    this.#mark = mark;
    this.#stack = stack;
    this.#triggered = new Uint8Array(conditions.count);
    this.#discharged = new Uint8Array(conditions.count);
  }

  /** Mark every candidate that `isRoot` leads to; whether it named any. `pause` is awaited now and then; it throws to stop. */
  async search(isRoot: (state: number) => boolean, pause: () => Promise<void>): Promise<boolean> {
    const mark = this.#mark;
    const started = await this.#round(isRoot, pause);
    for (let s = 0; s < mark.length; s++) if (mark[s] === UNSEEN) mark[s] = APART;
    for (let again = true; again; ) {
      again = false;
      for (let s = 0; s < mark.length; s++) {
        if (mark[s] !== LATER) continue;
        mark[s] = UNSEEN;
        again = true;
      }
      if (again) await this.#round(() => true, pause);
    }
    return started;
  }

  async #round(isRoot: (state: number) => boolean, pause: () => Promise<void>): Promise<boolean> {
    let started = false;
    const mark = this.#mark;
    const components = new Components(this.#graph, mark, this.#stack, (from, to) => this.#judge(from, to));
    for (let s = 0; s < mark.length; s++) {
      if (s % SLICE === 0) await pause();
      if (mark[s] !== UNSEEN || !isRoot(s)) continue;
      started = true;
      components.start(s);
      while (components.run(SLICE)) await pause();
      this.meetsGoal ||= components.meetsGoal;
    }
    return started;
  }

  #judge(from: number, to: number): void {
    const unmet = this.#unmet(from, to);
    if (unmet.length === 0) {
      const label = FAIR - this.#found++;
      this.states += to - from;
      for (let k = from; k < to; k++) this.#mark[this.#stack[k]!] = label;
      return;
    }
    if (unmet.some((c) => this.#conditions.everywhere(c))) for (let k = from; k < to; k++) this.#mark[this.#stack[k]!] = PASSED;
    else this.#strike(from, to, unmet);
  }

  /** Conditions that are triggered in the component and discharged nowhere in it. */
  #unmet(from: number, to: number): number[] {
    const triggered = this.#triggered.fill(0);
    const discharged = this.#discharged.fill(0);
    const { status, count } = this.#conditions;
    const graph = this.#graph;
    for (let k = from, open = count; k < to && open > 0; k++) {
      graph.load(this.#stack[k]!);
      this.#conditions.look(graph, graph.enabled());
      for (let c = 0; c < count; c++) {
        triggered[c]! |= status[c]! & TRIGGERS;
        if ((status[c]! & DISCHARGES) === 0 || discharged[c] === 1) continue;
        discharged[c] = 1;
        open--;
      }
    }
    let open = 0;
    for (let c = 0; c < count; c++) if (triggered[c] === 1 && discharged[c] === 0) open++;
    for (let k = from; k < to && open > 0; k++) {
      graph.load(this.#stack[k]!);
      const n = graph.enabled();
      for (let a = 0; a < n && open > 0; a++) {
        const met = this.#conditions.of(graph.stepper.actions[a]!);
        if (!met.some((c) => triggered[c] === 1 && discharged[c] === 0)) continue;
        const w = graph.target(a);
        if (w < 0 || this.#mark[w] !== INSIDE) continue;
        for (const c of met) {
          if (triggered[c] === 1 && discharged[c] === 0) open--;
          discharged[c] = 1;
        }
      }
    }
    return Array.from(triggered, (_, c) => c).filter((c) => triggered[c] === 1 && discharged[c] === 0);
  }

  /** Keep the states that trigger none of the unmet conditions. */
  #strike(from: number, to: number, unmet: readonly number[]): void {
    const graph = this.#graph;
    const { status } = this.#conditions;
    for (let k = from; k < to; k++) {
      const s = this.#stack[k]!;
      graph.load(s);
      this.#conditions.look(graph, graph.enabled());
      this.#mark[s] = unmet.some((c) => (status[c]! & TRIGGERS) !== 0) ? PASSED : LATER;
    }
  }
}
