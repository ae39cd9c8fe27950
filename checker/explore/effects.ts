/**
 * What an action does to a packed state, by table: for each instance that it reaches, the code after, by the code
 * before. Only an effect with conditions of its own asks generated code which of its tables counts.
 */
import type { Ir, IrExpr } from '../model/ir.ts';
import { isConst } from '../ir/build.ts';
import type { Generator } from './generate.ts';
import type { Layout } from './layout.ts';
import type { Recoder } from './recode.ts';

/** Table entry where the machine does not accept the event. */
export const REFUSED = -1;

export class Effects {
  /** Of action a: entries first[a] .. first[a + 1] - 1. */
  readonly first: Int32Array;
  readonly instance: Int32Array;
  /** Offset in `codes` of the entry's table; below 0: choice -1 - offset tells which of its cases counts. */
  readonly offset: Int32Array;
  /** All tables, one after the other: code after, by code before. */
  readonly codes: Int32Array;
  readonly choices: readonly ((codes: Int32Array) => number)[];
  /** Offsets in `codes` of the tables of each choice's cases. */
  readonly cases: readonly (readonly number[])[];
  /** What each choice reads. */
  readonly conditions: readonly (readonly IrExpr[])[];
  /** Beside {@link codes}: 1 where some step made the transition. Only what may change anything has a table that is asked for. */
  readonly used: Uint8Array;
  /** What each table is of. */
  readonly places: readonly Place[];

  constructor(ir: Ir, layout: Layout, recoder: Recoder, generator: Generator) {
    const first = [0];
    const instance: number[] = [];
    const offset: number[] = [];
    const choices: ((codes: Int32Array) => number)[] = [];
    const offsets: number[][] = [];
    const conditions: IrExpr[][] = [];
    const tables = new TableStore(ir, layout);
    ir.actions.forEach((a, k) => {
      if (layout.domains.possible[k])
        for (const f of a.effects) {
          const cases = f.cases.map((c) => ({ number: tables.offset(f.instance, c.event), ...whenOf(c.when, recoder) })).filter((c) => !c.never);
          const last = cases.findIndex((c) => c.when === undefined);
          const tried = last < 0 ? cases : cases.slice(0, last + 1);
          if (tried.every((c) => tables.isIdentity(f.instance, c.number))) continue;
          instance.push(f.instance);
          if (tried[0]!.when === undefined) {
            offset.push(tried[0]!.number);
            continue;
          }
          offset.push(-choices.push(generator.choice(tried.map((c, number) => ({ ...c, number })))));
          offsets.push(tried.map((c) => c.number));
          conditions.push(tried.flatMap((c) => c.when ?? []));
        }
      first.push(instance.length);
    });
    this.first = Int32Array.from(first);
    this.instance = Int32Array.from(instance);
    this.offset = Int32Array.from(offset);
    this.codes = Int32Array.from(tables.codes);
    this.choices = choices;
    this.cases = offsets;
    this.conditions = conditions;
    this.used = new Uint8Array(this.codes.length);
    this.places = tables.places;
  }

  /** Instances that an action may change. */
  touched(action: number): Set<number> {
    return new Set(this.instance.subarray(this.first[action]!, this.first[action + 1]!));
  }
}

const whenOf = (when: IrExpr | undefined, recoder: Recoder): { when?: IrExpr; never: boolean } => {
  if (when === undefined) return { never: false };
  const e = recoder.expression(when);
  return isConst(e, true) ? { never: false } : { when: e, never: isConst(e, false) };
};

/** A table: the event of a component's machine, over the local states of a domain. */
export interface Place {
  /** Number of the machine's table in the IR. */
  readonly table: number;
  readonly event: number;
  /** Local states in the order of their codes. */
  readonly states: readonly number[];
  /** Offset in {@link Effects.codes}. */
  readonly at: number;
}

class TableStore {
  readonly codes: number[] = [];
  readonly places: Place[] = [];
  readonly #ir: Ir;
  readonly #layout: Layout;
  readonly #known = new Map<string, number>();

  constructor(ir: Ir, layout: Layout) {
    this.#ir = ir;
    this.#layout = layout;
  }

  /** Where the table of an event of an instance starts. Instances of one component with equal domains share it. */
  offset(instance: number, event: number): number {
    const of = this.#ir.instances[instance]!.table;
    const row = this.#ir.tables[of]!.next[event]!;
    const states = this.#layout.domains.states[instance]!;
    const key = `${of} ${event} ${states.join()}`;
    let at = this.#known.get(key);
    if (at === undefined) {
      at = this.codes.length;
      this.codes.push(
        ...states.map((s) => {
          const to = row[s];
          return to === undefined || to < 0 ? REFUSED : (this.#layout.code(instance, to) ?? REFUSED);
        }),
      );
      this.places.push({ table: of, event, states, at });
      this.#known.set(key, at);
    }
    return at;
  }

  isIdentity(instance: number, offset: number): boolean {
    return this.#layout.domains.states[instance]!.every((_, c) => this.codes[offset + c] === c);
  }
}
