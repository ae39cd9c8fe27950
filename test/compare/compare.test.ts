import assert from 'node:assert/strict';
import { compareBehaviour } from '../../checker/compare/compare.ts';
import { tiny, type Row } from './tiny.ts';

const compare = (base: readonly Row[], candidate: readonly Row[], end: readonly string[] = [], memory = 2 ** 28) => compareBehaviour('c', tiny('base', base, end), tiny('candidate', candidate, end), { memory });
const brief = (d: Awaited<ReturnType<typeof compare>>) => d.groups.map((g) => [g.change, g.state.join(), g.seen, g.witness.map((s) => s.seen).join(' '), g.instead.join()]);
const QUIET = 'nothing more happens by itself';

describe('comparison of tiny systems', () => {
  it('silent steps and other state names make no difference', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a']], [['x', '?go', 'y'], ['y', '', 'z'], ['z', '', 'y'], ['z', 'done', 'x']]);
    assert.deepEqual(brief(d), []);
    assert.deepEqual([d.refines, d.refined, d.base, d.candidate], ['yes', 'yes', { states: 2, transitions: 2 }, { states: 3, transitions: 4 }]);
  });
  it('what is added is gained, with the shortest witness and what the base can do there', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a']], [['a', '?go', 'b'], ['b', 'done', 'a'], ['b', 'error', 'a']]);
    assert.deepEqual(brief(d), [['gained', 'b', 'error', '?go error', 'done']]);
    assert.deepEqual([d.refines, d.refined], ['no', 'yes']);
    assert.deepEqual(d.groups[0]!.other.map((s) => s.label), ['m.e0']);
  });
  it('what is taken away is lost', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a'], ['b', 'error', 'a']], [['a', '?go', 'b'], ['b', 'done', 'a']]);
    assert.deepEqual(brief(d), [['lost', 'b', 'error', '?go error', 'done']]);
    assert.deepEqual([d.refines, d.refined], ['yes', 'no']);
  });
  it('a choice that is made earlier without being seen is not a difference of traces', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'x', 'a'], ['b', 'y', 'a']], [['a', '?go', 'b'], ['a', '?go', 'c'], ['b', 'x', 'a'], ['c', 'y', 'a']]);
    assert.deepEqual(brief(d), []);
  });
  it('to hang is seen: nothing more happens by itself', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a']], [['a', '?go', 'b'], ['a', '?go', 'stuck'], ['b', 'done', 'a'], ['stuck', '?poke', 'stuck']]);
    assert.deepEqual(brief(d).map((g) => g.slice(0, 3)), [['gained', 'stuck', '?poke'], ['gained', 'stuck', QUIET]]);
  });
  it('to go round in silence for ever is to hang', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a']], [['a', '?go', 'b'], ['b', 'done', 'a'], ['b', '', 'c'], ['c', '', 'd'], ['d', '', 'c']]);
    assert.deepEqual(brief(d).map((g) => g.slice(0, 3)), [['gained', 'c', QUIET], ['gained', 'd', QUIET]]);
  });
  it('waiting for the environment is the same in both', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', '?back', 'a']], [['a', '?go', 'b'], ['b', '', 'c'], ['b', '?back', 'a'], ['c', '?back', 'a']]);
    assert.deepEqual(brief(d), []);
  });
  it('the end is seen, though its step is silent', async () => {
    const d = await compare([['a', '?go', 'b'], ['b', 'done', 'a']], [['a', '?go', 'b'], ['b', 'done', 'a'], ['b', '', 'crashed']], ['crashed']);
    assert.deepEqual(brief(d), [['gained', 'b', 'm ends: crashed', '?go m ends: crashed', 'done']]);
  });
  it('after a difference the comparison goes on elsewhere, and groups are by state and action', async () => {
    const base: Row[] = [['a', '?go', 'b'], ['b', 'done', 'a'], ['a', '?other', 'c'], ['c', 'fine', 'a']];
    const d = await compare(base, [...base, ['b', 'bad', 'a'], ['b', 'worse', 'a'], ['c', 'bad', 'a']]);
    assert.deepEqual(brief(d).map((g) => g.slice(0, 3)), [['gained', 'b', 'bad'], ['gained', 'b', 'worse'], ['gained', 'c', 'bad']]);
  });
  it('without memory the answer is incomplete', async () => {
    const rows: Row[] = [['a', '?go', 'b'], ['b', 'done', 'a']];
    const d = await compare(rows, rows, [], 2 ** 16);
    assert.deepEqual([d.refines, d.refined, d.problem], ['incomplete', 'incomplete', 'the memory limit was reached']);
  });
  it('a system that does not say what is seen of it is refused', async () => {
    const { observation: _, ...blind } = tiny('blind', [['a', '', 'b']]);
    await assert.rejects(compareBehaviour('c', blind, blind, { memory: 2 ** 28 }), /E_NOT_OBSERVABLE/);
  });
});
