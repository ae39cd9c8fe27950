/** One state unpacked, its enabled actions, and one step from it at a time. */
import { REFUSED, type Effects } from './effects.ts';
import type { Compiled } from './compiled.ts';
import type { Layout } from './layout.ts';

export class Stepper {
  /** Codes of the state, then (from {@link instances} on) those after the last step, where the action may change them. */
  readonly codes: Int32Array;
  /** Enabled actions, ascending. */
  readonly actions: Int32Array;
  /** Words of the state after the last step. */
  readonly next: Int32Array;
  readonly instances: number;
  readonly #compiled: Compiled;
  readonly #layout: Layout;
  readonly #effects: Effects;
  #chunk: Int32Array = new Int32Array(0);
  #offset = 0;

  constructor(compiled: Compiled) {
    this.#compiled = compiled;
    this.#layout = compiled.layout;
    this.#effects = compiled.effects;
    this.instances = compiled.ir.instances.length;
    this.codes = new Int32Array(2 * this.instances);
    this.actions = new Int32Array(compiled.mostRules + 1);
    this.next = new Int32Array(this.#layout.width);
  }

  /** Go to the state at `offset` of a chunk. */
  load(chunk: Int32Array, offset: number): void {
    this.#chunk = chunk;
    this.#offset = offset;
    this.#layout.unpack(chunk, offset, this.codes);
  }

  /** Find the enabled actions; how many. */
  enabled(): number {
    return this.#compiled.enabled(this.codes, this.actions);
  }

  /** Take an action: {@link next} is the state after. False where a participant refuses its event. */
  apply(action: number): boolean {
    const { first, instance, offset, codes: tables, used, choices } = this.#effects;
    const { word, shift } = this.#layout;
    const codes = this.codes;
    const next = this.next;
    for (let k = 0; k < next.length; k++) next[k] = this.#chunk[this.#offset + k]!;
    for (let e = first[action]!, end = first[action + 1]!; e < end; e++) {
      const i = instance[e]!;
      const from = codes[i]!;
      let table = offset[e]!;
      if (table < 0) {
        table = choices[-1 - table]!(codes);
        if (table < 0) {
          codes[this.instances + i] = from;
          continue;
        }
      }
      const to = tables[table + from]!;
      if (to === REFUSED) return false;
      used[table + from] = 1;
      codes[this.instances + i] = to;
      if (to !== from) next[word[i]!]! ^= (from ^ to) << shift[i]!;
    }
    return true;
  }
}
