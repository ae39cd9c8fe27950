/** Wait-for graphs of single states: who counts as waiting, and when waiting is a deadlock. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { waitGraph, type WaitGraph } from '../../checker/ir/wait-graph.ts';
import { and, at, awaited, not, ref, type Expr } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { action, lamp, system } from '../compile/tiny.ts';

const lit = (name: string): Expr => at(name, [], 'on');
const names = ['x', 'y', 'z'];

/** The initial state, in which no lamp is lit, of a system in which each process would press a lamp under these conditions. */
const graph = (steps: readonly (readonly [process: string, when: Record<string, Expr>])[]): WaitGraph => {
  const ir = compose(system({ components: names.map((n) => lamp(n)), actions: steps.map(([process, when], k) => action(`press${k}`, when, [send(ref('x'), 'press')], { process })) }));
  return waitGraph(ir, [ir.instances.map((i) => i.initial)]);
};
const edges = (g: WaitGraph): string[] => g.waits.map((w) => `${w.waiter} ${w.conjunct} ${w.holder}`);

describe('a wait-for graph', () => {
  it('of two that wait for each other is a cycle, and for a third one is none', () => {
    const mutual = graph([['a', { x: awaited(lit('x'), 'b') }], ['b', { y: awaited(lit('y'), 'a') }], ['c', { z: awaited(lit('z'), 'a') }]]);
    assert.deepEqual([edges(mutual), mutual.cycle], [['a x b', 'b y a', 'c z a'], ['a', 'b']]);
    const chain = graph([['a', { x: awaited(lit('x'), 'b') }], ['b', { y: awaited(lit('y'), 'c') }]]);
    assert.deepEqual([edges(chain), chain.cycle], [['a x b', 'b y c'], []]);
  });
  it('of one that waits for itself is a cycle of one', () => assert.deepEqual(graph([['a', { x: awaited(lit('x'), 'a') }]]).cycle, ['a']));
  it('knows no wait of one that can move, nor of one that lacks more than what is awaited', () => {
    assert.deepEqual(edges(graph([['a', { x: awaited(lit('x'), 'b') }], ['a', {}], ['b', { y: lit('y'), z: awaited(lit('z'), 'a') }]])), []);
    assert.deepEqual(edges(graph([['a', { both: and(lit('y'), awaited(lit('x'), 'b')) }]])), ['a both b']);
  });
  it('is a deadlock only if each step that could be taken is in it', () => {
    const other: [string, Record<string, Expr>] = ['a', { z: awaited(lit('z'), 'c') }];
    assert.deepEqual(graph([['a', { x: awaited(lit('x'), 'b') }], other, ['b', { y: awaited(lit('y'), 'a') }], ['c', {}]]).cycle, []);
    assert.deepEqual(graph([['a', { x: awaited(lit('x'), 'b') }], other, ['b', { y: awaited(lit('y'), 'a') }], ['c', { y: awaited(lit('y'), 'b') }]]).cycle, ['a', 'b']);
    // Of one step all conjuncts are needed: one that is in it is enough.
    assert.deepEqual(graph([['a', { x: awaited(lit('x'), 'b'), z: awaited(lit('z'), 'c') }], ['b', { y: awaited(lit('y'), 'a') }], ['c', {}]]).cycle, ['a', 'b']);
  });
  it('of a loop has the waits that last all round it', () => {
    const ir = compose(system({ components: [lamp('x'), lamp('y')], actions: [action('go', { y: awaited(lit('y'), 'b') }, [send(ref('y'), 'press')], { process: 'a' }), action('press', { x: awaited(not(lit('x')), 'b') }, [send(ref('x'), 'press')], { process: 'b' })] }));
    assert.deepEqual(edges(waitGraph(ir, [[0, 0], [1, 0]])), ['a y b']);
    assert.deepEqual(edges(waitGraph(ir, [[1, 0], [1, 1]])), ['b x b']);
  });
});
