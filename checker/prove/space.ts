/**
 * The abstract states, interned. A triple is (global components and those of the fixed values; those of one other value), seen by
 * that value: what names it reads the label of who looks on, what names any other one the label of all the rest. A triple stands for every state of every system of
 * the family in which some value sees that; a state belongs to a set of triples if each of its values sees one of them.
 */
import type { Labels } from './labels.ts';

/** What a triple came from: the triple before (-1: a start), the action (-1), and whether the value only stood by. */
export interface Origin {
  readonly triple: number;
  readonly action: number;
  readonly standsBy: boolean;
}

/** A key or a local, read with labels: one of the states that it stands for, as far as labels can tell. `id` says which, and who reads it. */
export interface Reading {
  readonly id: number;
  readonly tuple: readonly number[];
}

export class Space {
  readonly labels: Labels;
  /** Kept instances of a key, in order: the global ones, then those of the fixed values. */
  readonly shared: readonly number[];
  /** Kept instances of each label. */
  readonly own: readonly (readonly number[])[];
  /** Tuples by number: of keys, and of what one value has. */
  readonly keys: (readonly number[])[] = [];
  readonly locals: (readonly number[])[] = [];
  /** Triples in order of discovery. */
  readonly keyOf: number[] = [];
  readonly localOf: number[] = [];
  readonly #origins = { triples: [] as number[], actions: [] as number[], standsBy: [] as boolean[] };
  /** Numbers of triples, by key and local. */
  readonly #at: Map<number, number>[] = [];
  readonly #keyIds = new Map<string, number>();
  readonly #localIds = new Map<string, number>();
  /** By what is read: keys and locals are numbered apart. */
  readonly #readingIds = { key: new Map<string, number>(), local: new Map<string, number>() };
  /** By who looks on and who takes part, and by number. */
  readonly #readings = { key: [] as (readonly Reading[])[][], local: [] as (readonly Reading[])[][] };

  /** `keeps`: which instances are looked at; the others may be in any state at any time. */
  constructor(labels: Labels, keeps: (instance: number) => boolean) {
    this.labels = labels;
    this.own = labels.locals.map((l) => l.filter(keeps));
    this.shared = [...labels.globals.filter(keeps), ...this.own.slice(0, labels.fixed).flat()];
  }

  get size(): number {
    return this.keyOf.length;
  }

  #intern(tuple: readonly number[], ids: Map<string, number>, all: (readonly number[])[]): number {
    const text = tuple.join();
    let id = ids.get(text);
    if (id === undefined) {
      ids.set(text, (id = all.length));
      all.push(tuple);
    }
    return id;
  }

  /** What label `viewer` sees of the shared part of `state`. */
  keySeenBy(viewer: number, state: Int32Array): number {
    const id = this.#intern(this.shared.map((i) => this.#seen(i, state[i]!, viewer)), this.#keyIds, this.keys);
    if (id === this.#at.length) this.#at.push(new Map());
    return id;
  }

  /** The key, if it was seen before. */
  knownKey(viewer: number, state: Int32Array): number | undefined {
    return this.#keyIds.get(this.shared.map((i) => this.#seen(i, state[i]!, viewer)).join());
  }

  /** What label `viewer` sees of a tuple of its own. */
  localSeenBy(viewer: number, tuple: readonly number[]): number {
    return this.#intern(tuple.map((s, k) => this.#seen(this.own[viewer]![k]!, s, viewer)), this.#localIds, this.locals);
  }

  #seen(instance: number, state: number, viewer: number): number {
    const { fixed, other, viewer: sees } = this.labels;
    return this.labels.relabel(instance, state, (l) => (l < fixed ? l : l === viewer ? sees : other));
  }

  /** With two fixed labels: the triple that `second` sees where `first` is the fixed one. */
  pairSeen(first: number, second: number, state: Int32Array): readonly [key: number, local: number] {
    const { viewer, other } = this.labels;
    const seen = (i: number, s: number): number => this.labels.relabel(i, s, (l) => (l === first ? 1 : l === second ? viewer : other));
    const theirs = this.own[first]!;
    const fixedAt = new Map(this.own[1]!.map((i, k) => [i, theirs[k]!]));
    const key = this.#intern(this.shared.map((i) => seen(i, state[fixedAt.get(i) ?? i]!)), this.#keyIds, this.keys);
    if (key === this.#at.length) this.#at.push(new Map());
    return [key, this.#intern(this.own[second]!.map((i) => seen(i, state[i]!)), this.#localIds, this.locals)];
  }

  /** The number of a triple; -1 if it was not reached. */
  triple(key: number, local: number): number {
    return this.#at[key]?.get(local) ?? -1;
  }

  /** Enter a triple, with what it came from; nothing if it was there. */
  add(key: number, local: number, triple: number, action: number, standsBy: boolean): void {
    const members = this.#at[key]!;
    if (members.has(local)) return;
    members.set(local, this.size);
    this.keyOf.push(key);
    this.localOf.push(local);
    this.#origins.triples.push(triple);
    this.#origins.actions.push(action);
    this.#origins.standsBy.push(standsBy);
  }

  /** What a triple came from. */
  origin(triple: number): Origin {
    const { triples, actions, standsBy } = this.#origins;
    return { triple: triples[triple]!, action: actions[triple]!, standsBy: standsBy[triple]! };
  }

  /** Locals that were reached with a key, with the numbers of the triples. */
  members(key: number): ReadonlyMap<number, number> {
    return this.#at[key] ?? new Map();
  }

  /** Every way in which a key can be read when `viewer` sees it and the labels `others` take part. */
  readKey(key: number, viewer: number, others: readonly number[]): readonly Reading[] {
    return this.#read('key', this.keys[key]!, key, this.shared, viewer, others);
  }

  /** The same of a local; its instances are those of `viewer`. */
  readLocal(local: number, viewer: number, others: readonly number[]): readonly Reading[] {
    return this.#read('local', this.locals[local]!, local, this.own[viewer]!, viewer, others);
  }

  #read(what: 'key' | 'local', tuple: readonly number[], id: number, instances: readonly number[], viewer: number, others: readonly number[]): readonly Reading[] {
    const { ir, named, fixed, other, viewer: sees } = this.labels;
    let mode = viewer;
    for (const l of others) mode = mode * (other + 1) + l;
    const by = (this.#readings[what][mode] ??= []);
    const known = by[id];
    if (known) return known;
    const tuples = tuple.reduce<number[][]>(
      (found, s, k) => {
        const i = instances[k]!;
        const choices = s >= 0 && named[ir.instances[i]!.table]![s] === other ? [...others, other] : [other];
        return choices.flatMap((d) => found.map((t) => [...t, this.labels.relabel(i, s, (l) => (l < fixed ? l : l === sees ? viewer : d))]));
      },
      [[]],
    );
    const ids = this.#readingIds[what];
    return (by[id] = tuples.map((t) => {
      const text = `${viewer},${t.join()}`;
      let n = ids.get(text);
      if (n === undefined) ids.set(text, (n = ids.size));
      return { id: n, tuple: t };
    }));
  }

  /** Put a tuple into a state. */
  load(tuple: readonly number[], instances: readonly number[], state: Int32Array): void {
    for (let k = 0; k < tuple.length; k++) state[instances[k]!] = tuple[k]!;
  }
}
