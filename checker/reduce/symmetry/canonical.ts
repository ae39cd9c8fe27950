/**
 * One state for all that differ only by an exchange of alike values. Values are put in the order of what they see: their own local
 * states, who names them and where. Among values that see the same and are named, every order is tried, and the least state counts.
 */
import type { Ir } from '../../model/ir.ts';
import { ModelError } from '../../model/model-error.ts';
import type { System } from '../../model/system.ts';
import type { PlainLayout } from './plain-layout.ts';
import { expressionKey, isBroken, liveStates, permute, type Permuted } from './permute.ts';

const exchange = (size: number, a: number, b: number): number[] => Array.from({ length: size }, (_, v) => (v === a ? b : v === b ? a : v));

/** Refuses a system in which the values are not alike, with the action or the property that tells them apart. */
const requireSymmetry = (system: System, ir: Ir, sort: string, values: readonly number[]): Permuted[] => {
  const refuse = (why: string): never => {
    throw new ModelError('E_NO_SYMMETRY', why, { fix: 'Take only values that start alike; if a scan in their order is to blame: --abstract scan-any-order', where: { system: system.name } });
  };
  return values.slice(1).map((v, k) => {
    const p = permute(system, ir, sort, exchange(system.sorts[sort]!, values[k]!, v));
    if (isBroken(p)) return refuse(p.broken);
    const odd = ir.instances.find((x, i) => ir.instances[p.instances[i]!]!.initial !== p.states[x.table]![x.initial]);
    if (odd) refuse(`${odd.name} starts otherwise than its counterpart`);
    const live = liveStates(ir);
    for (const { id, parts } of ir.properties) {
      const keys = (by?: Permuted): string => parts.map((x) => `${expressionKey(x.when, ir, by, live)} => ${expressionKey(x.e, ir, by, live)}`).sort().join('\n');
      if (keys(p) !== keys()) refuse(`property ${id} treats the values of ${sort} differently`);
    }
    if (expressionKey(ir.terminal, ir, p, live) !== expressionKey(ir.terminal, ir, undefined, live)) refuse('the end of the system treats them differently');
    return p;
  });
};

/** The result of {@link Canonical.of}. */
export interface Canonized {
  /** Words of the representative. */
  readonly words: Int32Array;
  /** How many states it stands for. */
  readonly orbit: number;
}

export class Canonical {
  readonly #values: readonly number[];
  readonly #layout: PlainLayout;
  readonly #ir: Ir;
  /** Own instances of each value, in the same order. */
  readonly #own: readonly (readonly number[])[];
  /** Instances whose states name values: all that may see a value without being its own. */
  readonly #naming: readonly number[];
  /** By table and state: the value of `values` that it names, as a position; -1: none. */
  readonly #named: readonly Int32Array[];
  /** By table and state: the state that names each other position instead. */
  readonly #renamed: readonly (readonly Int32Array[])[];
  readonly #codes: Int32Array;
  readonly #ids = new Map<string, number>();
  readonly #kinds: Map<number, number>[][];
  readonly #moves: Int32Array[] = [];
  /** By instance: the position of its value (-1: it is of none), and its place among that value's own. */
  readonly #place: Int32Array;
  readonly #within: Int32Array;
  readonly #scratch: Int32Array;

