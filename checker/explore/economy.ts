/** Which set of visited states a search keeps, and what it does without where memory ends. */
import { isLiveness } from '../model/property.ts';
import type { Search } from './search.ts';
import { spillFolder } from './spill.ts';
import { planOf, type StoreKind, type StoreWish } from './visited/plan.ts';
import { Visited } from './visited/visited.ts';

/** States from which on it pays to do with less memory. */
const SCARCE_FROM = 1 << 20;
/** Bytes of a state that is expanded that a set saves: of its parent. */
const SHELVED = 3;

export class Economy {
  /** Memory was short: what is dispensable was given up. */
  eased = false;
  readonly #search: Search;

  constructor(search: Search) {
    this.#search = search;
  }

  /** The steps of states may be kept. */
  get keepsSteps(): boolean {
    return this.#wish === 'auto' || this.#wish === 'hash';
  }
  /** Some property asks for the steps of states, and they are not kept. */
  get withoutSteps(): boolean {
    const { stuck, ir } = this.#search;
    return stuck === undefined && ir.properties.some((p) => p.kind === 'stuck' && p.parts.length > 0);
  }
  get #wish(): StoreWish {
    return this.#search.options.store ?? 'auto';
  }
  get #from(): number {
    return this.#search.options.scarce ?? SCARCE_FROM;
  }

  /** Some property asks about the future: the steps of states, or their numbers. */
  get #asksAhead(): boolean {
    const { stuck, ir } = this.#search;
    return stuck !== undefined || ir.properties.some((p) => isLiveness(p.kind));
  }

  /** The search has become large: a set that is asked for is taken. */
  begin(): void {
    const wish = this.#wish;
    if (wish === 'compressed' || wish === 'bitmap') this.#search.store.sift(this.#visited(wish));
  }

  /** Whether a set is to be taken before the hash grows, because it is the smaller one. */
  get prefersSet(): boolean {
    const { store, compiled } = this.#search;
    if (this.#wish !== 'auto' || store.kind !== 'hash' || store.count < this.#from || !store.crowded || this.#asksAhead) return false;
    return (planOf(compiled.layout.bundles, store.count, undefined)?.bytes ?? Infinity) <= store.grown + SHELVED * store.count;
  }

  /** Keep a set in place of the hash: the smaller one. */
  sift(): void {
    this.#search.store.sift(this.#visited());
  }

  /**
   * Do with less, once; false if that is not possible, or not wanted. For want of memory the steps of the states are given up, and what asks about
   * the future is not decided then; for want of room where they lie, which the heap may have, they are not.
   */
  ease(why: 'memory' | 'room'): boolean {
    if (this.#wish === 'hash' || this.eased || this.#search.store.count < this.#from || (why === 'room' && this.#asksAhead)) return false;
    return this.easeNow();
  }
  easeNow(): boolean {
    const search = this.#search;
    this.eased = true;
    search.stuck?.edges.release();
    search.stuck = undefined;
    return search.store.ease(this.#visited(), search.shelvable, spillFolder());
  }

  #visited(only?: StoreKind): Visited {
    return new Visited(() => this.#search.compiled.layout.bundles, only);
  }
}
