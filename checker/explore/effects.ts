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
  /** Offset in `codes` of the entry's table; below 0: choice -1 - offset gives it. */
  readonly offset: Int32Array;
  /** All tables, one after the other: code after, by code before. */
  readonly codes: Int32Array;
  readonly choices: readonly ((codes: Int32Array) => number)[];

  constructor(ir: Ir, layout: Layout, recoder: Recoder, generator: Generator) {
    const first = [0];
    const instance: number[] = [];
    const offset: number[] = [];
    const choices: ((codes: Int32Array) => number)[] = [];
    const tables = new TableStore(ir, layout);
    ir.actions.forEach((a, k) => {
      if (layout.domains.possible[k])
        for (const f of a.effects) {
          const cases = f.cases.map((c) => ({ number: tables.offset(f.instance, c.event), ...whenOf(c.when, recoder) })).filter((c) => !c.never);
          const last = cases.findIndex((c) => c.when === undefined);
          const tried = last < 0 ? cases : cases.slice(0, last + 1);
          if (tried.every((c) => tables.isIdentity(f.instance, c.number))) continue;
          instance.push(f.instance);
          offset.push(tried[0]!.when === undefined ? tried[0]!.number : -choices.push(generator.choice(tried)));
        }
      first.push(instance.length);
    });
    this.first = Int32Array.from(first);
    this.instance = Int32Array.from(instance);
    this.offset = Int32Array.from(offset);
    this.codes = Int32Array.from(tables.codes);
    this.choices = choices;
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

class TableStore {
  readonly codes: number[] = [];
  readonly #ir: Ir;
  readonly #layout: Layout;
  readonly #known = new Map<string, number>();

  constructor(ir: Ir, layout: Layout) {
    this.#ir = ir;
    this.#layout = layout;
  }

  /** Where the table of an event of an instance starts. Instances with equal tables share one. */
  offset(instance: number, event: number): number {
    const row = this.#ir.tables[this.#ir.instances[instance]!.table]!.next[event]!;
    const table = this.#layout.domains.states[instance]!.map((s) => {
      const to = row[s];
      return to === undefined || to < 0 ? REFUSED : (this.#layout.code(instance, to) ?? REFUSED);
    });
    const key = table.join(',');
    let at = this.#known.get(key);
    if (at === undefined) {
      at = this.codes.length;
      this.codes.push(...table);
      this.#known.set(key, at);
    }
    return at;
  }

  isIdentity(instance: number, offset: number): boolean {
    return this.#layout.domains.states[instance]!.every((_, c) => this.codes[offset + c] === c);
  }
}
