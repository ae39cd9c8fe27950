/** Expansion and folding: what the IR of small systems is. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step, violatedGuards } from '../../checker/ir/interpret.ts';
import { SpecDefect } from '../../checker/ir/spec-defect.ts';
import { add, and, at, count, eq, first, forall, implies, lt, ne, not, or, ref, taken, TRUE, value, type Expr } from '../../checker/model/expression.ts';
import type { IrExpr } from '../../checker/model/ir.ts';
import { choose, each, send } from '../../checker/model/system.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { action, component, counter, lamp, pair, property, system } from './tiny.ts';

const slots = { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p[{i}]' };
/** The expansion of a condition over lamp[0], lamp[1] and the counter n (0 .. 2). */
const expanded = (e: Expr): IrExpr =>
  compose(system({ components: [lamp('lamp', { index: ['slot'] }), counter('n', 3), component('one', { initial: '5', states: { 5: {} } })], properties: [property('P', { kind: 'sometimes', expr: e })] })).properties[0]!.parts[0]!.e;
const on = (i: number | string) => at('lamp', [i], 'on');
const IN = (instance: number, ...states: number[]): IrExpr => ({ op: 'in', instance, states });

describe('compose', () => {
  it('orders actions by declaration: the system first, then components, parameters last fastest', () => {
    const ir = compose(
      system({
        components: [lamp('lamp', { index: ['slot'], actions: [action('mine', {}, [])] })],
        actions: [action('go', {}, [], { ...slots, params: [{ name: 'i', sort: 'slot' }, { name: 'w', values: ['a', 'b'] }] }), action('stop', {}, [])],
      }),
    );
    assert.deepEqual(ir.actions.map((a) => a.label), ['env[0].go(a)', 'env[0].go(b)', 'env[1].go(a)', 'env[1].go(b)', 'env.stop', 'env.mine']);
    assert.deepEqual(ir.actions[3]!.args, { i: 1, w: 'b' });
    assert.deepEqual(ir.actions.map((a) => a.process).slice(0, 3), ['p[0]', 'p[0]', 'p[1]']);
    assert.deepEqual(ir.actions[0]!.cause, 'system');
  });

  it('keeps out what `where` excludes and what cannot be enabled', () => {
    const ir = compose(
      system({
        components: [lamp('lamp', { index: ['slot'] }), counter('n', 2)],
        actions: [
          action('a', {}, [], { ...slots, where: ne('i', 0) }),
          action('b', { g: eq('i', 0) }, [], slots),
          action('c', { g: at('n', [], '0'), h: at('n', [], '1') }, []),
          action('d', { always: TRUE, g: on('i') }, [], slots),
        ],
      }),
    );
    assert.deepEqual(ir.actions.map((a) => a.label), ['env[1].a', 'env[0].b', 'env[0].d', 'env[1].d']);
    assert.deepEqual(ir.actions[2]!.guard, [{ name: 'g', e: IN(0, 1) }]);
  });

  it('folds conditions', () => {
    assert.deepEqual(expanded(on(0)), IN(0, 1));
    assert.deepEqual(expanded(not(on(0))), IN(0, 0));
    assert.deepEqual(expanded(and(at('n', [], '0', '1'), not(at('n', [], '0')))), IN(2, 1));
    assert.deepEqual(expanded(or(on(0), not(on(0)))), { op: 'const', value: true });
    assert.deepEqual(expanded(eq(value('one', []), 5)), { op: 'const', value: true });
    assert.deepEqual(expanded(lt(value('n', []), 2)), IN(2, 0, 1));
    assert.deepEqual(expanded(forall('x', 'slot', implies(ne('x', 0), on('x')))), IN(1, 1));
    assert.deepEqual(expanded(forall('x', 'slot', at('n', [], '{x}'))), { op: 'const', value: false });
    assert.deepEqual(expanded(eq(add(1, 1), 2)), { op: 'const', value: true });
    assert.deepEqual(expanded(eq(count('x', 'slot', on('x')), 1)), { op: 'cmp', rel: '=', a: { t: 'sum', terms: [{ t: 'bool', e: IN(0, 1) }, { t: 'bool', e: IN(1, 1) }] }, b: { t: 'int', value: 1 } });
    assert.deepEqual(expanded(and(on(0), or(at('n', [], '0'), at('n', [], '2')), on(1))), { op: 'and', es: [IN(0, 1), IN(2, 0, 2), IN(1, 1)] });
  });

  it('does not expand behind what already decides', () => {
    assert.deepEqual(expanded(forall('x', 'slot', or(eq('x', 1), and(lt('x', 1), on(0))))), IN(0, 1));
    assert.deepEqual(expanded(and(eq(0, 1), at('lamp', [7], 'on'))), { op: 'const', value: false });
  });

  it('finds the first value going up and round; a start beyond the sort wraps, a negative one finds nothing', () => {
    const firstOn = (from: number, hit: number): IrExpr => expanded(first(on('x'), 'x', 'slot', from, hit));
    assert.deepEqual(firstOn(0, 0), IN(0, 1));
    assert.deepEqual(firstOn(0, 1), { op: 'and', es: [IN(0, 0), IN(1, 1)] });
    assert.deepEqual(firstOn(1, 1), IN(1, 1));
    assert.deepEqual(firstOn(2, 0), IN(0, 1));
    assert.deepEqual(firstOn(-1, 0), { op: 'const', value: false });
    assert.deepEqual(expanded(first(on('x'), 'x', 'slot', add(value('n', []), 1), 1)), { op: 'or', es: [
      { op: 'and', es: [IN(2, 0), IN(1, 1)] }, { op: 'and', es: [IN(2, 1), IN(0, 0), IN(1, 1)] }, { op: 'and', es: [IN(2, 2), IN(1, 1)] } ] });
  });

  it('reads the number of a region', () => {
    const ir = compose(system({ components: [pair()], properties: [property('P', { kind: 'sometimes', expr: eq(value('pair', [], 'a', 3), 3) })] }));
    assert.deepEqual(ir.properties[0]!.parts[0]!.e, { op: 'const', value: true });
  });

  it('adds joins: conjuncts and effects', () => {
    const ir = compose(
      system({
        components: [lamp(), counter('n', 3, { joins: [{ action: 'env.go', when: { room: not(at('n', [], '2')) }, effects: [send(ref('n'), 'up')] }] })],
        actions: [action('go', { off: at('lamp', [], 'off') }, [send(ref('lamp'), 'press')])],
      }),
    );
    assert.deepEqual(ir.actions[0]!.guard.map((g) => g.name), ['off', 'room']);
    assert.deepEqual(ir.actions[0]!.effects, [{ instance: 0, cases: [{ event: 0 }] }, { instance: 1, cases: [{ event: 0 }] }]);
  });

  it('repeats effects and cuts cases that cannot be reached', () => {
    const ir = compose(
      system({
        components: [lamp('lamp', { index: ['slot'] })],
        actions: [action('all', {}, [each('s', 'slot', choose(ref('lamp', ['s']), { when: eq('s', 5), event: 'press' }, { when: on('s'), event: 'press' }, { event: 'press' }), ne('s', 0))])],
      }),
    );
    assert.deepEqual(ir.actions[0]!.effects, [{ instance: 1, cases: [{ when: IN(1, 1), event: 0 }, { event: 0 }] }]);
  });

  it('gives steps their actions by name and arguments', () => {
    const ir = compose(
      system({ components: [lamp('lamp', { index: ['slot'] })], actions: [action('go', {}, [], slots)], properties: [property('P', { kind: 'step', expr: forall('x', 'slot', or(taken('env.go', { i: 'x' }), taken('env.go'))) })] }),
    );
    assert.deepEqual(ir.properties[0]!.parts.map((p) => p.e), [0, 1].map((k) => ({ op: 'or', es: [{ op: 'taken', actions: [k] }, { op: 'taken', actions: [0, 1] }] })));
  });

  it('keeps each antecedent in its own scope', () => {
    const inner = forall('x', 'slot', on('x'));
    const ir = compose(system({ components: [lamp('lamp', { index: ['slot'] })], properties: [property('P', { kind: 'always', expr: forall('x', 'slot', implies(on('x'), inner)) })] }));
    assert.deepEqual(ir.properties[0]!.parts.map((p) => [p.when, p.e]), [[IN(0, 1), IN(0, 1)], [IN(0, 1), IN(1, 1)], [IN(1, 1), IN(0, 1)], [IN(1, 1), IN(1, 1)]]);
  });

  it('composes a thousand actions in well under a second', () => {
    const ir = compose(system({
      sorts: { slot: 4, value: 100 },
      components: [lamp('lamp', { index: ['slot'] }), counter('n', 8, { index: ['slot'] })],
      actions: [action('go', { g: forall('x', 'slot', or(eq('x', 'i'), on('x'), lt(value('n', ['x']), 'v'))) }, [send(ref('lamp', ['i']), 'press')], { ...slots, params: [{ name: 'i', sort: 'slot' }, { name: 'j', sort: 'slot' }, { name: 'v', sort: 'value' }] })],
    }));
    assert.equal(ir.actions.length, 1600);
  }).timeout(1000);
});

