/** An extension adds to a machine what it says, and nothing that the machine does not have (machines/extend.ts). */
import assert from 'node:assert/strict';
import { tabulate } from '../../checker/compile/tabulate.ts';
import type { Component } from '../../checker/model/system.ts';
import { extended } from '../../machines/extend.ts';
import { flat, parallel, region } from '../../machines/region.ts';

describe('an extension of a machine', () => {
  const lamp = { name: 'lamp', doc: '', source: '', index: [], file: '', machine: () => flat('lamp', region('off', ['off', 'on'], { press: { off: 'on', on: 'off' }, smash: 'off' })) };
  const pair = { ...lamp, name: 'pair', machine: () => parallel('pair', { left: region('a', ['a', 'b'], { go: 'b' }), right: region('c', ['c'], {}) }) };
  /** For each event, what it does in each state. */
  const table = (c: Component): Record<string, string> => {
    const t = tabulate(c, {});
    return Object.fromEntries(t.events.map((e, k) => [e, t.states.map((s, i) => `${s} > ${t.states[t.next[k]![i]!] ?? '-'}`).join(', ')]));
  };

  it('adds states and events to the regions it names', () => {
    const x = extended(lamp, () => ({ states: { '': ['broken'] }, on: { '': { smash: { on: 'broken' }, mend: { broken: 'off' } } } }));
    assert.deepEqual(table(x), { press: 'off > on, on > off, broken > -', smash: 'off > off, on > broken, broken > -', mend: 'off > -, on > -, broken > off' });
  });
  it('restarts every region where its events lead it', () => {
    const x = extended(pair, () => ({ restart: { again: [], 'again there': ['go'] } }));
    const { again, 'again there': there } = table(x);
    assert.deepEqual([again, there], ['left.a right.c > left.a right.c, left.b right.c > left.a right.c', 'left.a right.c > left.b right.c, left.b right.c > left.b right.c']);
  });
  it('is refused for a region or an event that the machine does not have', () => {
    assert.throws(() => extended(pair, () => ({ on: { middle: { go: 'b' } } })).machine({}), { code: 'E_EXTENSION', message: /no region middle.*left, right/ });
    assert.throws(() => extended(pair, () => ({ restart: { again: ['go', 'stop'] } })).machine({}), { code: 'E_EXTENSION', message: /does not accept stop after go/ });
    assert.throws(() => extended(pair, () => ({ restart: { go: [] } })).machine({}), { code: 'E_EXTENSION', message: /has an event go of its own/ });
  });
});
