/** Expressions, states and changes as text. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { changes, describeState, printExpr, printIrExpr } from '../../checker/ir/print.ts';
import { initialState } from '../../checker/ir/interpret.ts';
import { add, and, at, awaited, count, eq, exists, FALSE, first, forall, iff, implies, le, next, not, or, taken, value, type Expr } from '../../checker/model/expression.ts';
import { component, counter, lamp, pair, property, system } from './tiny.ts';

const cases: readonly (readonly [Expr, string, string])[] = [
  [at('gic', ['i'], 'cpu.o{a}'), 'gic[i].cpu == o{a}', 'gic[i] is in cpu.o{a}'],
  [at('ged', [], 'low', 'high'), '(ged == low || ged == high)', 'ged is in low or high'],
  [not(at('ged', [], 'low')), 'ged != low', 'ged is not in low'],
  [and(at('a', [], 'x'), not(or(at('b', [], 'y'), FALSE))), '(a == x && !(b == y || false))', '(a is in x and not ((b is in y or never)))'],
  [forall('i', 'slot', implies(at('a', ['i'], 'x'), eq('i', 0))), 'for_all(i: slot, (a[i] == x => i == 0))', 'for every slot i: (if a[i] is in x then i is 0)'],
  [exists('i', 'slot', iff(le('i', 1), at('a', ['i'], 'x'))), 'exists(i: slot, (i <= 1 == a[i] == x))', 'for some slot i: (i is at most 1 exactly when a[i] is in x)'],
  [eq(value('n', [0], 'r'), add(count('i', 'slot', at('a', ['i'], 'x')), 1)), 'value(n[0].r) == (count(i: slot, a[i] == x) + 1)', 'the number of n[0].r is the number of slots i where a[i] is in x plus 1'],
  [first(at('a', ['x'], 'x'), 'x', 'slot', value('n', []), 'k'), 'k == first(x: slot from value(n), a[x] == x)', 'k is the first slot x, going round from the number of n, where a[x] is in x'],
  [awaited(at('ged', [], 'low'), 'main'), 'ged == low', 'ged is in low'],
  [implies(taken('m.go', { i: 0 }), next(at('a', [], 'x'))), '(taken(m.go(i=0)) => next(a == x))', '(if the step is m.go(i=0) then after the step a is in x)'],
];

describe('print', () => {
  for (const [e, c, english] of cases)
    it(c, () => {
      assert.equal(printExpr(e, 'c'), c);
      assert.equal(printExpr(e, 'english'), english);
    });

  it('prints expanded expressions by the shortest paths', () => {
    const ir = compose(
      system({
        components: [counter('n', 5), pair(), lamp()],
        properties: [and(at('n', [], '1'), at('pair', [], 'a.no')), not(at('n', [], '3')), or(at('n', [], '1', '2'), at('pair', [], 'b.yes'), at('lamp', [], 'on')), eq(count('i', 'slot', and(at('lamp', [], 'on'), eq('i', 'i'))), value('n', []))].map((expr, k) =>
          property(`P${k}`, { kind: 'sometimes', expr }),
        ),
      }),
    );
    assert.deepEqual(
      ir.properties.map((p) => printIrExpr(ir, p.parts[0]!.e)),
      ['(n == 1 && pair.a == no)', 'n != 3', '((n == 1 || n == 2) || pair.b == yes || lamp == on)', '((int)(lamp == on) + (int)(lamp == on)) == value(n)'],
    );
    assert.equal(printIrExpr(ir, ir.properties[1]!.parts[0]!.e, 'english'), 'n is not in 3');
  });

  it('describes states, and only the leaves that a step changes', () => {
    const nested = component('nested', { initial: 'a', states: { a: { initial: 'x', states: { x: { on: { in: 'y', out: '#b' } }, y: {} } }, b: { id: 'b' } } });
    const ir = compose(system({ components: [pair(), lamp(), nested] }));
    const s = initialState(ir);
    assert.deepEqual(describeState(ir, s), [{ instance: 'pair', state: 'a.no b.no' }, { instance: 'lamp', state: 'off' }, { instance: 'nested', state: 'a.x' }]);
    const of = (i: number, name: string): number => ir.tables[i]!.states.indexOf(name);
    assert.deepEqual(changes(ir, s, [of(0, 'a.yes b.no'), 1, of(2, 'a.y')]), [
      { instance: 'pair', region: 'a', from: 'no', to: 'yes' },
      { instance: 'lamp', region: '', from: 'off', to: 'on' },
      { instance: 'nested', region: 'a', from: 'x', to: 'y' },
    ]);
    assert.deepEqual(changes(ir, s, [s[0]!, s[1]!, of(2, 'b')]), [{ instance: 'nested', region: '', from: 'a.x', to: 'b' }]);
    assert.deepEqual(changes(ir, s, s), []);
  });
});