  /** `values` of `sort` are alike. Throws E_NO_SYMMETRY where they are not. */
  constructor(system: System, ir: Ir, layout: PlainLayout, sort: string, values: readonly number[]) {
    const steps = requireSymmetry(system, ir, sort, values);
    this.#values = values;
    this.#layout = layout;
    this.#ir = ir;
    this.#codes = new Int32Array(ir.instances.length);
    const valueOf = (i: number): number => {
      const x = ir.instances[i]!;
      const at = ir.tables[x.table]!.index.indexOf(sort);
      return at < 0 ? -1 : values.indexOf(x.index[at]!);
    };
    this.#own = values.map((_, k) => ir.instances.flatMap((_x, i) => (valueOf(i) === k ? [i] : [])));
    this.#kinds = values.map(() => []);
    this.#place = Int32Array.from(ir.instances, (_, i) => valueOf(i));
    this.#within = Int32Array.from(ir.instances, (_, i) => Math.max(-1, ...this.#own.map((own) => own.indexOf(i))));
    this.#scratch = new Int32Array(values.length);
    const named = ir.tables.map((t, n) => Int32Array.from(t.states, (name, s) => positionNamed(steps, n, s, `${t.component}: ${name}`)));
    this.#named = named;
    const image = (t: number, s: number, from: number, to: number): number => {
      let at = s;
      for (let k = from; k < to; k++) at = steps[k]!.states[t]![at]!;
      for (let k = from - 1; k >= to; k--) at = steps[k]!.states[t]![at]!;
      return at;
    };
    this.#renamed = ir.tables.map((t, n) => t.states.map((_, s) => Int32Array.from(values, (_v, to) => (named[n]![s]! < 0 ? s : image(n, s, named[n]![s]!, to)))));
    this.#naming = ir.instances.flatMap((x, i) => (named[x.table]!.some((p) => p >= 0) ? [i] : []));
  }

  /** The representative of the state in `words`. */
  of(words: Int32Array, offset = 0): Canonized {
    const layout = this.#layout;
    const codes = this.#codes;
    layout.unpack(words, offset, codes);
    const n = this.#values.length;
    const state = (i: number): number => layout.domains.states[i]![codes[i]!]!;
    // Who names whom: by position, the naming instance seen from there.
    const seen: string[][] = Array.from({ length: n }, () => []);
    const isNamed = new Uint8Array(n);
    for (const i of this.#naming) {
      const { table } = this.#ir.instances[i]!;
      const p = this.#named[table]![state(i)]!;
      if (p < 0) continue;
      isNamed[p] = 1;
      const owner = this.#place[i]!;
      // An instance of another value that names it: which one, by place; whose, is in that value's own key.
      seen[p]!.push(`${owner < 0 ? `g${i}` : `o${this.#within[i]!}${owner === p ? 's' : `,${this.#local(owner, codes)}`}`}:${this.#renamed[table]![state(i)]![0]}`);
    }
    const names = new Uint8Array(n);
    const keys = this.#own.map((own, k) => {
      for (const i of own) if (this.#named[this.#ir.instances[i]!.table]![state(i)]! >= 0) names[k] = 1;
      return this.#id(`${this.#local(k, codes)}|${seen[k]!.sort().join(';')}`);
    });
    const order = keys.map((_, k) => k).sort((a, b) => keys[a]! - keys[b]! || a - b);
    // Orders that differ only among values that see the same.
    let orders: number[][] = [[]];
    let orbit = factorial(n);
    for (let at = 0; at < n; ) {
      let end = at;
      while (end < n && keys[order[end]!] === keys[order[at]!]) end++;
      const group = order.slice(at, end);
      // Nobody names them and they name nobody: any order of them is the same state.
      if (group.every((k) => !isNamed[k] && !names[k])) {
        orbit /= factorial(group.length);
        orders = orders.map((o) => [...o, ...group]);
      } else orders = orders.flatMap((o) => permutations(group).map((g) => [...o, ...g]));
      at = end;
    }
    let best: Int32Array | undefined;
    let same = 0;
    for (const o of orders) {
      const w = this.#arranged(o, codes);
      const c = best ? compare(w, best) : -1;
      if (c < 0) {
        best = w;
        same = 1;
      } else if (c === 0) same++;
    }
    return { words: best!, orbit: orbit / same };
  }

  #id(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) this.#ids.set(text, (id = this.#ids.size));
    return id;
  }

