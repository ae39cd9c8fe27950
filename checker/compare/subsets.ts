/** Sets of states that a system can be in after what was seen so far: closed under silent steps, each kept once. */
import { Labels, type Lts } from './lts.ts';

export class Subsets {
  readonly #lts: Lts;
  readonly #sets: Int32Array[] = [];
  readonly #byHash = new Map<number, number[]>();
  readonly #after: (ReadonlyMap<number, number> | undefined)[] = [];
  readonly #contained = new Map<number, boolean>();
  readonly #seen: Uint8Array;
  /** Bytes of the sets, and of what is known of them, about. */
  bytes = 0;
  readonly initial: number;

  constructor(lts: Lts) {
    this.#lts = lts;
    this.#seen = new Uint8Array(lts.states);
    this.initial = this.#enter([0]);
  }

  get count(): number {
    return this.#sets.length;
  }

  states(set: number): Int32Array {
    return this.#sets[set]!;
  }

  /** The set after `label` was seen, or undefined if it cannot be. */
  after(set: number, label: number): number | undefined {
    return this.seenFrom(set).get(label);
  }

  /** What can be seen next, and the set after each. */
  seenFrom(set: number): ReadonlyMap<number, number> {
    return (this.#after[set] ??= this.#next(set));
  }

  /** Whether every state of `a` is one of `b`. */
  contains(b: number, a: number): boolean {
    if (a === b) return true;
    const [small, big] = [this.#sets[a]!, this.#sets[b]!];
    if (small.length > big.length) return false;
    const key = a * 2 ** 26 + b;
    let known = this.#contained.get(key);
    if (known === undefined) {
      this.bytes += 40;
      let k = 0;
      for (let m = 0; k < small.length && m < big.length; m++) if (small[k] === big[m]) k++;
      this.#contained.set(key, (known = k === small.length));
    }
    return known;
  }

  #next(set: number): ReadonlyMap<number, number> {
    const { first, target, label, quiet } = this.#lts;
    const reached = new Map<number, number[]>();
    const still: number[] = [];
    for (const s of this.#sets[set]!) {
      if (quiet[s] === 1) still.push(s);
      for (let k = first[s]!; k < first[s + 1]!; k++) {
        const l = label.get(k);
        if (l === Labels.SILENT) continue;
        const known = reached.get(l);
        if (known) known.push(target.get(k));
        else reached.set(l, [target.get(k)]);
      }
    }
    if (still.length > 0) reached.set(Labels.QUIET, still);
    return new Map([...reached].map(([l, targets]) => [l, this.#enter(targets)]));
  }

  /** The closure of some states, as a set. */
  #enter(from: readonly number[]): number {
    const { first, target, label } = this.#lts;
    const seen = this.#seen;
    const all: number[] = [];
    const add = (s: number): void => {
      if (seen[s] === 1) return;
      seen[s] = 1;
      all.push(s);
    };
    from.forEach(add);
    for (let n = 0; n < all.length; n++) for (let k = first[all[n]!]!; k < first[all[n]! + 1]!; k++) if (label.get(k) === Labels.SILENT) add(target.get(k));
    for (const s of all) seen[s] = 0;
    const set = Int32Array.from(all).sort();
    let hash = set.length;
    for (const s of set) hash = (Math.imul(hash, 0x9e3779b1) + s) | 0;
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((n) => same(this.#sets[n]!, set));
    if (known !== undefined) return known;
    const n = this.#sets.push(set) - 1;
    this.#byHash.set(hash, [...alike, n]);
    this.bytes += 4 * set.length + 64;
    return n;
  }
}

const same = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((x, k) => x === b[k]);
