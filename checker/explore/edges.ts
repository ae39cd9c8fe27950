/**
 * The successors of every state, kept where a property asks about the future (`stuck`): a row of state numbers a state.
 * Beside it a mask of the asked-about processes that cannot move in the state; a state that was not expanded (the end,
 * or not explored) has none, so it is taken to allow every move.
 */
import type { Piece } from './checkpoint/journal.ts';
import { Ints } from './ints.ts';

export class Edges {
  readonly #targets: Ints;
  readonly #start: Ints;
  readonly #degree: Ints;
  readonly #cannot: readonly Ints[];

  /** `groups`: how many masks of 32 processes. */
  constructor(groups: number, reserve: (bytes: number) => boolean) {
    this.#targets = new Ints(reserve);
    this.#start = new Ints(reserve);
    this.#degree = new Ints(reserve);
    this.#cannot = Array.from({ length: groups }, () => new Ints(reserve));
  }

  /** Append successors; false if there is no memory. */
  append(targets: Int32Array): boolean {
    return this.#targets.append(targets);
  }

  /** Make the row of a state: `degree` targets, the first of which is the `start`-th; its masks are in `cannot`, from `from` on. */
  row(state: number, start: number, degree: number, cannot: Int32Array, from: number): boolean {
    return (
      this.#start.set(state, start) &&
      this.#degree.set(state, degree) &&
      this.#cannot.every((m, g) => m.set(state, cannot[from + g]!))
    );
  }

  /** Processes of a group that cannot move in the state; after {@link foresee}: in no future of it either. */
  cannot(group: number, state: number): number {
    return this.#cannot[group]!.get(state);
  }

  /** What was kept of the states from `state` to `end`, and the targets from the `target`-th on. */
  pieces(state: number, end: number, target: number): Piece[] {
    const all: [string, Ints, number, number][] = [['targets', this.#targets, target, this.#targets.length], ['starts', this.#start, state, end], ['degrees', this.#degree, state, end]];
    this.#cannot.forEach((m, g) => all.push([`cannot${g}`, m, state, end]));
    return all.flatMap(([name, ints, from, to]) => ints.slices(from, to).map((s) => ({ name, ...s })));
  }

  /** Take back a piece; false if there is no memory. */
  restore(name: string, from: number, data: Buffer): boolean {
    const ints = name === 'targets' ? this.#targets : name === 'starts' ? this.#start : name === 'degrees' ? this.#degree : this.#cannot[Number(name.slice('cannot'.length))]!;
    for (let k = 0; k < data.byteLength; k += 4) if (!ints.set(from + k / 4, data.readInt32LE(k))) return false;
    return true;
  }

  /** They are needed no longer. */
  release(): void {
    for (const ints of [this.#targets, this.#start, this.#degree, ...this.#cannot]) ints.release();
  }

  /** How many targets there are. */
  get length(): number {
    return this.#targets.length;
  }

  /** From "cannot move now" to "can move in no future", for every state: backward sweeps until nothing changes. */
  foresee(states: number): void {
    for (const cannot of this.#cannot)
      for (let changed = true; changed; ) {
        changed = false;
        for (let s = states - 1; s >= 0; s--) {
          const old = cannot.get(s);
          if (old === 0) continue;
          let now = old;
          const start = this.#start.get(s);
          for (let k = start, end = start + this.#degree.get(s); k < end && now !== 0; k++) now &= cannot.get(this.#targets.get(k));
          if (now !== old) {
            cannot.set(s, now);
            changed = true;
          }
        }
      }
  }
}
