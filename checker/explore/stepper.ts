/** One state, its enabled actions, and one step from it at a time. */
import { REFUSED } from './effects.ts';
import type { Compiled } from './compiled.ts';

export class Stepper {
  /** Codes of the state, then (from {@link instances} on) those after the last step, where the action may change them. See {@link unpacked}. */
  readonly codes: Int32Array;
  /** Enabled actions, ascending. */
  readonly actions: Int32Array;
  /** Words of the state after the last step. */
  readonly next: Int32Array;
  /** Valuations of the bundles. */
  readonly numbers: Int32Array;
  readonly instances: number;
  readonly #compiled: Compiled;
  /** Bundles that the last step reached, and their valuations after it. */
  readonly #reached: Int32Array;
  readonly #after: Int32Array;
  /** By effect that must be told: the case that counts. */
  readonly #chosen: Int32Array;
  #steps = 0;
  #chunk: Int32Array = new Int32Array(0);
  #offset = 0;
  #isUnpacked = false;

  constructor(compiled: Compiled) {
    this.#compiled = compiled;
    const { layout, ir, enabled } = compiled;
    const bundles = layout.bundles.members.length;
    this.instances = ir.instances.length;
    this.codes = new Int32Array(2 * this.instances);
    this.actions = new Int32Array(enabled.most + 1);
    this.next = new Int32Array(layout.width);
    this.numbers = new Int32Array(bundles);
    this.#chosen = new Int32Array(compiled.effects.instance.length);
    this.#reached = new Int32Array(bundles);
    this.#after = new Int32Array(bundles);
  }

  /** Go to the state at `offset` of a chunk, and unpack it. */
  load(chunk: Int32Array, offset: number): void {
    this.go(chunk, offset);
    this.unpacked();
  }

  /** Go to the state at `offset` of a chunk. */
  go(chunk: Int32Array, offset: number): void {
    this.#chunk = chunk;
    this.#offset = offset;
    this.#isUnpacked = false;
    const { word, shift, mask } = this.#compiled.layout.bundles.fields;
    const numbers = this.numbers;
    for (let b = 0; b < numbers.length; b++) numbers[b] = (chunk[offset + word[b]!]! >>> shift[b]!) & mask[b]!;
  }

  /** {@link codes}, made now if they were not. */
  readonly unpacked = (): Int32Array => {
    if (!this.#isUnpacked) this.#compiled.layout.unpack(this.#chunk, this.#offset, this.codes);
    this.#isUnpacked = true;
    return this.codes;
  };

  /** Find the enabled actions; how many. Terminal states are the caller's concern. */
  enabled(): number {
    const { enabled, told, asked } = this.#compiled;
    const actions = this.actions;
    const ids = enabled.ids;
    const found = enabled.match(this.numbers, this.unpacked, actions);
    let n = 0;
    let telling = -1;
    for (let k = 0; k < found; k++) {
      const id = ids[actions[k]!]!;
      if (id < asked.length) {
        if (n > 0 && actions[n - 1] === id) continue;
        if (id !== telling && asked[id]!.length > 0) this.#forget(asked[id]!);
        actions[n++] = id;
        continue;
      }
      const { action, effect, chosen } = told[id - asked.length]!;
      if (telling !== action) this.#forget(asked[action]!);
      telling = action;
      if (this.#chosen[effect] === -1) this.#chosen[effect] = chosen;
    }
    return n;
  }

  #forget(effects: readonly number[]): void {
    for (const e of effects) this.#chosen[e] = -1;
  }

  /** Take an action that {@link enabled} found: {@link next} is the state after. False where a participant refuses its event. */
  move(action: number): boolean {
    const moves = this.#compiled.moves;
    const { word, shift, mask } = this.#compiled.layout.bundles.fields;
    const { first, bundle } = moves;
    const next = this.next;
    const chunk = this.#chunk;
    for (let k = 0, at = this.#offset; k < next.length; k++) next[k] = chunk[at++]!;
    this.#steps = 0;
    let outside = false;
    for (let e = first[action]!, end = first[action + 1]!; e < end; e++) {
      const b = bundle[e]!;
      const from = this.numbers[b]!;
      const to = moves.after(e, from, this.#chosen);
      if (to === REFUSED) return false;
      this.#reached[this.#steps] = b;
      this.#after[this.#steps++] = to;
      if (to > mask[b]!) outside = true;
      else next[word[b]!]! ^= (from ^ to) << shift[b]!;
    }
    // A valuation that the search did not meet has no place in the packed state: these words are no state's.
    if (outside) next.fill(-1);
    return true;
  }

  /** {@link codes} after the last step too. */
  after(): Int32Array {
    const { members, values } = this.#compiled.layout.bundles;
    const codes = this.unpacked();
    codes.copyWithin(this.instances, 0, this.instances);
    for (let k = 0; k < this.#steps; k++) {
      const b = this.#reached[k]!;
      const is = members[b]!;
      let at = this.#after[k]! * is.length;
      for (let m = 0; m < is.length; m++) codes[this.instances + is[m]!] = values[b]![at++]!;
    }
    return codes;
  }

  /** {@link move}, with the codes after it. */
  apply(action: number): boolean {
    if (!this.move(action)) return false;
    this.after();
    return true;
  }
}
