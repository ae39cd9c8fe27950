/** A list of 32-bit integers that grows by chunks; absent entries are 0. */

const BITS = 16;
const SIZE = 1 << BITS;

export class Ints {
  length = 0;
  readonly #chunks: Int32Array[] = [];
  readonly #reserve: (bytes: number) => boolean;

  /** `reserve` grants memory or refuses it. */
  constructor(reserve: (bytes: number) => boolean) {
    this.#reserve = reserve;
  }

  get(i: number): number {
    const chunk = this.#chunks[i >>> BITS];
    return chunk === undefined ? 0 : chunk[i & (SIZE - 1)]!;
  }

  /** Set entry i; false if there is no memory for it. */
  set(i: number, value: number): boolean {
    while (i >>> BITS >= this.#chunks.length) {
      if (!this.#reserve(SIZE * 4)) return false;
      this.#chunks.push(new Int32Array(SIZE));
    }
    this.#chunks[i >>> BITS]![i & (SIZE - 1)] = value;
    if (i >= this.length) this.length = i + 1;
    return true;
  }

  push(value: number): boolean {
    return this.set(this.length, value);
  }

  /** Append; false if there is no memory for all of them. */
  append(values: Int32Array): boolean {
    for (let done = 0; done < values.length; ) {
      const within = this.length & (SIZE - 1);
      const n = Math.min(values.length - done, SIZE - within);
      if (!this.set(this.length, 0)) return false;
      this.#chunks[(this.length - 1) >>> BITS]!.set(values.subarray(done, done + n), within);
      this.length += n - 1;
      done += n;
    }
    return true;
  }

  /** All are absent, and their memory is given back. */
  release(): void {
    this.#reserve(-SIZE * 4 * this.#chunks.length);
    this.#chunks.length = this.length = 0;
  }

  /** Entries from `from` to `to`, as they lie in memory. */
  slices(from: number, to: number): { readonly from: number; readonly data: Int32Array }[] {
    const out: { from: number; data: Int32Array }[] = [];
    for (let at = from, next: number; at < to; at = next) {
      next = Math.min(to, ((at >>> BITS) + 1) << BITS);
      const chunk = this.#chunks[at >>> BITS] ?? new Int32Array(SIZE);
      out.push({ from: at, data: chunk.subarray(at & (SIZE - 1), (at & (SIZE - 1)) + next - at) });
    }
    return out;
  }
}
