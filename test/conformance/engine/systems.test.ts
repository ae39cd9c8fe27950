/** Several systems in one recording: each is followed to its end before the next. */
import assert from 'node:assert/strict';
import { conform } from '../../../checker/conform/conform.ts';
import type { Outcome } from '../../../checker/conform/outcome.ts';
import { bySystem } from '../../../checker/conform/systems.ts';
import { kitchen, recorded, subject, type Row } from './toaster.ts';

const mapping = kitchen((m) => ({ ...m, setup: { ...m.setup, systems: { path: 'vm', order: ['here', 'there'] } } }));
const check = (...rows: Row[]): Outcome => conform(recorded(...rows), mapping, [], subject());
/** Toaster n is pressed and pops, the slices then being `slices`; each line of kitchen `vm`. */
const toast = (vm: string, n: number, slices: number, done: number): Row[] => [
  ['user', 'press', { toaster: n }, { vm, done, result: {} }],
  ['trace', 'click', { n }, { vm }],
  ['trace', 'pop', { n }, { vm }],
  ['trace', 'slices', { n: slices }, { vm }],
];

describe('conform: several systems in one recording', () => {
  it('the second goes on where the first has ended, although it was recorded before', () => {
    const o = check(...toast('there', 1, 2, 3.5), ...toast('here', 0, 1, 7.5));
    assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection));
    assert.deepEqual(o.run.filter((s) => s.label.endsWith('pop')).map((s) => s.label), ['toaster[0].pop', 'toaster[1].pop']);
    assert.equal(o.account.unread, 0);
  });

  it('lines of both that were written in turns are set apart', () => {
    const [a, b] = [toast('there', 1, 2, 9.5), toast('here', 0, 1, 9.5)];
    assert.equal(check(...a.flatMap((row, n) => [row, b[n]!])).verdict, 'accepted');
  });

  it('in the order of the file it is no behaviour', () => assert.equal(check(...toast('there', 0, 2, 3.5), ...toast('there', 1, 1, 7.5)).verdict, 'rejected'));

  it('what is rejected in the second leaves the lines of the first read, wherever they stand', () => {
    const o = check(...toast('there', 1, 1, 3.5), ...toast('here', 0, 1, 7.5));
    assert.equal(o.verdict, 'rejected');
    assert.equal(o.rejection!.line, 6);
    assert.equal(o.account.unread, 1);
  });

  it('an answer that comes late stays with its system', () => {
    const o = check(...toast('here', 0, 1, 40), ...toast('there', 1, 2, 50));
    assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection));
  });

  it('a line without the field is of the first', () => {
    const { lines } = recorded(['log', 'bang', {}, { vm: 'there' }], ['log', 'bang'], ['log', 'bang', {}, { vm: 'elsewhere' }]);
    assert.deepEqual(bySystem(lines, mapping).map((ls) => ls.map((l) => l.number)), [[1, 2, 4], [3]]);
  });

  it('a system that the mapping does not name is outside', () => {
    const o = check(['trace', 'click', { n: 0 }, { vm: 'elsewhere' }]);
    assert.equal(o.verdict, 'accepted');
    assert.deepEqual(o.account.outside.map((x) => x.reason), ['of elsewhere; only here, there can be followed']);
  });
});
