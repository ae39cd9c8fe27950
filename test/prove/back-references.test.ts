/** Values that name each other: what one set loses, and what counting the names keeps. */
import assert from 'node:assert/strict';
import { createMachine } from 'xstate';
import type { Family } from '../../checker/model/design.ts';
import { and, at, forall, implies, ne, not, ref, type Expr } from '../../checker/model/expression.ts';
import { send, type Component, type System } from '../../checker/model/system.ts';
import { attempt, Subject } from '../../checker/prove/attempt.ts';
import { prove } from '../../checker/prove/prove.ts';
import { closedSet, contained } from './containment.ts';

const component = (name: string, machine: Component['machine']): Component => ({ name, doc: '', source: '', index: ['child'], machine, file: '' });
const children = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

/** Children: one that is awake may hold the hand of one that sleeps, until it lets go and wakes it. Without `asleep` it does not look whether the other sleeps. */
const hands = (n: number, { asleep = true } = {}): System => ({
  name: 'hands',
  sorts: { child: n },
  components: [
    component('mood', () => createMachine({ initial: 'awake', states: { awake: { on: { doze: 'asleep', hold: 'awake', wake: 'awake' } }, asleep: { on: { hold: 'held', wake: 'awake' } }, held: { on: { hold: 'held', wake: 'awake' } } } })),
    component('hand', ({ child = 2 }) =>
      createMachine({
        initial: 'free',
        states: Object.fromEntries([
          ['free', { on: Object.fromEntries(children(child).map((q) => [`take ${q}`, `on-${q}`])) }],
          ...children(child).map((q) => [`on-${q}`, { on: { free: 'free' } }] as const),
        ]),
      })),
  ],
  actions: [
    { component: 'mood', index: ['p'], event: 'doze', params: [{ name: 'p', sort: 'child' }], process: 'child[{p}]', when: { awake: at('mood', ['p'], 'awake'), free: at('hand', ['p'], 'free') }, effects: [send(ref('mood', ['p']), 'doze')], fn: '', source: '' },
    {
      component: 'hand', index: ['p'], event: 'take', params: [{ name: 'p', sort: 'child' }, { name: 'q', sort: 'child' }], where: ne('p', 'q'), process: 'child[{p}]',
      when: { awake: at('mood', ['p'], 'awake'), free: at('hand', ['p'], 'free'), ...(asleep ? { asleep: at('mood', ['q'], 'asleep') } : {}) }, effects: [send(ref('hand', ['p']), 'take {q}'), send(ref('mood', ['q']), 'hold')], fn: '', source: '',
    },
    {
      component: 'hand', index: ['p'], event: 'free', params: [{ name: 'p', sort: 'child' }, { name: 'q', sort: 'child' }], where: ne('p', 'q'), process: 'child[{p}]',
      when: { holds: at('hand', ['p'], 'on-{q}') },
      effects: [send(ref('hand', ['p']), 'free'), send(ref('mood', ['q']), 'wake')], fn: '', source: '',
    },
  ],
  properties: [
    { id: 'NobodyHoldsAHolder', text: '', source: '', kind: 'always', expr: forall('p', 'child', forall('q', 'child', implies(and(ne('p', 'q'), holds('p', 'q')), not(holds('q', 'p'))))) },
  ],
});
const holds = (p: string, q: string): Expr => at('hand', [p], `on-{${q}}`);
const family = (o?: { readonly asleep: boolean }): Family => ({ sort: 'child', system: (n) => hands(n, o) });

describe('names counted', () => {
  it('keeps what one set loses', async () => {
    const subject = new Subject(family(), 1, () => true);
    const plain = await attempt(subject, subject.tasks, subject.components);
    assert.equal(plain.lost.size, 1);
    const { proof } = await prove('hands', family());
    assert.deepEqual(proof.properties.map((p) => [p.verdict, p.namesCounted]), [['proved', true]]);
  });
  it('proves nothing that does not hold', async () => {
    const { proof } = await prove('hands', family({ asleep: false }));
    assert.deepEqual(proof.properties.map((p) => [p.verdict, p.concrete?.size]), [['violated', 2]]);
    const wrong = new Subject(family({ asleep: false }), 1, () => true).withBackReferences()!;
    const { lost } = await attempt(wrong, wrong.tasks, wrong.components);
    assert.equal(lost.size, 1);
  });
  it('contains what is enumerated, with the names counted there', () => {
    for (const asleep of [true, false]) {
      const set = closedSet(family({ asleep }), { namesCounted: true });
      for (const size of [2, 3, 4]) assert.equal(contained(family({ asleep }), size, set).missing, undefined, `${size} children`);
    }
  });
  it('notices a set that lacks a name', () => {
    const set = closedSet(family(), { namesCounted: true });
    const deaf = closedSet({ sort: 'child', system: (n) => ({ ...hands(n), actions: hands(n).actions.filter((a) => a.event !== 'doze') }) }, { namesCounted: true });
    assert.notEqual(contained(family(), 3, { ...set, fixpoint: deaf.fixpoint }).missing, undefined);
  });
  it('is not there where no value can be named', () => {
    const s = new Subject({ sort: 'child', system: (n) => ({ ...hands(n), components: hands(n).components.slice(0, 1), actions: hands(n).actions.slice(0, 1).map((a) => ({ ...a, when: {} })), properties: [] }) }, 1, () => true);
    assert.equal(s.withBackReferences(), undefined);
  });
});
