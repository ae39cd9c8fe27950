/** The engine on a toy: what is accepted, what is rejected and what is said about it. */
import assert from 'node:assert/strict';
import { conform } from '../../../checker/conform/conform.ts';
import type { Outside } from '../../../checker/conform/mapping.ts';
import type { Outcome } from '../../../checker/conform/outcome.ts';
import { at, eq } from '../../../checker/model/expression.ts';
import { kitchen, recorded, subject, type Row } from './toaster.ts';

const check = (rows: readonly Row[], options: { bound?: number; outside?: Outside; mapping?: ReturnType<typeof kitchen> } = {}): Outcome =>
  conform(recorded(...rows), options.mapping ?? kitchen(), options.outside ?? [], subject(), options.bound === undefined ? {} : { bound: options.bound });

const press = (n: number, done: number): Row => ['user', 'press', { toaster: n }, { done, result: {} }];
const click = (n: number): Row => ['trace', 'click', { n }];
const popped = (n: number, slices: number): readonly Row[] => [
  ['trace', 'pop', { n }],
  ['trace', 'slices', { n: slices }],
];

describe('conform on a toy', () => {
  it('accepts a behaviour and says what was seen, commanded and inferred', () => {
    const o = check([press(0, 3.5), click(0), ...popped(0, 1)]);
    assert.equal(o.verdict, 'accepted');
    assert.deepEqual(o.observed, { 'toaster.press': 1, 'toaster.pop': 1 });
    assert.deepEqual(o.inferred, { 'toaster.heat': 1, 'toaster.brown': 1 });
    assert.deepEqual(o.account.explained, { 'user/press': 1, 'trace/click': 1, 'trace/pop': 1, 'trace/slices': 1 });
    assert.deepEqual(o.run.map((s) => s.label), ['toaster[0].press', 'toaster[0].heat', 'toaster[0].brown', 'toaster[0].pop']);
  });

  it('keeps every behaviour that fits: two at once, in either order', () => {
    assert.equal(check([press(0, 3.5), click(0), press(1, 5.5), click(1), ...popped(1, 1), ...popped(0, 2)]).verdict, 'accepted');
  });

  it('rejects an altered value, and names the line', () => {
    const o = check([press(0, 3.5), click(0), ...popped(0, 2)]);
    assert.equal(o.verdict, 'rejected');
    assert.equal(o.rejection!.line, 6);
    assert.match(o.rejection!.why, /toaster\[0\]\.pop is not finished/);
  });

  it('names the nearest step with the conjunct that fails, what was allowed, and the shortest run', () => {
    const o = check([press(0, 3.5), click(0), ...popped(1, 1)]);
    assert.equal(o.rejection!.line, 5);
    assert.equal(o.rejection!.nearest!.label, 'toaster[1].pop');
    assert.deepEqual(o.rejection!.nearest!.failing, ['brown']);
    assert.deepEqual(o.rejection!.allowed, ['toaster[0].pop leaves trace/pop(n=0)']);
    assert.deepEqual(o.run.map((s) => s.label), ['toaster[0].press']);
    assert.equal(o.account.unread, 2);
  });

  it('never infers a step that would have left a line: a dropped trace is missed', () => {
    const o = check([press(0, 2.5), ...popped(0, 1)]);
    assert.equal(o.verdict, 'rejected');
    assert.equal(o.rejection!.line, 3);
    assert.equal(o.rejection!.moment, 'return');
  });

  it('infers it where that trace point is not recorded, as part of the command', () => {
    const mapping = kitchen((m) => ({ ...m, recorded: [{ when: eq('toasters', 2), lines: ['trace/pop', 'trace/slices'] }] }));
    const o = check([press(0, 2.5), ...popped(0, 1)], { mapping });
    assert.equal(o.verdict, 'accepted');
    assert.deepEqual(o.commanded, { 'toaster.press': 1 });
  });

  it('rejects a line of a step that no command asked for', () => {
    const o = check([click(0)]);
    assert.equal(o.rejection!.line, 3);
    assert.deepEqual(o.rejection!.nearest!.because, ['no command that was sent does toaster.press with these values']);
  });

  it('rejects a step whose second line does not come', () => {
    const o = check([press(0, 3.5), click(0), ['trace', 'pop', { n: 0 }], press(0, 6.5), click(0)]);
    assert.equal(o.rejection!.line, 7);
    assert.match(o.rejection!.why, /trace\/slices/);
  });

  it('rejects a recording that ends before the second line', () => {
    const o = check([press(0, 3.5), click(0), ['trace', 'pop', { n: 0 }]]);
    assert.match(o.rejection!.why, /recording ends/);
  });

  it('rejects a refusal where there was nothing to refuse, and accepts it where there was', () => {
    const refused: Row = ['user', 'press', { toaster: 0 }, { done: 9, error: 'busy' }];
    assert.equal(check([refused]).verdict, 'rejected');
    assert.equal(check([press(0, 3.5), click(0), refused]).verdict, 'accepted');
  });

  it('an effect may come at any time between call and return, and not after', () => {
    assert.equal(check([press(0, 4), press(1, 4.5), click(1), click(0)]).verdict, 'rejected');
    assert.equal(check([press(0, 5.5), press(1, 4.5), click(1), click(0)]).verdict, 'accepted');
  });

  it('a command that got no answer may have been carried out or not', () => {
    const lost: Row = ['user', 'press', { toaster: 0 }, { error: 'lost' }];
    assert.equal(check([lost]).verdict, 'accepted');
    assert.equal(check([lost, click(0), ...popped(0, 1)]).verdict, 'accepted');
  });

  it('a command whose answer nobody awaits must be carried out by the end', () => {
    const shout: Row = ['user', 'shout', { toaster: 0 }];
    assert.equal(check([shout, click(0)]).verdict, 'accepted');
    const o = check([shout]);
    assert.equal(o.rejection!.line, 3);
    assert.match(o.rejection!.why, /has not been carried out/);
  });

  it('a look must have been true at some time before its answer', () => {
    const look = (result: string, done: number): Row => ['user', 'look', { toaster: 0 }, { done, result }];
    assert.equal(check([look('down', 2.5)]).verdict, 'rejected');
    assert.equal(check([look('down', 4.5), press(0, 4.2), click(0)]).verdict, 'accepted');
    assert.equal(check([look('up', 4.5), press(0, 4.2), click(0)]).verdict, 'accepted');
  });

  it('a description of the state is about all values', () => {
    const smell = (a: number, b: number): Row => ['nose', 'smell', { 0: a, 1: b }];
    assert.equal(check([press(0, 3.5), click(0), smell(1, 0)]).verdict, 'accepted');
    assert.equal(check([press(0, 3.5), click(0), smell(1, 0), smell(0, 0)]).verdict, 'rejected');
    assert.match(check([smell(1, 0)]).rejection!.why, /does not hold/);
  });

  it('nothing happens after the end; a fault is inferred only where the mapping says so', () => {
    const both: readonly Row[] = [press(0, 3.5), click(0), press(1, 5.5), click(1)];
    assert.equal(check([...both, ['log', 'bang']]).verdict, 'accepted');
    assert.equal(check([...both, ['log', 'bang'], ...popped(0, 1)]).verdict, 'rejected');
    assert.equal(check([...both, ['log', 'bang']], { mapping: kitchen((m) => ({ ...m, inferred: [] })) }).verdict, 'rejected');
  });

  it('at the bound the outcome is undecided, at that line', () => {
    const o = check([press(0, 3.5), click(0), press(1, 5.5), click(1), ...popped(0, 1)], { bound: 5 });
    assert.equal(o.verdict, 'undecided');
    assert.equal(o.at, 5);
    assert.equal(o.bound, 5);
  });

  it('a kind of line that the mapping does not know is refused before anything else', () => {
    const o = check([['cat', 'jump'], ['trace', 'click', { n: 0 }]]);
    assert.equal(o.verdict, 'unmapped');
    assert.deepEqual(o.unmapped, [{ kind: 'cat/jump', line: 3, count: 1 }]);
  });

  it('lists what has no meaning and what is outside, with the reasons', () => {
    const outside: Outside = [{ recordings: 'breakfast', from: { line: 'cat/jump' }, reason: 'the cat' }];
    const o = check([['trace', 'pop', { n: 12 }], ['cat', 'jump'], ['trace', 'click', { n: 0 }]], { outside });
    assert.equal(o.verdict, 'accepted');
    assert.deepEqual(o.account.ignored.map((x) => x.reason), ['title', 'how it was started', 'of the neighbour']);
    assert.deepEqual(o.account.outside, [{ reason: 'the cat', count: 2, first: 4 }]);
  });

  it('looks at one of several systems', () => {
    const o = check([['trace', 'click', { n: 0 }, { vm: 'next door' }]]);
    assert.equal(o.verdict, 'accepted');
    assert.match(o.account.outside[0]!.reason, /next door/);
  });

  it('a line that is owed only if the step leads to a state: `whereAfter` is read after it, `where` before', () => {
    const held = (when: object) => {
      const mapping = kitchen((m) => ({ ...m, steps: [m.steps[0]!, { action: 'toaster.pop', emits: [{ line: 'trace/pop', args: { i: 'n' } }, { line: 'trace/slices', ...when }] }] }));
      return conform(recorded(['user', 'press', { toaster: 0 }, { done: 3.5, result: {} }], ['trace', 'click', { n: 0 }], ['trace', 'pop', { n: 0 }]), mapping, [], subject()).verdict;
    };
    assert.equal(held({ whereAfter: at('counter', [], '2') }), 'accepted');
    assert.equal(held({ whereAfter: at('counter', [], '1') }), 'rejected');
    assert.equal(held({ where: at('counter', [], '1') }), 'accepted');
  });
});
