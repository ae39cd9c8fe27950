/** Values that name each other: what one set loses, and what counting the names keeps. */
import assert from 'node:assert/strict';
import { attempt, Subject } from '../../checker/prove/attempt.ts';
import { prove } from '../../checker/prove/prove.ts';
import { closedSet, contained } from './containment.ts';
import { children as family, hands } from './hands.ts';

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
