/**
 * What an action does to each bundle that it reaches: the valuation after, by the valuation before, computed by the tables
 * of {@link Effects} when a step is first made and remembered.
 */
import type { Bundles } from './bundles.ts';
import { REFUSED, type Effects } from './effects.ts';
import { bundlesRead } from './masks.ts';

/** All that an action does to one bundle. */
interface Entry {
  /** Places in the bundle that it reaches, and their effects. */
  readonly parts: readonly { readonly place: number; readonly effect: number }[];
  /** Effects of it whose conditions read other bundles: which case counts must be told. */
  readonly across: readonly number[];
}

/** Effects whose conditions read other bundles than their own. */
export const acrossBundles = (effects: Effects, bundles: Bundles): Set<number> => {
  const found = new Set<number>();
  effects.instance.forEach((i, e) => {
    const choice = -1 - effects.offset[e]!;
    if (choice >= 0 && [...bundlesRead(effects.conditions[choice]!, bundles)].some((b) => b !== bundles.bundle[i])) found.add(e);
  });
  return found;
};

export class Moves {
  /** Of action a: entries first[a] .. first[a + 1] - 1, each of one bundle. */
  readonly first: Int32Array;
  readonly bundle: Int32Array;
  readonly #entries: readonly Entry[];
  /** By entry: its number in the bundle's memo; it has one for each way in which its conditions can fall out. Entries that do the same have the same. */
  readonly #number: Int32Array;
  readonly #told: Uint8Array;
  readonly #effects: Effects;
  readonly #bundles: Bundles;
  readonly #memos: readonly Memo[];
  readonly #codes: Int32Array;
  readonly #after: Int32Array;

