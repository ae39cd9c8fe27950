/**
 * The coarsest division of an explored graph that respects given classes and branching: two states stand together if what
 * each can do next, up to steps that nobody sees, leads to states that stand together (branching bisimulation, blind to
 * divergence). Found by refining with signatures until nothing splits (Blom and van de Pol, 2003).
 */

/** Steps `from[k]..from[k+1]` of `to` leave state k; `label` names a step, 0 that nobody sees it. */
export interface Steps {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
}

/** Sets of numbers, each known by one number, with unions remembered. */
class Sets {
  readonly #ids = new Map<string, number>([['', 0]]);
  readonly #sets: number[][] = [[]];
  readonly #unions = new Map<number, number>();

  of(members: readonly number[]): number {
    const sorted = [...new Set(members)].sort((a, b) => a - b);
    const key = sorted.join(',');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#sets.push(sorted) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }

  union(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    let id = this.#unions.get(key);
    if (id === undefined) this.#unions.set(key, (id = this.of([...this.#sets[a]!, ...this.#sets[b]!])));
    return id;
  }
}

/** A number for each of the keys that are met, in order of meeting. */
class Numbering {
  readonly #ids = new Map<number, number>();
  of(key: number): number {
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = this.#ids.size));
    return id;
  }
  get size(): number {
    return this.#ids.size;
  }
}

/**
 * The block of every state, numbered in order of the states; `classes` is where to begin. Stops as soon as there are more
 * than `most` blocks, because then nobody wants them: the result has more than `most` blocks, and need not be stable.
 */
export const bisimulationBlocks = (steps: Steps, classes: Int32Array, most: number): { readonly blocks: Int32Array; readonly count: number } => {
  const n = classes.length;
  const first = new Numbering();
  let blocks = classes.map((c) => first.of(c));
  let count = first.size;
  for (;;) {
    const signatures = signaturesOf(steps, blocks);
    const next = new Numbering();
    const refined = new Int32Array(n);
    for (let s = 0; s < n; s++) refined[s] = next.of(signatures[s]! * 2 ** 21 + blocks[s]!);
    const stable = next.size === count;
    blocks = refined;
    count = next.size;
    if (stable || count > most) return { blocks, count };
  }
};

/** For every state: which steps out of its block it can come to, by unseen steps within the block. */
const signaturesOf = ({ from, to, label }: Steps, blocks: Int32Array): Int32Array => {
  const n = blocks.length;
  const sets = new Sets();
  const exits = new Numbering();
  const signatures = new Int32Array(n);
  for (let s = 0; s < n; s++) {
    const own: number[] = [];
    for (let k = from[s]!; k < from[s + 1]!; k++) if (label[k] !== 0 || blocks[to[k]!] !== blocks[s]) own.push(exits.of(label[k]! * 2 ** 21 + blocks[to[k]!]!));
    signatures[s] = sets.of(own);
  }
  // Successors mostly come later in breadth-first order, so going backwards settles most of them at once.
  for (let changed = true; changed; ) {
    changed = false;
    for (let s = n - 1; s >= 0; s--) {
      let all = signatures[s]!;
      for (let k = from[s]!; k < from[s + 1]!; k++) if (label[k] === 0 && blocks[to[k]!] === blocks[s]) all = sets.union(all, signatures[to[k]!]!);
      if (all !== signatures[s]) {
        signatures[s] = all;
        changed = true;
      }
    }
  }
  return signatures;
};
