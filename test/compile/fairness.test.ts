/** Fairness and recovery as data: which actions each assumption means, and what a verdict says of it. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { claimOf } from '../../checker/ir/claim.ts';
import { at, ref, type Expr } from '../../checker/model/expression.ts';
import type { Fairness, Party } from '../../checker/model/fairness.ts';
import type { Ir, IrFairness } from '../../checker/model/ir.ts';
import { ModelError } from '../../checker/model/model-error.ts';
import { send, type System } from '../../checker/model/system.ts';
import { action, lamp, property, system } from './tiny.ts';

const on = (i: string): Expr => at('lamp', [i], 'on');
const press = send(ref('lamp', ['i']), 'press');
const slot = [{ name: 'i', sort: 'slot' }] as const;
const own = { params: slot, index: ['i'], process: 'p[{i}]' };

/** Two lamps; each has a process that presses it and one that the operator leads. */
const base = (more: Partial<System>): System =>
  system({
    components: [lamp('lamp', { index: ['slot'] })],
    actions: [
      action('press', { free: at('lamp', [0], 'off') }, [press], own),
      action('ask', {}, [press], { ...own, cause: 'operator' }),
      action('break', {}, [press], { ...own, cause: 'fault' }),
      action('boot', {}, [send(ref('lamp', [0]), 'press')], { process: 'main' }),
      action('order', {}, [send(ref('lamp', [0]), 'press')], { process: 'boss', cause: 'operator' }),
    ],
    ...more,
  });
const leadsTo = (...fairness: Fairness[]): Partial<System> => ({ properties: [property('P', { kind: 'leadsTo', bind: { i: 'slot' }, from: at('lamp', ['i'], 'off'), to: on('i'), unless: on('i'), fairness })] });
const ir = (more: Partial<System>): Ir => compose(base(more));
const meant = (more: Partial<System>, part = 0): [string, string[]][] => {
  const x = ir(more);
  return x.properties[0]!.parts[part]!.fairness!.map((f: IrFairness) => [f.name, f.kind === 'repeatedly' ? [] : f.actions.map((a) => x.actions[a]!.label)]);
};
const by = (...parties: Party[]): string[] => {
  const x = ir({ properties: [property('R', { kind: 'recoverable', bind: { i: 'slot' }, goal: on('i'), by: parties })] });
  return x.properties[0]!.parts[1]!.by!.map((a) => x.actions[a]!.label);
};

describe('fairness', () => {
  it('by process: `*` is each process by itself, and the environment is left out', () => {
    assert.deepEqual(meant(leadsTo({ weak: 'p[*]' })), [
      ['weak p[0]', ['env[0].press']],
      ['weak p[1]', ['env[1].press']],
    ]);
    assert.deepEqual(meant(leadsTo({ strong: 'p[{i}]' }, { weak: 'main' }), 1), [
      ['strong p[1]', ['env[1].press']],
      ['weak main', ['env.boot']],
    ]);
  });
  it('by process, with the causes that are meant', () => {
    assert.deepEqual(meant(leadsTo({ weak: { process: 'p[0]', causes: ['operator', 'system'] } })), [['weak p[0] (operator, system)', ['env[0].press', 'env[0].ask']]]);
  });
  it('by action: a free parameter is some value, `*` is each', () => {
    assert.deepEqual(meant(leadsTo({ weak: { action: 'env.press' } })), [['weak env.press', ['env[0].press', 'env[1].press']]]);
    assert.deepEqual(meant(leadsTo({ strong: { action: 'env.ask', args: { i: '*' } } })), [
      ['strong env.ask(i=0)', ['env[0].ask']],
      ['strong env.ask(i=1)', ['env[1].ask']],
    ]);
    assert.deepEqual(meant(leadsTo({ strong: { action: 'env.press', args: { i: 'i' } } }), 1), [['strong env.press(i=1)', ['env[1].press']]]);
  });
  it('by condition', () => {
    const [f] = ir(leadsTo({ repeatedly: on('i') })).properties[0]!.parts[1]!.fairness!;
    assert.deepEqual(f, { kind: 'repeatedly', name: 'again and again lamp[i] == on', e: { op: 'in', instance: 1, states: [1] } });
  });
  it('an assumption about locks is granted to weak fairness that waits for them, and is part of what is assumed', () => {
    const x = ir({ ...leadsTo({ weak: 'p[0]' }, { weak: 'main' }, { strong: 'p[0]' }), assumptions: [{ id: 'F0', text: 'the lock is granted', conjuncts: ['free'] }] });
    assert.deepEqual(x.properties[0]!.parts[0]!.fairness!.map((f) => f.kind !== 'repeatedly' && f.granted), [['free'], [], []]);
    assert.deepEqual(x.properties[0]!.assumes, ['weak p[0]', 'weak main', 'strong p[0]', 'F0: the lock is granted']);
  });
  it('none is said as well', () => assert.deepEqual(ir(leadsTo()).properties[0]!.assumes, ['no fairness']));
});

