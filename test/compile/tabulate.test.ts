/** Tables: acceptance per region, starts, and one test per coded error of a machine. */
import assert from 'node:assert/strict';
import { assign, fromPromise, raise, stateIn } from 'xstate';
import { ModelError } from '../../checker/model/model-error.ts';
import { tabulate } from '../../checker/compile/tabulate.ts';
import { compose } from '../../checker/compile/compose.ts';
import { component, counter, lamp, pair, system } from './tiny.ts';

const table = (config: unknown, more = {}) => tabulate(component('c', config, more), {});
const flat = (a: unknown, rest: object = {}) => ({ initial: 'a', states: { a, b: {}, c: {} }, ...rest });

describe('tabulate', () => {
  it('lists the states of a flat machine by leaf, in order of discovery', () => {
    const t = tabulate(counter('n', 3), {});
    assert.deepEqual(t.states, ['0', '1', '2']);
    assert.deepEqual(t.next, [[1, 2, -1]]);
  });

  it('names a parallel state by its sorted leaves', () => {
    assert.deepEqual(tabulate(pair(), {}).states, ['a.no b.no', 'a.yes b.yes', 'a.yes b.no', 'a.no b.yes']);
  });

  it('refuses an event that one region takes and another, which names it, does not', () => {
    const t = table({
      type: 'parallel',
      states: {
        a: { initial: 'x', states: { x: { on: { e: 'y' } }, y: { on: { e: 'x' } } } },
        b: { initial: 'x', states: { x: { on: { e: 'y' } }, y: {} } },
      },
    });
    assert.deepEqual(t.states, ['a.x b.x', 'a.y b.y']);
    assert.deepEqual(t.next, [[1, -1]]);
  });

  it('accepts an event that another region never names', () => {
    const t = tabulate(pair(), {});
    assert.deepEqual(t.next[t.events.indexOf('left')], [2, -1, -1, 1]);
  });

  it('takes a self-target for an explicit no-op', () => {
    assert.deepEqual(table({ initial: 'a', states: { a: { on: { e: 'a' } } } }).next, [[0]]);
  });

  it('lets an outer state of the same region answer for an inner one', () => {
    const t = table({ initial: 'p', states: { p: { initial: 'x', states: { x: { on: { in: 'y' } }, y: {} }, on: { out: 'q' } }, q: {} } });
    assert.deepEqual(t.states, ['p.x', 'q', 'p.y']);
    assert.deepEqual(t.next[t.events.indexOf('out')], [1, -1, 1]);
  });

  it('asks nothing of a region that is not active', () => {
    const t = table({
      initial: 'q',
      states: { q: { on: { e: 'p' } }, p: { type: 'parallel', states: { a: { initial: 'x', states: { x: { on: { e: 'y' } }, y: {} } }, b: { initial: 'x', states: { x: {} } } } } },
    });
    assert.deepEqual(t.states, ['q', 'p.a.x p.b.x', 'p.a.y p.b.x']);
    assert.deepEqual(t.next, [[1, 2, -1]]);
  });

  it('follows stateIn', () => {
    const t = table({
      type: 'parallel',
      states: {
        a: { initial: 'x', states: { x: { on: { e: { target: 'y', guard: stateIn('b.y') } } }, y: {} } },
        b: { initial: 'x', states: { x: { on: { f: 'y' } }, y: {} } },
      },
    });
    assert.deepEqual(t.states, ['a.x b.x', 'a.x b.y', 'a.y b.y']);
    assert.deepEqual(t.next[t.events.indexOf('e')], [-1, 2, -1]);
  });

  it('goes on from further starts', () => {
    const up = component('c', { initial: 'a', states: { a: {}, b: { on: { e: 'c' } }, c: {} } });
    assert.deepEqual(tabulate(up, {}).states, ['a']);
    assert.deepEqual(tabulate(up, {}, [['b']]).states, ['a', 'b', 'c']);
  });

  it('starts an instance in the one state that matches all paths', () => {
    const both = compose(system({ components: [pair('pair', { index: ['slot'] })], initial: { 'pair[1]': ['a.yes', 'b.no'] } }));
    assert.deepEqual(both.instances.map((i) => both.tables[0]!.states[i.initial]), ['a.no b.no', 'a.yes b.no']);
  });

  it('gives the same table twice', () => {
    assert.deepEqual(tabulate(lamp(), {}), tabulate(lamp(), {}));
  });

  it('asks XState once for large machines that consist of the same, and tells apart what does not', () => {
    const ring = (to: string) => {
      const steps = Array.from({ length: 15 }, (_, k) => `s${k}`);
      const on = (k: number) => Object.fromEntries(steps.map((e, j) => [e, steps[(k + j) % 15]!]));
      return { type: 'parallel', states: { a: { initial: 's0', states: Object.fromEntries(steps.map((s, k) => [s, { on: on(k) }])) }, b: { initial: 'x', states: { x: { on: { f: 'y' } }, y: { on: { g: { target: 'x', guard: stateIn(to) } } } } } } };
    };
    const first = table(ring('a.s1'));
    assert.ok(first.states.length * first.events.length > 200);
    assert.equal(table(ring('a.s1')).next, first.next);
    assert.notDeepEqual(table(ring('a.s2')).next, first.next);
    assert.notEqual(table(ring('a.s1'), { name: 'd' }).component, first.component);
  });
});

