/** Three-valued reading of IR conditions (Kleene): an instance whose local state is -1 is not known. */
import type { Ir, IrExpr, IrTerm } from '../model/ir.ts';

/** 0 false, 1 it may be either, 2 true. */
export type Truth = 0 | 1 | 2;
export type Condition = (state: Int32Array) => Truth;

/** Compile a condition over the states of `ir`. `next` and `taken` have no meaning here (checker/ir/before.ts). */
export const kleene = (e: IrExpr, ir: Ir): Condition => {
  switch (e.op) {
    case 'const':
      return e.value ? () => 2 : () => 0;
    case 'in': {
      const { instance } = e;
      const among = new Uint8Array(ir.tables[ir.instances[instance]!.table]!.states.length);
      for (const s of e.states) among[s] = 2;
      return (state) => (state[instance]! < 0 ? 1 : (among[state[instance]!] as Truth));
    }
    case 'not': {
      const x = kleene(e.e, ir);
      return (s) => (2 - x(s)) as Truth;
    }
    case 'and': {
      const xs = e.es.map((x) => kleene(x, ir));
      return (s) => {
        let least: Truth = 2;
        for (const x of xs) {
          const v = x(s);
          if (v === 0) return 0;
          if (v < least) least = v;
        }
        return least;
      };
    }
    case 'or': {
      const xs = e.es.map((x) => kleene(x, ir));
      return (s) => {
        let most: Truth = 0;
        for (const x of xs) {
          const v = x(s);
          if (v === 2) return 2;
          if (v > most) most = v;
        }
        return most;
      };
    }
    case 'iff': {
      const [a, b] = [kleene(e.a, ir), kleene(e.b, ir)];
      return (s) => {
        const [x, y] = [a(s), b(s)];
        return x === 1 || y === 1 ? 1 : x === y ? 2 : 0;
      };
    }
    case 'cmp': {
      const [a, b] = [range(e.a, ir), range(e.b, ir)];
      const { rel } = e;
      return (s) => {
        const [x, y] = [a(s), b(s)];
        switch (rel) {
          case '=':
            return x[1] < y[0] || y[1] < x[0] ? 0 : x[0] === x[1] && y[0] === y[1] ? 2 : 1;
          case '!=':
            return x[1] < y[0] || y[1] < x[0] ? 2 : x[0] === x[1] && y[0] === y[1] ? 0 : 1;
          case '<':
            return x[1] < y[0] ? 2 : x[0] >= y[1] ? 0 : 1;
          case '<=':
            return x[1] <= y[0] ? 2 : x[0] > y[1] ? 0 : 1;
        }
      };
    }
    case 'next':
    case 'taken':
      throw new Error(`${e.op} has no meaning in a state`);
  }
};

type Range = readonly [number, number];
const range = (t: IrTerm, ir: Ir): ((s: Int32Array) => Range) => {
  switch (t.t) {
    case 'int':
      return () => [t.value, t.value];
    case 'value': {
      const all: Range = [Math.min(...t.values), Infinity];
      return (s) => (s[t.instance]! < 0 ? all : [t.values[s[t.instance]!]!, t.values[s[t.instance]!]!]);
    }
    case 'bool': {
      const x = kleene(t.e, ir);
      // Not known: it stands for values of the sort that are not looked at, of which there is any number.
      return (s) => [[0, 0], [0, Infinity], [1, 1]][x(s)] as unknown as Range;
    }
    case 'sum': {
      const xs = t.terms.map((x) => range(x, ir));
      return (s) => xs.map((x) => x(s)).reduce((p, q) => [p[0] + q[0], p[1] + q[1]], [0, 0]);
    }
  }
};

