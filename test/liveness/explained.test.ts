/** What a trace shows of its property, kind by kind: which part decides, and where. */
import assert from 'node:assert/strict';
import { describeProgress } from '../../checker/cli/run/describe-progress.ts';
import { describeTrace } from '../../checker/cli/run/describe-trace.ts';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { explainEnd } from '../../checker/ir/explain-end.ts';
import { follow } from '../../checker/ir/follow.ts';
import { FALSE, at, le, not, ref, value } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type System } from '../../checker/model/system.ts';
import type { ClaimNode } from '../../checker/record/exhibits.ts';
import { action, counter, lamp, property, system } from '../compile/tiny.ts';

const n = (k: string) => at('n', [], k);
const walker = { weak: 'walker' } as const;
const up = (wrap?: number) => action('up', wrap === undefined ? { below: le(value('n', []), 1) } : {}, [send(ref('n'), 'up')], { process: 'walker' });
const walk = (p: Property, wrap?: number): System => system({ components: [counter('n', 4, {}, wrap)], actions: [up(wrap)], properties: [p] });
/** Somebody else can always move, so that nothing is dead. */
const accompanied = (p: Property): System => system({ components: [counter('n', 4, {}), lamp()], actions: [up(), action('press', {}, [send(ref('lamp'), 'press')], { process: 'spinner' })], properties: [p] });

const words = (c: ClaimNode): string => `${c.op === 'leaf' ? c.text : `${c.op}(${c.parts.map(words).join(', ')})`}${c.op === 'leaf' ? (c.decides ? (c.holds ? ' +' : ' -') : '') : ''}`;
const explained = async (s: System): Promise<readonly [where: string, claim: string]> => {
  const ir = compose(s);
  const part = (await explore(ir)).verdicts[1]!.parts[0]!;
  const facts = { design: 'd', configuration: 'c', property: 'P', kind: 'counterexample', part: '', text: '', source: '', claim: '', ...describeProgress(ir, ir.properties[0]!, 0, part) } as const;
  const trace = describeTrace(ir, part.trace!, facts);
  const taken = part.trace!.steps.map((x) => x.action);
  const claim = explainEnd(ir, trace, follow(ir, taken).states, taken)!;
  return [claim.where, words(claim.node)];
};

describe('what a trace shows of its property', () => {
  it('leadsTo: what was owed where it began, and what did not come', async () =>
    assert.deepEqual(await explained(walk(property('P', { kind: 'leadsTo', from: n('1'), to: FALSE, unless: n('3'), fairness: [walker] }))), ['owed after step 1, and not there at the end of the trace nor ever after', 'implies(n == 1 +, or(false -, n == 3 -))']));
  it('eventually', async () => assert.deepEqual(await explained(walk(property('P', { kind: 'eventually', expr: n('3'), fairness: [walker] }))), ['at the end of the trace, and nowhere before or after', 'n == 3 -']));
  it('alwaysEventually', async () => assert.deepEqual(await explained(walk(property('P', { kind: 'alwaysEventually', expr: n('1'), fairness: [walker] }))), ['at the end of the trace, and never again', 'n == 1 -']));
  it('eventuallyAlways: a state of the loop', async () =>
    assert.deepEqual(await explained(walk(property('P', { kind: 'eventuallyAlways', expr: not(n('2')), fairness: [walker] }), 1)), ['after step 2, which comes again and again', 'n != 2 -']));
  it('recoverable', async () => assert.deepEqual(await explained(walk(property('P', { kind: 'recoverable', from: n('2'), goal: n('1'), by: ['walker'] }))), ['at the end of the trace, and nowhere that leads from there', 'implies(n == 2 +, n == 1 -)']));
  it('dead', async () => assert.deepEqual(await explained(walk(property('P', { kind: 'dead', unless: n('0') }))), ['at the end of the trace', 'implies(n != 0 +, some action is enabled -)']));
  it('stuck', async () => assert.deepEqual(await explained(accompanied(property('P', { kind: 'stuck', process: 'walker', inside: n('2') }))), ['at the end of the trace', 'implies(n == 2 +, walker can go on, now or later -)']));
});