describe('recovery', () => {
  it('uses all moves of the named parties but faults, unless they are named', () => {
    assert.deepEqual(by('p[{i}]'), ['env[1].press', 'env[1].ask']);
    assert.deepEqual(by({ process: 'p[*]', causes: ['fault'] }, 'main'), ['env[0].break', 'env[1].break', 'env.boot']);
  });
});

describe('what a liveness property says', () => {
  it('in C-like words', () => {
    const claims = (more: Partial<System>): string[] => {
      const x = ir(more);
      return x.properties.map((p) => claimOf(x, p, 1));
    };
    const bound = { bind: { i: 'slot' }, fairness: [] };
    assert.deepEqual(claims(leadsTo()), ['lamp[1] == off ~> lamp[1] == on unless lamp[1] == on']);
    assert.deepEqual(
      claims({
        properties: [
          property('E', { kind: 'eventually', expr: on('i'), ...bound }),
          property('A', { kind: 'alwaysEventually', expr: on('i'), ...bound }),
          property('S', { kind: 'eventuallyAlways', expr: on('i'), ...bound }),
          property('R', { kind: 'recoverable', bind: { i: 'slot' }, goal: on('i'), by: ['main'] }),
          property('T', { kind: 'recoverable', bind: { i: 'slot' }, from: at('lamp', [0], 'on'), goal: on('i'), by: ['main'] }),
        ],
      }),
      ['at some time lamp[1] == on', 'again and again lamp[1] == on', 'from some time on always lamp[1] == on', 'lamp[1] == on can be reached', 'lamp[0] == on => lamp[1] == on can be reached'],
    );
  });
});

describe('fairness that means nothing is refused', () => {
  const assumed = (assumption: string): Partial<System> => ({ assumptions: [{ id: 'F0', text: '', conjuncts: [assumption] }] });
  const cases: readonly (readonly [code: string, Partial<System>, RegExp])[] = [
    ['E_NO_PROCESS', leadsTo({ weak: 'q[*]' }), /Did you mean p\[0\]\?/],
    ['E_NO_PROCESS', leadsTo({ weak: 'p[*,*]' }), /no process is named p\[\*,\*\]/],
    ['E_ENVIRONMENT', leadsTo({ weak: 'boss' }), /causes/],
    ['E_UNKNOWN_ACTION', leadsTo({ strong: { action: 'env.pres' } }), /Did you mean env\.press\?/],
    ['E_UNKNOWN_PARAMETER', leadsTo({ strong: { action: 'env.press', args: { j: 0 } } }), /no parameter j/],
    ['E_NO_MEMBER', leadsTo({ strong: { action: 'env.press', args: { i: 7 } } }), /list actions/],
    ['E_UNKNOWN_KIND', leadsTo({ absolute: 'main' } as never), /absolute/],
    ['E_ASSUMPTION', assumed('fre'), /Did you mean free\?/],
  ];
  for (const [code, more, word] of cases)
    it(`${code}: ${String(word)}`, () =>
      assert.throws(
        () => ir(more),
        (e) => e instanceof ModelError && e.code === code && word.test(e.message),
      ));
});
