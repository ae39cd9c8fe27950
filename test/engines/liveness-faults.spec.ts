/** A formula, or a claim, that says something else is noticed. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { ticketLock } from '../../examples/ticket-lock.ts';
import { assertLivenessAgrees } from './liveness.ts';

const ir = compose(ticketLock(2));
const of = (id: string) => ({ ...ir, properties: ir.properties.filter((p) => p.id === id) });
const altered = (from: string | RegExp, to: string) => (text: string): string => {
  assert.notEqual(text.replace(from, to), text, `the export has no ${String(from)}`);
  return text.replace(from, to);
};

const FAULTS: readonly (readonly [fault: string, id: string, from: string | RegExp, to: string])[] = [
  ['an assumption is dropped', 'EveryTicketIsServed', /round0_0 && |&& \(!able_1 \|\| taken_1\) (?=->)/, ''],
  ['what takes an assumption is another step', 'EveryTicketIsServed', /taken_0 = \(.*?\);/, 'taken_0 = true;'],
  ['the goal is met at all times', 'SomebodyRests', /#define reached_SomebodyRests_0 .*/, '#define reached_SomebodyRests_0 (true)'],
  ['the goal is never met', 'EveryTicketIsServed', /#define reached_EveryTicketIsServed_0 .*/, '#define reached_EveryTicketIsServed_0 (false)'],
];

describe('the comparison of liveness with SPIN', function () {
  this.timeout(0);

  it('accepts what is exported', async () => {
    assert.deepEqual(await assertLivenessAgrees(of('EveryTicketIsServed'), { optimise: '-O0' }), { broken: 0, kept: 2, bySpin: 0 });
    assert.deepEqual(await assertLivenessAgrees(of('SomebodyRests'), { optimise: '-O0' }), { broken: 1, kept: 0, bySpin: 0 });
  });
  for (const [fault, id, from, to] of FAULTS)
    it(`notices that ${fault}`, async () => {
      await assert.rejects(assertLivenessAgrees(of(id), { optimise: '-O0', altered: altered(from, to), most: 1 }), { name: 'AssertionError', message: /SPIN differs from us/ });
    });
});
