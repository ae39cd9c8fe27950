/**
 * Successors that wait to be entered together. A look-up in a large store misses the cache twice, in the hash and in the
 * state; done for many successors in a row, independent misses overlap, done one after the other each is waited for.
 */
import { ENOUGH } from './kernel/parameters.ts';

export class Pending {
  count = 0;
  readonly width: number;
  words: Int32Array;
  parents: Int32Array;
  /** Filled by the store: hash, the hash entry first met, and the number that the successor has. */
  hashes: Int32Array;
  entries: Int32Array;
  targets: Int32Array;

  constructor(width: number) {
    this.width = width;
    const n = 2 * ENOUGH;
    this.words = new Int32Array(n * width);
    [this.parents, this.hashes, this.entries, this.targets] = [new Int32Array(n), new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  }

  get enough(): boolean {
    return this.count >= ENOUGH;
  }

  push(words: Int32Array, parent: number): void {
    if (this.count === this.parents.length) this.#double();
    const at = this.count * this.width;
    for (let k = 0; k < this.width; k++) this.words[at + k] = words[k]!;
    this.parents[this.count] = parent;
    this.count++;
  }

  /** A state may have any number of successors. */
  #double(): void {
    const doubled = (old: Int32Array): Int32Array => {
      const out = new Int32Array(old.length * 2);
      out.set(old);
      return out;
    };
    this.words = doubled(this.words);
    this.parents = doubled(this.parents);
    this.hashes = doubled(this.hashes);
    this.entries = doubled(this.entries);
    this.targets = doubled(this.targets);
  }
}
