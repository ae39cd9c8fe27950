/** The two words a state with which liveness is decided, and what every kind of property does with them. */
import type { Test } from '../explore/generate.ts';
import type { Search } from '../explore/search.ts';
import { Undecided } from '../explore/undecided.ts';
import type { IrExpr } from '../model/ir.ts';
import { ENDED, GOAL, UNSEEN } from './marks.ts';
import { Reached, type Passage } from './reached.ts';

export class Workspace {
  readonly search: Search;
  readonly graph: Reached;
  readonly passage: Passage | undefined;
  readonly mark: Int32Array;
  readonly words: Int32Array;
  /** Awaited now and then; throws {@link Undecided} to stop. */
  readonly pause: () => Promise<void>;

  private constructor(search: Search, pause: () => Promise<void>, mark: Int32Array, words: Int32Array, passage?: Passage) {
    this.search = search;
    this.pause = pause;
    this.passage = passage;
    this.graph = new Reached(search, { passage });
    this.mark = mark;
    this.words = words;
  }

  /** Throws {@link Undecided} if there is no memory. */
  static of(search: Search, pause: () => Promise<void>): Workspace {
    const { count } = search.store;
    if (!search.store.reserve(8 * count)) throw new Undecided('memory');
    return new Workspace(search, pause, new Int32Array(count), new Int32Array(count));
  }

  /** The same memory for a part of the graph. */
  within(passage: Passage): Workspace {
    return new Workspace(this.search, this.pause, this.mark, this.words, passage);
  }

  test(e: IrExpr): Test {
    const { generator, recoder } = this.search.compiled;
    return generator.test(recoder.expression(e));
  }

  /** Whether a state before the end satisfies a condition. */
  at(e: IrExpr): (state: number) => boolean {
    const test = this.test(e);
    return (state) => {
      this.graph.load(state);
      return this.graph.lives && test(this.graph.stepper.codes);
    };
  }

  some(e: IrExpr): boolean {
    const holds = this.at(e);
    for (let s = 0; s < this.mark.length; s++) if (holds(s)) return true;
    return false;
  }

  /** Mark what is to be searched: every state before the end that does not satisfy `goal`. */
  candidates(goal: IrExpr, graph = this.graph): void {
    const test = this.test(goal);
    for (let s = 0; s < this.mark.length; s++) {
      graph.load(s);
      this.mark[s] = !graph.lives ? ENDED : test(graph.stepper.codes) ? GOAL : UNSEEN;
    }
  }
}
