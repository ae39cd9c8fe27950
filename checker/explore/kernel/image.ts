/** Copies of a search's tables in a kernel's memory, at addresses that its parameters tell. */
import type { Arena } from './arena.ts';
import { LENGTH, PARAMETERS } from './parameters.ts';

/** What is copied anew has so much more room than it needs, because it will have grown the next time. */
const SLACK = 1.5;

export class Image {
  readonly arena: Arena;
  readonly parameters: Int32Array;
  /** Numbers copied since {@link begin}. */
  copied = 0;
  /** Something found no room. */
  full = false;
  readonly #held = new Map<string, Int32Array>();
  readonly #reserve: (bytes: number) => boolean;

  /** `reserve` grants memory, or refuses it; below 0 it is given back. */
  constructor(arena: Arena, reserve: (bytes: number) => boolean) {
    this.arena = arena;
    this.#reserve = reserve;
    this.parameters = new Int32Array(arena.memory.buffer, PARAMETERS, LENGTH);
  }

  begin(): void {
    this.copied = 0;
  }

  /** Address of a copy of `source` under a name; the copy under that name before is no more. */
  copy(name: string, source: ArrayLike<number>): number {
    this.copied += source.length;
    const place = this.room(name, source.length);
    place.set(source);
    return place.byteOffset;
  }

  /** Room of so many numbers under a name. */
  room(name: string, length: number): Int32Array {
    let place = this.#held.get(name);
    if (place !== undefined && place.length >= length) return place;
    if (place !== undefined) {
      this.#reserve(-place.byteLength);
      this.arena.free(place);
    }
    const roomy = Math.ceil(length * SLACK) + 1;
    place = this.#reserve(4 * roomy) ? this.arena.ints(roomy) : undefined;
    if (place === undefined) {
      this.full = true;
      place = new Int32Array(length);
    }
    this.#held.set(name, place);
    return place;
  }

  /** Addresses of copies, as a copy of their own. */
  all(name: string, sources: readonly ArrayLike<number>[]): number {
    return this.copy(name, sources.map((s, k) => this.copy(`${name} ${k}`, s)));
  }
}
