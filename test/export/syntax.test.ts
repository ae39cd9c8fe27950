import assert from 'node:assert/strict';
import { Syntax } from '../../checker/export/program/syntax.ts';
import type { IrExpr } from '../../checker/model/ir.ts';

const syntax = new Syntax(
  { and: '&', or: '|', relation: { '=': '=', '!=': '!=', '<': '<', '<=': '<=' }, if: (when, then, otherwise) => `(${when} ? ${then} : ${otherwise})` },
  { variable: (x) => `v${x}`, value: (_, code) => String(code), size: () => 9 },
);
const test = (x: number): IrExpr => ({ op: 'in', instance: x, states: [1] });

/** As the languages parse: a row of operands leans to the left. */
const depth = (text: string): number => {
  let [deepest, open, rows] = [0, 0, [1]];
  for (const c of text) {
    if (c === '(') [open, rows] = [open + 1, [...rows, 1]];
    if (c === ')') [open, rows] = [open - 1, rows.slice(0, -1)];
    if (c === '|' || c === '&') rows[open]!++;
    deepest = Math.max(deepest, rows.reduce((n, r) => n + r, 0));
  }
  return deepest;
};

describe('a condition as the engines read it', () => {
  it('has the operands in their order, without more brackets than it needs', () => {
    assert.equal(syntax.condition({ op: 'or', es: [test(0), { op: 'and', es: [test(1), test(2)] }] }), '(v0 = 1 | (v1 = 1 & v2 = 1))');
  });
  it('of a thousand operands is no tree of a thousand levels', () => {
    for (const op of ['or', 'and'] as const) {
      const text = syntax.condition({ op, es: Array.from({ length: 1000 }, (_, x) => test(x)) });
      assert.deepEqual(text.match(/v\d+/g), Array.from({ length: 1000 }, (_, x) => `v${x}`));
      assert.deepEqual(new Set(text.match(/[|&]/g)), new Set([op === 'or' ? '|' : '&']));
      assert.ok(depth(text) < 100, String(depth(text)));
    }
  });
});
