/** Decides the liveness properties of a finished search, part by part, and enters what it finds into the tallies. */
import type { Search } from '../explore/search.ts';
import type { Tallies } from '../explore/tallies.ts';
import { wayTo } from '../explore/way.ts';
import type { IrPart } from '../model/ir.ts';
import { isLiveness, type ProgressKind } from '../model/property.ts';
import type { Finding, Findings } from './findings.ts';
import { Progress } from './progress.ts';
import type { Passage } from './reached.ts';
import { Recovery } from './recovery.ts';
import { Workspace } from './workspace.ts';

/** Some of the properties, in a part of the graph. Only counts are of interest there, so no trace is made. */
export interface Part {
  readonly passage: Passage;
  /** Ids of the properties asked for. */
  readonly only: ReadonlySet<string>;
}

/** The liveness properties of one search. */
export class Liveness {
  readonly #search: Search;
  readonly #pause: () => Promise<void>;
  #workspace: Workspace | undefined;

  /** `pause` is awaited now and then; it throws `Undecided` to stop. */
  constructor(search: Search, pause: () => Promise<void>) {
    this.#search = search;
    this.#pause = pause;
  }

  /**
   * Decide and enter counts into `tallies`, in which antecedents are entered already; findings by position in them. Throws
   * `Undecided`.
   */
  async judge(tallies: Tallies, part?: Part): Promise<Findings> {
    const findings = new Map<number, Finding>();
    for (const [property, p] of this.#search.ir.properties.entries()) {
      if (!isLiveness(p.kind) || part?.only.has(p.id) === false) continue;
      this.#workspace ??= Workspace.of(this.#search, this.#pause);
      const judge = new Judge(part ? this.#workspace.within(part.passage) : this.#workspace, tallies);
      const counted = new Union(this.#search.store.count);
      for (const [k, one] of p.parts.entries()) {
        const position = tallies.position(property, k);
        findings.set(position, tallies.met(position) ? await judge.part(p.kind, one, position, counted) : { vacuity: 'antecedent' });
      }
      tallies.perProperty[property + 1] = counted.size;
    }
    return findings;
  }
}

/** The states that some part of a property counts. */
class Union {
  size = 0;
  readonly #bits: Int32Array;

  constructor(states: number) {
    this.#bits = new Int32Array((states + 31) >> 5);
  }

  add(state: number): void {
    const bit = 1 << (state & 31);
    if ((this.#bits[state >> 5]! & bit) !== 0) return;
    this.#bits[state >> 5]! |= bit;
    this.size++;
  }
}

class Judge {
  readonly #w: Workspace;
  readonly #tallies: Tallies;

  constructor(workspace: Workspace, tallies: Tallies) {
    this.#w = workspace;
    this.#tallies = tallies;
  }

  async part(kind: ProgressKind | 'recoverable', part: IrPart, position: number, counted: Union): Promise<Finding> {
    return kind === 'recoverable' ? this.#recoverable(part, position, counted) : this.#progress(kind, part, position, counted);
  }

  async #progress(kind: ProgressKind, part: IrPart, position: number, counted: Union): Promise<Finding> {
    const progress = new Progress(this.#w, kind, part);
    if (!(await progress.violated())) {
      const vacuity = await progress.vacuity();
      return vacuity ? { vacuity } : {};
    }
    const { count, first } = this.#count((s) => progress.counts(s), counted);
    if (this.#w.passage) {
      this.#tallies.find(position, count, first, 0);
      return {};
    }
    const { trace, ...lasso } = progress.lasso();
    this.#tallies.find(position, count, first, trace.steps.length);
    return { trace, lasso };
  }

  async #recoverable(part: IrPart, position: number, counted: Union): Promise<Finding> {
    const { search, passage } = this.#w;
    const isStart = this.#w.at(part.when);
    const recovery = new Recovery(this.#w, part.by ?? []);
    await recovery.decide(part.e, isStart);
    const { count, first } = this.#count((s) => recovery.lost(s) && isStart(s), counted);
    if (count === 0) return {};
    this.#tallies.find(position, count, first, search.depthOf(first));
    return passage ? {} : { trap: await recovery.trap(wayTo(search, first)) };
  }

  #count(counts: (state: number) => boolean, counted: Union): { count: number; first: number } {
    let [count, first] = [0, -1];
    for (let s = 0; s < this.#w.mark.length; s++) {
      if (!counts(s)) continue;
      if (count++ === 0) first = s;
      counted.add(s);
    }
    return { count, first };
  }
}