  /** A value's own local states, as it sees them: names of others are all the same to it. */
  #local(k: number, codes: Int32Array): number {
    // Two numbers that tell the codes apart, as one may not be enough.
    let [low, high] = [0, 0];
    for (const i of this.#own[k]!) {
      const size = this.#layout.size(i);
      if (low < 2 ** 20) low = low * size + codes[i]!;
      else high = high * size + codes[i]!;
    }
    const known = (this.#kinds[k]![low] ??= new Map<number, number>());
    let kind = high < Number.MAX_SAFE_INTEGER ? known.get(high) : undefined;
    if (kind === undefined) {
      kind = this.#id(
        this.#own[k]!.map((i) => {
          const { table } = this.#ir.instances[i]!;
          const s = this.#layout.domains.states[i]![codes[i]!]!;
          const p = this.#named[table]![s]!;
          return p < 0 ? s : `${this.#renamed[table]![s]![0]}${p === k ? '!' : '?'}`;
        }).join(),
      );
      known.set(high, kind);
    }
    return kind;
  }

  /** Where the code of an instance goes when its value goes to a place: by code, and by the place of whom it names. */
  #moved(from: number, to: number): Int32Array {
    const at = from * (this.#values.length + 1) + this.#placeOf(to) + 1;
    let table = this.#moves[at];
    if (!table) {
      const { domains } = this.#layout;
      const places = this.#values.length;
      const { table: t } = this.#ir.instances[from]!;
      table = new Int32Array(domains.states[from]!.length * places).fill(-1);
      domains.states[from]!.forEach((s, code) => {
        for (let p = 0; p < places; p++) table![code * places + p] = this.#layout.code(to, this.#named[t]![s]! < 0 ? s : this.#renamed[t]![s]![p]!) ?? -1;
      });
      this.#moves[at] = table;
    }
    return table;
  }

  #placeOf(instance: number): number {
    return this.#place[instance]!;
  }

  /** The state in which the value at position order[p] stands at p. */
  #arranged(order: readonly number[], codes: Int32Array): Int32Array {
    const { width, word, shift, domains } = this.#layout;
    const places = order.length;
    const place = this.#scratch;
    for (let p = 0; p < places; p++) place[order[p]!] = p;
    const out = new Int32Array(width);
    for (let i = 0; i < codes.length; i++) {
      const k = this.#place[i]!;
      const to = k < 0 ? i : this.#own[place[k]!]![this.#within[i]!]!;
      const named = this.#named[this.#ir.instances[i]!.table]![domains.states[i]![codes[i]!]!]!;
      const code = this.#moved(i, to)[codes[i]! * places + (named < 0 ? 0 : place[named]!)]!;
      if (code < 0) throw new Error(`${this.#ir.instances[to]!.name} cannot be where its counterpart is`);
      out[word[to]!]! |= code << shift[to]!;
    }
    return out;
  }
}

const positionNamed = (steps: readonly Permuted[], table: number, state: number, what: string): number => {
  const moved = steps.flatMap((p, k) => (p.states[table]![state] !== state ? [k] : []));
  if (moved.length === 0) return -1;
  // Of two values it cannot be told which is which, and need not be: the two states are exchanged as the values are.
  if (steps.length === 1) return steps[0]!.states[table]![state]! > state ? 0 : 1;
  // Exchanges of neighbours k, k+1: a name at position p is moved by those at p-1 and p.
  for (let p = 0; p <= steps.length; p++) if (moved.join() === [p - 1, p].filter((k) => k >= 0 && k < steps.length).join()) return p;
  throw new ModelError('E_NO_SYMMETRY', `state ${what} names more than one value`, { fix: 'Leave the component out' });
};

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const permutations = (xs: readonly number[]): number[][] => (xs.length < 2 ? [[...xs]] : xs.flatMap((x, k) => permutations([...xs.slice(0, k), ...xs.slice(k + 1)]).map((rest) => [x, ...rest])));
const compare = (a: Int32Array, b: Int32Array): number => {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return a[k]! < b[k]! ? -1 : 1;
  return 0;
};
