/**
 * Memory that WebAssembly and typed arrays share. Shared memory, because views of it stay valid when it grows. One block is as good as
 * another: what is freed is given out again, first fit.
 */
import { RESERVED } from './parameters.ts';
import { Memory } from './web-assembly.ts';

/** Where the large arrays of a search lie. Undefined: there is no more room. What is given out is all 0. */
export interface Room {
  ints(length: number): Int32Array | undefined;
  free(array: Int32Array): void;
}

/** Room that is collected when nobody uses it. */
export const HEAP: Room = { ints: (n) => new Int32Array(n), free: () => undefined };

const PAGE = 2 ** 16;
/** 4 GiB, all that 32-bit addresses reach. */
const MOST_PAGES = 2 ** 16;
/** What is given out begins at a line of the cache, and so much behind it can be read. */
const LINE = 64;

interface Block {
  readonly at: number;
  readonly bytes: number;
}

export class Arena implements Room {
  readonly memory: Memory;
  /** Nothing is given out from here on; from `#fresh` on nothing ever was. */
  #end = RESERVED;
  #fresh = RESERVED;
  /** By address; no two touch. */
  #free: Block[] = [];
  /** The garbage collector does not count shared memory, and would let that of many searches pile up. It counts these; nobody writes to them, so they take no memory. */
  readonly #counted: ArrayBuffer[] = [];

  private constructor(memory: Memory) {
    this.memory = memory;
  }

  /** `pages` at most. Undefined where the process may not reserve so much address space. */
  static make(pages = MOST_PAGES): Arena | undefined {
    try {
      return new Arena(new Memory({ initial: 1, maximum: pages, shared: true }));
    } catch {
      return undefined;
    }
  }

  ints(length: number): Int32Array | undefined {
    const at = this.#take(4 * length);
    return at === undefined ? undefined : new Int32Array(this.memory.buffer, at, length);
  }

  free(array: Int32Array): void {
    const freed = { at: array.byteOffset, bytes: whole(array.byteLength) };
    const blocks = [...this.#free, freed].sort((a, b) => a.at - b.at);
    this.#free = [];
    for (const b of blocks) {
      const last = this.#free.at(-1);
      if (last !== undefined && last.at + last.bytes === b.at) this.#free[this.#free.length - 1] = { at: last.at, bytes: last.bytes + b.bytes };
      else this.#free.push(b);
    }
    const last = this.#free.at(-1)!;
    if (last.at + last.bytes !== this.#end) return;
    this.#end = last.at;
    this.#free.pop();
  }

  #take(least: number): number | undefined {
    const bytes = whole(least);
    const k = this.#free.findIndex((b) => b.bytes >= bytes);
    if (k >= 0) {
      const { at, bytes: all } = this.#free[k]!;
      this.#free.splice(k, 1, ...(all > bytes ? [{ at: at + bytes, bytes: all - bytes }] : []));
      return this.#cleared(at, bytes);
    }
    const pages = Math.ceil((this.#end + bytes + LINE - this.memory.buffer.byteLength) / PAGE);
    if (pages > 0 && !this.#grow(pages)) return undefined;
    this.#end += bytes;
    return this.#cleared(this.#end - bytes, bytes);
  }

  #cleared(at: number, bytes: number): number {
    if (at < this.#fresh) new Uint8Array(this.memory.buffer, at, Math.min(bytes, this.#fresh - at)).fill(0);
    this.#fresh = Math.max(this.#fresh, at + bytes);
    return at;
  }

  #grow(pages: number): boolean {
    try {
      this.memory.grow(pages);
      this.#counted.push(new ArrayBuffer(pages * PAGE));
      return true;
    } catch {
      return false;
    }
  }
}

const whole = (bytes: number): number => Math.max(1, Math.ceil(bytes / LINE)) * LINE;
