/**
 * `stuck`: process p is inside a procedure and can move in no reachable future (R6). Exact, by one backward pass over
 * the edges. A future that reaches the end of the system counts as a way out: the end is neither deadlock nor progress.
 */
import type { Ir } from '../model/ir.ts';
import type { Compiled } from './compiled.ts';
import { Edges } from './edges.ts';
import type { Test } from './generate.ts';
import { Stepper } from './stepper.ts';
import type { Store } from './store.ts';
import type { Tallies } from './tallies.ts';

interface Part {
  readonly part: number;
  readonly inside: Test;
}

export class Stuck {
  readonly edges: Edges;
  readonly #compiled: Compiled;
  readonly #store: Store;
  readonly #parts: readonly Part[];
  /** Masks of 32 processes. */
  readonly #groups: number;
  /** All parts, as masks. */
  readonly #all: Int32Array;
  /** Which processes cannot move in the state being expanded. */
  readonly #cannot: Int32Array;
  /** Rows that wait for their successors to be entered: state, degree, then the masks. */
  #rows = new Int32Array(1024);
  #waiting = 0;
  /** Of action a, group g: the parts whose process it moves. */
  readonly #bits: Int32Array;

  /** Undefined if no property asks. */
  static of(ir: Ir, compiled: Compiled, tallies: Tallies, store: Store): Stuck | undefined {
    return ir.properties.some((p) => p.kind === 'stuck' && p.parts.length > 0) ? new Stuck(ir, compiled, tallies, store) : undefined;
  }

  private constructor(ir: Ir, compiled: Compiled, tallies: Tallies, store: Store) {
    this.#compiled = compiled;
    this.#store = store;
    const parts = ir.properties.flatMap((p, k) => (p.kind === 'stuck' ? p.parts.map((part, m) => ({ part, k: tallies.position(k, m) })) : []));
    this.#parts = parts.map(({ part, k }) => ({ part: k, inside: compiled.generator.test(compiled.recoder.expression(part.when)) }));
    this.#groups = Math.ceil(parts.length / 32);
    this.#all = new Int32Array(this.#groups);
    this.#bits = new Int32Array(ir.actions.length * this.#groups);
    parts.forEach(({ part }, k) => {
      this.#all[k >> 5]! |= 1 << (k & 31);
      ir.actions.forEach((a, n) => {
        if (a.process === part.process) this.#bits[n * this.#groups + (k >> 5)]! |= 1 << (k & 31);
      });
    });
    this.#cannot = this.#all.slice();
    this.edges = new Edges(this.#groups, (bytes) => store.reserve(bytes));
  }

  /** A state is about to be expanded. */
  open(): void {
    this.#cannot.set(this.#all);
  }

  /** The action is enabled in the state being expanded. */
  moves(action: number): void {
    for (let g = 0; g < this.#groups; g++) this.#cannot[g]! &= ~this.#bits[action * this.#groups + g]!;
  }

  /** The state is expanded; its successors wait to be entered. */
  close(state: number, degree: number): void {
    if (this.#waiting + 2 + this.#groups > this.#rows.length) {
      const grown = new Int32Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows[this.#waiting++] = state;
    this.#rows[this.#waiting++] = degree;
    for (let g = 0; g < this.#groups; g++) this.#rows[this.#waiting++] = this.#cannot[g]!;
  }

  /** So many of the waiting successors were entered. A row that lacks one stays open; false if there is no memory. */
  enter(targets: Int32Array, entered: number): boolean {
    const waiting = this.#waiting;
    this.#waiting = 0;
    return this.keep(this.#rows, waiting, targets, entered);
  }

  /** Keep rows (state, degree, masks, of `length` numbers in all), whose targets stand one after the other, as far as there are any. */
  keep(rows: Int32Array, length: number, targets: Int32Array, entered: number): boolean {
    const first = this.edges.length;
    if (!this.edges.append(targets.subarray(0, entered))) return false;
    let start = first;
    for (let r = 0; r < length; r += 2 + this.#groups) {
      const degree = rows[r + 1]!;
      if (start + degree > first + entered) break;
      if (!this.edges.row(rows[r]!, start, degree, rows, r + 2)) return false;
      start += degree;
    }
    return true;
  }

  /** Masks of 32 processes, those of all parts, and by action those of the parts whose process it moves. */
  get masks(): { readonly groups: number; readonly all: Int32Array; readonly bits: Int32Array } {
    return { groups: this.#groups, all: this.#all, bits: this.#bits };
  }

  /** Enter every stuck state into `tallies`, the states of `only` if given. {@link Edges.foresee} was called. */
  judge(tallies: Tallies, depthOf: (state: number) => number, only?: Uint8Array): void {
    const stepper = new Stepper(this.#compiled);
    for (let s = 0; s < this.#store.count; s++) {
      if (only?.[s] === 0 || !this.#anyCannot(s)) continue;
      stepper.load(this.#store.chunk(s), this.#store.offset(s));
      this.#parts.forEach((p, k) => {
        if (((this.edges.cannot(k >> 5, s) >>> (k & 31)) & 1) === 1 && p.inside(stepper.codes)) tallies.hit(p.part, s, -1, depthOf(s), s);
      });
    }
  }

  #anyCannot(state: number): boolean {
    for (let g = 0; g < this.#groups; g++) if (this.edges.cannot(g, state) !== 0) return true;
    return false;
  }
}
