/** One test per coded error: the code, and that the message says where and what to do. */
import assert from 'node:assert/strict';
import { and, at, count, eq, first, forall, not, ref, taken, TRUE, value, next, lt, type Expr } from '../../checker/model/expression.ts';
import { ModelError } from '../../checker/model/model-error.ts';
import { each, send, type System } from '../../checker/model/system.ts';
import { compose } from '../../checker/compile/compose.ts';
import { action, component, lamp, pair, property, system } from './tiny.ts';

const press = send(ref('lamp'), 'press');
const slots = (name: string) => lamp(name, { index: ['slot'] });
const saying = (expr: Expr): Partial<System> => ({ properties: [property('P', { kind: 'always', expr })] });
const acting = (...actions: System['actions']): Partial<System> => ({ actions });

/** Code -> title -> what is wrong, and a word that the message must have. */
const cases: readonly (readonly [code: string, title: string, system: Partial<System>, word: RegExp])[] = [
  ['E_UNKNOWN_STATE', 'a path that no state has', saying(at('lamp', [], 'of')), /Did you mean off\?/],
  ['E_UNKNOWN_STATE', 'a path with a template', saying(forall('x', 'slot', at('lamp', [], 'o{x}'))), /component lamp has no state o0/],
  ['E_UNKNOWN_EVENT', 'an event that the machine does not name', acting(action('go', {}, [send(ref('lamp'), 'pres')])), /Did you mean press\?/],
  ['E_UNKNOWN_COMPONENT', 'a component that is not there', saying(at('lmap', [], 'on')), /Did you mean lamp\?/],
  ['E_UNKNOWN_REGION', 'a region that is not there', { components: [pair()], ...saying(eq(value('pair', [], 'c'), 0)) }, /Name one of: , a, b|Did you mean/],
  ['E_UNKNOWN_SORT', 'a quantifier over no sort', saying(forall('x', 'slots', TRUE)), /Did you mean slot\?/],
  ['E_UNKNOWN_SORT', 'a component indexed by no sort', { components: [lamp('lamp', { index: ['slit'] })] }, /Did you mean slot\?/],
  ['E_UNKNOWN_VARIABLE', 'a free variable in an index', { components: [slots('lamp')], ...saying(at('lamp', ['i'], 'on')) }, /no variable i/],
  ['E_UNKNOWN_VARIABLE', 'a free variable in a template', saying(at('lamp', [], 'o{y}')), /no variable y/],
  ['E_UNKNOWN_PARAMETER', 'an index that is no parameter', acting(action('go', {}, [press], { index: ['i'] })), /index i/],
  ['E_UNKNOWN_PARAMETER', 'taken with an argument that the action lacks', { actions: [action('go', {}, [press], { params: [{ name: 'i', sort: 'slot' }] })], properties: [property('P', { kind: 'step', expr: taken('env.go', { j: 0 }) })] }, /no parameter j/],
  ['E_DUPLICATE_PARAMETER', 'two parameters of one name', acting(action('go', {}, [press], { params: [{ name: 'i', sort: 'slot' }, { name: 'i', sort: 'slot' }] })), /Rename one/],
  ['E_UNKNOWN_ACTION', 'taken of no action', { properties: [property('P', { kind: 'step', expr: taken('env.go') })] }, /no action env.go/],
  ['E_UNKNOWN_KIND', 'an expression of no kind', saying({ op: 'xor' } as unknown as Expr), /xor/],
  ['E_UNKNOWN_KIND', 'a property of no kind', { properties: [property('P', { kind: 'never', expr: TRUE } as never)] }, /never/],
  ['E_UNKNOWN_KIND', 'a term of no kind', saying(eq({ t: 'product' } as never, 1)), /product/],
  ['E_INDEX_COUNT', 'too few indices', { components: [slots('lamp')], ...saying(at('lamp', [], 'on')) }, /\[slot\]/],
  ['E_INDEX_RANGE', 'an index beyond the sort', { components: [slots('lamp')], ...saying(at('lamp', [2], 'on')) }, /from 0 to 1/],
  ['E_SORT_MISMATCH', 'a variable of another sort', { sorts: { slot: 2, other: 2 }, components: [slots('lamp')], ...saying(forall('x', 'other', at('lamp', ['x'], 'on'))) }, /sort slot/],
  ['E_SORT_SIZE', 'an empty sort', { sorts: { slot: 0 } }, /whole number/],
  ['E_NOT_A_NUMBER', 'a closed-list value compared', acting(action('go', { g: eq('w', 1) }, [press], { params: [{ name: 'w', values: ['a'] }] })), /\{w\}/],
  ['E_NOT_STATIC', 'where on the state', acting(action('go', {}, [press], { where: at('lamp', [], 'on') })), /`when`/],
  ['E_NOT_STATIC', 'where of an effect on the state', { components: [slots('lamp')], ...acting(action('go', {}, [each('s', 'slot', send(ref('lamp', ['s']), 'press'), at('lamp', ['s'], 'on'))])) }, /`when`/],
  ['E_ALIASING', 'two effects on one instance', { components: [slots('lamp')], ...acting(action('go', {}, [send(ref('lamp', ['i']), 'press'), send(ref('lamp', ['j']), 'press')], { params: [{ name: 'i', sort: 'slot' }, { name: 'j', sort: 'slot' }] })) }, /env\.go\(0,0\).*`where`/],
  ['E_DUPLICATE_ACTION', 'two actions of one name', acting(action('go', {}, [press]), action('go', {}, [press])), /env\.go/],
  ['E_DUPLICATE_ACTION', 'two equal values in a closed list', acting(action('go', {}, [press], { params: [{ name: 'w', values: ['a', 'a'] }] })), /env\.go\(a\)/],
  ['E_DUPLICATE_PROPERTY', 'two properties of one id', { properties: [property('P', { kind: 'always', expr: TRUE }), property('P', { kind: 'dead' })] }, /Rename/],
  ['E_DUPLICATE_COMPONENT', 'two components of one name', { components: [lamp(), lamp()] }, /Rename/],
  ['E_GUARD_CLASH', 'a join with a taken conjunct name', { components: [lamp('lamp', { joins: [{ action: 'env.go', when: { g: TRUE } }] })], ...acting(action('go', { g: TRUE }, [])) }, /conjuncts are named g/],
  ['E_JOIN_TARGET', 'a join on an action that is gone', { components: [lamp('lamp', { joins: [{ action: 'env.goo' }] })], ...acting(action('go', {}, [])) }, /Did you mean env\.go\?/],
  ['E_NO_QUIESCENCE', 'whenQuiescent without quiescence', { properties: [property('P', { kind: 'whenQuiescent', expr: TRUE })] }, /`quiescence`/],
  ['E_STEP_ONLY', 'next outside a step property', saying(next(at('lamp', [], 'on'))), /'step'/],
  ['E_STEP_ONLY', 'taken outside a step property', { ...acting(action('go', {}, [press])), ...saying(not(taken('env.go'))) }, /'step'/],
  ['E_STEP_ONLY', 'next within next', { properties: [property('P', { kind: 'step', expr: next(next(TRUE)) })] }, /nest/],
  ['E_INITIAL', 'a start of no instance', { initial: { lmap: 'on' } }, /Did you mean lamp\?/],
  ['E_INITIAL', 'a start that several states match', { components: [pair()], ...acting(action('go', {}, [send(ref('pair'), 'both')])), initial: { pair: 'a.yes' } }, /path for each region/],
  ['E_INITIAL', 'a start that no state can match', { components: [pair()], initial: { pair: ['a.no', 'a.yes'] } }, /active together/],
  ['E_UNKNOWN_STATE', 'a start in no state', { initial: { lamp: 'onn' } }, /Did you mean on\?/],
  ['E_UNKNOWN_SORT', 'a count over no sort', saying(eq(count('x', 'slat', TRUE), 1)), /Did you mean slot\?/],
  ['E_UNKNOWN_SORT', 'first over no sort', saying(first(TRUE, 'x', 'slat', 0, 0)), /Did you mean slot\?/],
  ['E_UNKNOWN_VARIABLE', 'a bound variable outside its quantifier', saying(and(forall('x', 'slot', TRUE), lt('x', 1))), /no variable x/],
];

describe('compose refuses', () => {
  for (const [code, title, wrong, word] of cases)
    it(`${code}: ${title}`, () => {
      assert.throws(
        () => compose(system(wrong)),
        (e) => {
          assert.ok(e instanceof ModelError, String(e));
          assert.equal(e.code, code);
          assert.match(e.message, word);
          assert.ok(e.fix.length > 5 && Object.keys(e.where).length > 0);
          return true;
        },
      );
    });

  it('nothing in a system that is right', () => {
    assert.equal(compose(system({ components: [lamp(), component('one', { initial: 'a', states: { a: {} } })] })).instances.length, 2);
  });
});
