/**
 * SMT-LIB 2: the initial state, each action and the properties as predicates over a state and the state after it. Instances are
 * constants `|gic[0]|` and `|gic[0]'|`; an action is a Boolean of its label, `Next` is any of them. For any number of slots see
 * `vcpuhp prove --certificate`.
 */
import type { Ir, IrAction, IrExpr, IrTerm } from '../model/ir.ts';
import type { Exporter } from './exporter.ts';

/** Any name as a symbol. */
const symbol = (name: string): string => `|${name.replaceAll('|', '/').replaceAll('\\', '/')}|`;
const all = (op: 'and' | 'or', xs: readonly string[]): string => (xs.length === 0 ? String(op === 'and') : xs.length === 1 ? xs[0]! : `(${op} ${xs.join(' ')})`);

class Writer {
  readonly #ir: Ir;

  constructor(ir: Ir) {
    this.#ir = ir;
  }

  sort(table: number): string {
    return symbol(`T ${this.#ir.tables[table]!.component}`);
  }

  state(table: number, state: number): string {
    return symbol(`${this.#ir.tables[table]!.component}: ${this.#ir.tables[table]!.states[state]!}`);
  }

  instance(i: number, after = false): string {
    return symbol(`${this.#ir.instances[i]!.name}${after ? "'" : ''}`);
  }

  is(i: number, states: readonly number[], after = false): string {
    return all('or', states.map((s) => `(= ${this.instance(i, after)} ${this.state(this.#ir.instances[i]!.table, s)})`));
  }

  expression(e: IrExpr, after = false): string {
    const sub = (x: IrExpr): string => this.expression(x, after);
    switch (e.op) {
      case 'const':
        return String(e.value);
      case 'in':
        return this.is(e.instance, e.states, after);
      case 'not':
        return `(not ${sub(e.e)})`;
      case 'and':
      case 'or':
        return all(e.op, e.es.map(sub));
      case 'iff':
        return `(= ${sub(e.a)} ${sub(e.b)})`;
      case 'cmp': {
        const [a, b] = [this.#term(e.a, after), this.#term(e.b, after)];
        return e.rel === '!=' ? `(not (= ${a} ${b}))` : `(${e.rel} ${a} ${b})`;
      }
      case 'next':
        return this.expression(e.e, true);
      case 'taken':
        return all('or', e.actions.map((a) => symbol(this.#ir.actions[a]!.label)));
    }
  }

  #term(t: IrTerm, after: boolean): string {
    switch (t.t) {
      case 'int':
        return number(t.value);
      case 'value': {
        const y = this.instance(t.instance, after);
        const { table } = this.#ir.instances[t.instance]!;
        return t.values.slice(1).reduce((rest, v, k) => `(ite (= ${y} ${this.state(table, k + 1)}) ${number(v)} ${rest})`, number(t.values[0]!));
      }
      case 'bool':
        return `(ite ${this.expression(t.e, after)} 1 0)`;
      case 'sum':
        return `(+ ${t.terms.map((x) => this.#term(x, after)).join(' ')} 0)`;
    }
  }

  /** An action: its condition, that the system has not ended, that every event is accepted, and every instance after it. */
  action(a: IrAction): string {
    const effects = new Map(a.effects.map((f) => [f.instance, f]));
    const says = [`(not ${this.expression(this.#ir.terminal)})`, ...a.guard.map((g) => this.expression(g.e))];
    for (const [i, { table }] of this.#ir.instances.entries()) {
      const { next } = this.#ir.tables[table]!;
      const [y, z] = [this.instance(i), this.instance(i, true)];
      let after = y;
      for (const c of (effects.get(i)?.cases ?? []).toReversed()) {
        const to = next[c.event]!;
        const moved = to.reduce((rest, s, from) => (s === from || s < 0 ? rest : `(ite (= ${y} ${this.state(table, from)}) ${this.state(table, s)} ${rest})`), y);
        after = c.when ? `(ite ${this.expression(c.when)} ${moved} ${after})` : moved;
      }
      says.push(`(= ${z} ${after})`);
      const refused = (effects.get(i)?.cases ?? []).map((c, k, cases) => {
        const states = next[c.event]!.flatMap((s, from) => (s < 0 ? [from] : []));
        const chosen = [...cases.slice(0, k).flatMap((x) => (x.when ? [`(not ${this.expression(x.when)})`] : ['false'])), ...(c.when ? [this.expression(c.when)] : [])];
        return states.length === 0 ? 'false' : all('and', [...chosen, this.is(i, states)]);
      });
      for (const r of refused) if (r !== 'false') says.push(`(not ${r})`);
    }
    return `(define-fun ${symbol(a.label)} () Bool ${all('and', says)})`;
  }
}
const number = (n: number): string => (n < 0 ? `(- ${-n})` : String(n));

/** Kinds that are a predicate of a state, or of a step. */
const KINDS = ['always', 'whenQuiescent', 'survives', 'sometimes', 'step'];

export const exporter: Exporter = {
  doc: 'SMT-LIB 2: initial state, transition relation and properties, for z3 and others',
  ending: 'smt2',
  write: function* (ir, { title, tool }) {
    const w = new Writer(ir);
    yield `; ${title}, written by ${tool}\n(set-logic ALL)\n`;
    for (const [t, table] of ir.tables.entries()) yield `(declare-datatypes ((${w.sort(t)} 0)) ((${table.states.map((_, s) => `(${w.state(t, s)})`).join(' ')})))\n`;
    for (const [i, x] of ir.instances.entries()) yield `(declare-const ${w.instance(i)} ${w.sort(x.table)})\n(declare-const ${w.instance(i, true)} ${w.sort(x.table)})\n`;
    yield `(define-fun Init () Bool ${all('and', ir.instances.map((x, i) => w.is(i, [x.initial])))})\n`;
    for (const a of ir.actions) yield `${w.action(a)}\n`;
    yield `(define-fun Next () Bool ${all('or', ir.actions.map((a) => symbol(a.label)))})\n`;
    for (const p of ir.properties) {
      if (!KINDS.includes(p.kind)) {
        yield `; ${p.id} (${p.kind}) is no predicate of a state or step\n`;
        continue;
      }
      const parts = p.parts.map((x) => `(=> ${w.expression(x.when)} ${w.expression(x.e)})`);
      yield `; ${p.text.replaceAll('\n', ' ')}\n(define-fun ${symbol(`property ${p.id}`)} () Bool ${all('and', p.kind === 'sometimes' ? p.parts.map((x) => all('and', [w.expression(x.when), w.expression(x.e)])) : parts)})\n`;
    }
  },
};
