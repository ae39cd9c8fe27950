/** Whom an action waits for, read off the conditions that say so; they change nothing else. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { printIrExpr } from '../../checker/ir/print.ts';
import { and, at, awaited, exists, forall, implies, lt, ne, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { action, lamp, system } from './tiny.ts';

const own = { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]' };
const lampOn = (i: string | number): Expr => at('lamp', [i], 'on');

/** The waits of the second member's only conjunct, in words. */
const waits = (conjunct: Expr): [string, string][] | undefined => {
  const ir = compose(system({ components: [lamp('lamp', { index: ['slot'] })], actions: [action('go', { it: conjunct }, [send(ref('lamp', ['i']), 'press')], own)] }));
  return ir.actions.find((a) => a.args['i'] === 1)!.guard[0]!.waits?.map((w) => [w.process, printIrExpr(ir, w.when)]);
};

describe('what is waited for', () => {
  it('is the awaited condition, while it is false', () => assert.deepEqual(waits(awaited(lampOn(0), 'q[{i}]')), [['q[1]', 'lamp[0] == off']]));
  it('names the holder where the state says who it is', () =>
    assert.deepEqual(waits(awaited(lampOn(0), { process: 'q[{x}]', bind: { x: 'slot' }, where: and(lampOn('x'), ne('x', 'i')) }, 'main')), [['main', 'lamp[0] == off']]));
  it('is found behind conjunctions, disjunctions, quantifiers and antecedents', () => {
    assert.deepEqual(waits(and(lampOn('i'), or(awaited(lampOn(0), 'a'), lampOn('i')))), [['a', 'lamp[0] == off']]);
    assert.deepEqual(waits(forall('x', 'slot', implies(lampOn('x'), awaited(lampOn(0), 'q[{x}]')))), [['q[1]', '(lamp[1] == on && lamp[0] == off)']]);
    assert.deepEqual(waits(exists('x', 'slot', awaited(lampOn('x'), 'q[{x}]'))), [
      ['q[0]', 'lamp[0] == off'],
      ['q[1]', 'lamp[1] == off'],
    ]);
    assert.deepEqual(waits(forall('x', 'slot', implies(lt('x', 'i'), awaited(lampOn('x'), 'q[{x}]')))), [['q[0]', 'lamp[0] == off']]);
  });
  it('is nothing under a negation, and nothing without the word', () => {
    assert.equal(waits(not(awaited(lampOn(0), 'a'))), undefined);
    assert.equal(waits(lampOn(0)), undefined);
  });
});
