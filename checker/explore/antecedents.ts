/** Antecedents, each looked for until it was met once. What is left is little, and looked for by ever fewer rules. */
import type { Compiled } from './compiled.ts';
import { Masks } from './masks.ts';
import type { Rule } from './rules.ts';
import type { Stepper } from './stepper.ts';
import type { Tallies } from './tallies.ts';

export class Antecedents {
  readonly #compiled: Compiled;
  readonly #tallies: Tallies;
  #rules: readonly Rule[];
  #masks: Masks | undefined;
  #living = 0;
  readonly #out: Int32Array;

  /** The id of a rule is the position of its part. */
  constructor(compiled: Compiled, tallies: Tallies, rules: readonly Rule[]) {
    this.#compiled = compiled;
    this.#tallies = tallies;
    this.#rules = rules;
    this.#out = new Int32Array(rules.length);
    this.renew();
  }

  /** Look only for what was not met; to be called when bundles, or what was met, have changed. */
  renew(): void {
    this.#rules = this.#rules.filter((r) => !this.#tallies.met(r.id));
    this.#living = this.#rules.length;
    this.#masks = this.#rules.length === 0 ? undefined : new Masks(this.#rules, this.#compiled.layout.bundles, this.#compiled.generator);
  }

  /** The rules that are left. */
  get masks(): Masks | undefined {
    return this.#masks;
  }

  /** Look at the state that a stepper is at. */
  look({ numbers, unpacked }: Stepper): void {
    if (this.#masks === undefined) return;
    const { ids } = this.#masks;
    const n = this.#masks.match(numbers, unpacked, this.#out);
    if (n === 0) return;
    for (let k = 0; k < n; k++) {
      const part = ids[this.#out[k]!]!;
      this.#tallies.meet(part);
      this.#living -= this.#masks.drop(part);
    }
    // Rows that are mostly of what was met are longer than they need be.
    if (this.#living * 2 < this.#rules.length) this.renew();
  }
}
