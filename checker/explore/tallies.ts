/** How often each part of each property was hit, where first, and whether its antecedent was ever true. */
import type { Ir } from '../model/ir.ts';

/** Tally of one part of one property. */
export interface Tally {
  readonly property: number;
  readonly part: number;
  /** The antecedent was true somewhere. */
  readonly met: boolean;
  readonly count: number;
  /** First state (kind `step`: state before the step) found, -1 if none. */
  readonly state: number;
  /** Kind `step`: the action of that step. */
  readonly action: number;
  /** Steps to it. */
  readonly depth: number;
}

/** Numbers by what they count. */
export type TalliesDump = Readonly<Record<string, readonly number[]>>;

/** Property number of the type invariant, which stands in front of the IR's properties. */
export const TYPE = -1;

export class Tallies {
  /** By property, the type invariant first: occasions on which any part was hit. */
  readonly perProperty: Float64Array;
  readonly length: number;
  /** Parts that were hit. */
  hits = 0;
  readonly #property: Int32Array;
  readonly #part: Int32Array;
  readonly #first: Map<string, number>;
  readonly #count: Float64Array;
  readonly #met: Uint8Array;
  readonly #state: Int32Array;
  readonly #action: Int32Array;
  readonly #depth: Int32Array;
  /** Last occasion, by part and by property. */
  readonly #lastOfPart: Float64Array;
  readonly #lastOfProperty: Float64Array;

  constructor(ir: Ir) {
    const parts = [{ property: TYPE, part: 0 }, ...ir.properties.flatMap((p, property) => p.parts.map((_, part) => ({ property, part })))];
    this.length = parts.length;
    this.#property = Int32Array.from(parts, (p) => p.property);
    this.#part = Int32Array.from(parts, (p) => p.part);
    this.#first = new Map(parts.map((p, k) => [`${p.property} ${p.part}`, k] as const));
    this.#count = new Float64Array(parts.length);
    this.#met = new Uint8Array(parts.length);
    this.#state = new Int32Array(parts.length).fill(-1);
    this.#action = new Int32Array(parts.length).fill(-1);
    this.#depth = new Int32Array(parts.length).fill(-1);
    this.#lastOfPart = new Float64Array(parts.length).fill(-1);
    this.perProperty = new Float64Array(ir.properties.length + 1);
    this.#lastOfProperty = new Float64Array(ir.properties.length + 1).fill(-1);
  }

  /** All that it knows, for a checkpoint. */
  dump(): TalliesDump {
    return Object.fromEntries(this.#kept().map(([name, array]) => [name, [...array]]));
  }
  restore(dump: TalliesDump): void {
    for (const [name, array] of this.#kept()) array.set(dump[name]!);
  }
  #kept(): [string, Float64Array | Uint8Array | Int32Array][] {
    return [['counts', this.#count], ['met', this.#met], ['states', this.#state], ['actions', this.#action], ['depths', this.#depth], ['last', this.#lastOfPart], ['perProperty', this.perProperty], ['lastOfProperty', this.#lastOfProperty]];
  }

  /** Position of a part. */
  position(property: number, part: number): number {
    return this.#first.get(`${property} ${part}`)!;
  }

  at(k: number): Tally {
    return {
      property: this.#property[k]!,
      part: this.#part[k]!,
      met: this.met(k),
      count: this.#count[k]!,
      state: this.#state[k]!,
      action: this.#action[k]!,
      depth: this.#depth[k]!,
    };
  }

  /** The tallies of a property. */
  of(property: number): Tally[] {
    return Array.from(this.#property, (p, k) => (p === property ? this.at(k) : undefined)).filter((t) => t !== undefined);
  }

  /** The antecedent of a part was true. */
  meet(k: number): void {
    this.#met[k] = 1;
  }
  met(k: number): boolean {
    return this.#met[k] === 1;
  }

  /**
   * A part was violated (or witnessed) in a state, or by `action` from it if that is not -1. It counts once an occasion:
   * the state, or for steps a number that the caller gives each; so do several parts of one property.
   */
  hit(k: number, state: number, action: number, depth: number, occasion: number): void {
    if (this.#lastOfPart[k] === occasion) return;
    this.#lastOfPart[k] = occasion;
    if (this.#count[k]!++ === 0) {
      this.hits++;
      this.#state[k] = state;
      this.#action[k] = action;
      this.#depth[k] = depth;
      this.#met[k] = 1;
    }
    const p = this.#property[k]! + 1;
    if (this.#lastOfProperty[p] === occasion) return;
    this.#lastOfProperty[p] = occasion;
    this.perProperty[p]!++;
  }

  /** Whether a part was hit. */
  wasHit(k: number): boolean {
    return this.#count[k]! > 0;
  }
  /** By part: place in {@link perProperty}. */
  get places(): Int32Array {
    return this.#property.map((p) => p + 1);
  }
  /** Others have counted further occasions of parts that were hit before, by part and by place in {@link perProperty}. */
  add(parts: Int32Array, properties: Int32Array): void {
    for (let k = 0; k < this.length; k++) this.#count[k]! += parts[k]!;
    for (let p = 0; p < this.perProperty.length; p++) this.perProperty[p]! += properties[p]!;
  }

  /** A part was found violated, all at once: in so many states, of which a trace of `depth` steps shows one. */
  find(k: number, count: number, state: number, depth: number): void {
    this.#count[k] = count;
    this.#state[k] = state;
    this.#depth[k] = depth;
    this.#met[k] = 1;
  }
}