describe('interpret', () => {
  const ir = compose(hotplugSketch(2, false));
  const go = (label: string, state: number[]): number[] => step(ir, ir.actions.findIndex((a) => a.label === label), state);

  it('takes enabled steps', () => {
    const s = initialState(ir);
    assert.deepEqual(enabledActions(ir, s).map((a) => ir.actions[a]!.label), ['plug[1].prePlug', 'vm.resetBegin', 'vm.pause']);
    assert.deepEqual(enabledActions(ir, go('vm.pause', s)).map((a) => ir.actions[a]!.label), ['vm.migrate']);
  });

  it('names the conjuncts that fail', () => {
    const realize = ir.actions.findIndex((a) => a.label === 'plug[1].realize');
    assert.deepEqual(violatedGuards(ir, realize, initialState(ir)), ['prePlugged']);
    assert.deepEqual(violatedGuards(ir, realize, go('plug[1].prePlug', initialState(ir))), []);
  });

  it('throws a spec defect that names instance, event and state', () => {
    const bad = compose(system({ components: [counter('n', 2)], actions: [action('up', {}, [send(ref('n'), 'up')])] }));
    assert.throws(
      () => step(bad, 0, [1]),
      (e) => e instanceof SpecDefect && e.instance === 'n' && e.event === 'up' && e.localState === '1' && e.action === 'env.up',
    );
  });

  it('has no step in a terminal state', () => {
    const ended = compose({ ...hotplugSketch(2, false), terminal: at('vm', [], 'running') });
    assert.deepEqual(enabledActions(ended, initialState(ended)), []);
  });
});