/** What R3 forbids, and the code it is refused with. */
const refused: readonly (readonly [string, string, unknown])[] = [
  ['E_WILDCARD', 'a wildcard', flat({ on: { '*': 'b' } })],
  ['E_WILDCARD', 'a partial wildcard', flat({ on: { 'x.*': 'b' } })],
  ['E_AFTER', 'a delay', flat({ after: { 10: 'b' } })],
  ['E_ALWAYS', 'an eventless transition', flat({ always: 'b' })],
  ['E_INVOKE', 'a child', flat({ invoke: { src: fromPromise(async () => 1) } })],
  ['E_ACTION', 'an entry action', flat({ entry: () => {} })],
  ['E_ACTION', 'an exit action', flat({ exit: raise({ type: 'e' }) })],
  ['E_ACTION', 'an assigning transition', flat({ on: { e: { target: 'b', actions: assign({}) } } })],
  ['E_ACTION', 'an initial action', { initial: { target: 'a', actions: () => {} }, states: { a: {} } }],
  ['E_CONTEXT', 'context', { ...flat({}), context: { n: 0 } }],
  ['E_CONTEXT', 'a context function', { ...flat({}), context: () => ({}) }],
  ['E_GUARD', 'a function guard', flat({ on: { e: { target: 'b', guard: () => true } } })],
  ['E_GUARD', 'a named guard that is not there', flat({ on: { e: { target: 'b', guard: 'isTrue' } } })],
  ['E_GUARD', 'stateIn of an object', flat({ on: { e: { target: 'b', guard: stateIn({ a: 'x' }) } } })],
  ['E_SHADOWED', 'a candidate behind one without guard', flat({ on: { e: [{ target: 'b' }, { target: 'c' }] } })],
  ['E_TARGETLESS', 'a transition without target', flat({ on: { e: {} } })],
  ['E_HISTORY', 'a history state', { initial: 'a', states: { a: {}, h: { type: 'history' } } }],
  ['E_FINAL', 'a final state', { initial: 'a', states: { a: { type: 'final' } } }],
  ['E_FINAL', 'onDone', { initial: 'a', states: { a: { initial: 'x', states: { x: {} }, onDone: 'b' }, b: {} } }],
  ['E_ROUTE', 'a route', { id: 'm', initial: 'a', states: { a: { id: 'a', route: {} } } }],
  ['E_RESERVED_EVENT', 'an event of XState', flat({ on: { 'xstate.error.x': 'b' } })],
  ['E_STATE_NAME', 'a state name with a space', { initial: 'a b', states: { 'a b': {} } }],
  ['E_STATE_NAME', 'a state name with a dot', { initial: 'a.b', states: { 'a.b': {} } }],
  ['E_NO_STATES', 'a machine without states', {}],
  ['E_UNKNOWN_STATE', 'stateIn of no state', flat({ on: { e: { target: 'b', guard: stateIn('bb') } } })],
  ['E_MACHINE', 'a machine that cannot be built', flat({ on: { e: 'nowhere' } })],
  ['E_CONFLICTING_TRANSITIONS', 'two regions react and one leaves', {
    initial: 'p',
    states: {
      p: { type: 'parallel', states: { a: { initial: 'x', states: { x: { on: { e: '#m.q' } } } }, b: { initial: 'x', states: { x: { on: { e: 'y' } }, y: {} } } } },
      q: {},
    },
    id: 'm',
  }],
];

describe('tabulate refuses', () => {
  for (const [code, title, config] of refused)
    it(`${code}: ${title}`, () => {
      assert.throws(() => table(config), (e) => e instanceof ModelError && e.code === code && e.where['component'] === 'c' && e.where['file'] === 'tiny.ts');
    });

  it('E_STATE_LIMIT: more local states than the limit', () => {
    assert.throws(() => tabulate(counter('n', 5, { limit: 4 }), {}), (e) => e instanceof ModelError && e.code === 'E_STATE_LIMIT');
    assert.equal(tabulate(counter('n', 4, { limit: 4 }), {}).states.length, 4);
  });
});