  constructor(effects: Effects, bundles: Bundles) {
    this.#effects = effects;
    this.#bundles = bundles;
    const across = acrossBundles(effects, bundles);
    const first = [0];
    const bundle: number[] = [];
    const entries: Entry[] = [];
    const number: number[] = [];
    const known = bundles.members.map(() => new Map<string, number>());
    const numbers = bundles.members.map(() => 0);
    for (let action = 0; action < effects.first.length - 1; action++) {
      const by = new Map<number, number[]>();
      for (let e = effects.first[action]!; e < effects.first[action + 1]!; e++) {
        const b = bundles.bundle[effects.instance[e]!]!;
        by.set(b, [...(by.get(b) ?? []), e]);
      }
      for (const [b, own] of by) {
        const entry: Entry = { parts: own.map((effect) => ({ place: bundles.place[effects.instance[effect]!]!, effect })), across: own.filter((e) => across.has(e)) };
        const key = JSON.stringify(own.map((e) => (effects.offset[e]! < 0 ? `${action} ${e}` : [effects.instance[e], effects.offset[e]])));
        if (!known[b]!.has(key)) {
          known[b]!.set(key, numbers[b]!);
          numbers[b]! += entry.across.reduce((n, e) => n * this.#ways(e), 1);
        }
        bundle.push(b);
        entries.push(entry);
        number.push(known[b]!.get(key)!);
      }
      first.push(entries.length);
    }
    this.first = Int32Array.from(first);
    this.bundle = Int32Array.from(bundle);
    this.#entries = entries;
    this.#number = Int32Array.from(number);
    this.#told = Uint8Array.from(entries, (e) => (e.across.length > 0 ? 1 : 0));
    this.#memos = numbers.map((n) => new Memo(n, bundles));
    this.#codes = new Int32Array(bundles.bundle.length);
    this.#after = new Int32Array(Math.max(...bundles.members.map((is) => is.length)));
  }

  /** What is remembered now, to be looked at by others. `ways`: by entry, how many effects must be told, then each and in how many ways it can fall out. */
  get tables() {
    const ways = this.#entries.flatMap((e) => [e.across.length, ...e.across.flatMap((x) => [x, this.#ways(x)])]);
    return { first: this.first, bundle: this.bundle, number: this.#number, ways, memos: this.#memos };
  }

  /** One of its cases, or none. */
  #ways(effect: number): number {
    return this.#effects.cases[-1 - this.#effects.offset[effect]!]!.length + 1;
  }

  /**
   * Valuation of the entry's bundle after the action; {@link REFUSED} where an instance refuses its event. `chosen` tells by effect which
   * case counts (-1 none), where that is not known from the valuation.
   */
  after(entry: number, before: number, chosen: Int32Array): number {
    let number = this.#number[entry]!;
    if (this.#told[entry] === 1) {
      let way = 0;
      for (const e of this.#entries[entry]!.across) way = way * this.#ways(e) + chosen[e]! + 1;
      number += way;
    }
    const to = this.#memos[this.bundle[entry]!]!.get(before, number);
    return to === UNKNOWN ? this.#learn(entry, before, number, chosen) : to;
  }

  #learn(entry: number, before: number, number: number, chosen: Int32Array): number {
    const b = this.bundle[entry]!;
    const to = this.#compute(b, this.#entries[entry]!, before, chosen);
    this.#memos[b]!.set(before, number, to);
    return to;
  }

  #compute(b: number, { parts, across }: Entry, before: number, chosen: Int32Array): number {
    const { codes: tables, used, choices, offset, cases } = this.#effects;
    const { members, values } = this.#bundles;
    const is = members[b]!;
    for (let m = 0; m < is.length; m++) this.#after[m] = this.#codes[is[m]!] = values[b]![before * is.length + m]!;
    for (const { place, effect } of parts) {
      let table = offset[effect]!;
      if (table < 0) {
        const choice = -1 - table;
        const k = across.includes(effect) ? chosen[effect]! : choices[choice]!(this.#codes);
        if (k < 0) continue;
        table = cases[choice]![k]!;
      }
      const from = this.#after[place]!;
      const to = tables[table + from]!;
      if (to === REFUSED) return REFUSED;
      used[table + from] = 1;
      this.#after[place] = to;
    }
    return this.#bundles.number(b, this.#after);
  }
}

/** Not met yet. */
const UNKNOWN = -2;

/** The steps of one valuation lie together: a state mostly makes several that change the same bundle. */
const NEAR = 16;

/** From a valuation and the number of an entry to the valuation after; by open addressing, key beside value. */
class Memo {
  /** Key, value, key, value, ...; a key of -1 is a free place. */
  pairs = new Int32Array(2 * 64).fill(-1);
  readonly entries: number;
  #count = 0;

  readonly #bundles: Bundles;

  constructor(entries: number, bundles: Bundles) {
    this.entries = entries;
    this.#bundles = bundles;
    bundles.grew(this.pairs.byteLength);
  }

  get(before: number, entry: number): number {
    const pairs = this.pairs;
    const mask = pairs.length - 1;
    const key = before * this.entries + entry;
    for (let at = ((before * NEAR + ((entry * 5) & (NEAR - 1))) << 1) & mask; ; at = (at + 2) & mask) {
      const k = pairs[at]!;
      if (k === key) return pairs[at + 1]!;
      if (k === -1) return UNKNOWN;
    }
  }

  set(before: number, entry: number, to: number): void {
    // At most half of it is taken.
    if (++this.#count * 4 > this.pairs.length) this.#grow();
    this.#put(before * this.entries + entry, to);
  }

  #put(key: number, to: number): void {
    const mask = this.pairs.length - 1;
    const before = Math.floor(key / this.entries);
    const entry = key - before * this.entries;
    let at = ((before * NEAR + ((entry * 5) & (NEAR - 1))) << 1) & mask;
    while (this.pairs[at] !== -1) at = (at + 2) & mask;
    this.pairs[at] = key;
    this.pairs[at + 1] = to;
  }

  #grow(): void {
    const old = this.pairs;
    this.pairs = new Int32Array(old.length * 2).fill(-1);
    this.#bundles.grew(old.byteLength);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== -1) this.#put(old[at]!, old[at + 1]!);
  }
}
