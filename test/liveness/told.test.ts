/** What a trace of liveness tells its reader: where it loops, why that is fair, and the trap that it leads into. */
import assert from 'node:assert/strict';
import { describeProgress } from '../../checker/cli/run/describe-progress.ts';
import { describeTrace } from '../../checker/cli/run/describe-trace.ts';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { FALSE, at, le, ref, value } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type System } from '../../checker/model/system.ts';
import { Trace } from '../../checker/record/trace.ts';
import { reporter } from '../../reports/trace/text.ts';
import { action, counter, lamp, property, system } from '../compile/tiny.ts';

const walker = { weak: 'walker' } as const;
const walk = (p: Property, wrap?: number): System =>
  system({
    components: [counter('n', 3, {}, wrap), lamp()],
    actions: [action('up', wrap === undefined ? { below: le(value('n', []), 1) } : {}, [send(ref('n'), 'up')], { process: 'walker' }), action('press', {}, [send(ref('lamp'), 'press')], { process: 'spinner', cause: 'guest' })],
    properties: [p],
    assumptions: [{ id: 'F0', text: 'locks are granted', conjuncts: [] }],
  });

/** The lines of the report that speak of progress. */
const told = async (s: System): Promise<string[]> => {
  const ir = compose(s);
  const part = (await explore(ir)).verdicts[1]!.parts[0]!;
  const p = ir.properties[0]!;
  const facts = { design: 'd', configuration: 'c', property: p.id, kind: 'counterexample', part: '', text: '', source: '', claim: '', ...describeProgress(ir, p, 0, part) } as const;
  const trace = Trace.parse(describeTrace(ir, part.trace!, facts));
  return reporter.write(trace, { colour: false }).split('\n').filter((l) => /^(--|for ever|owed|fair|trap|ways|assuming|\d+\.)/.test(l)).map((l) => l.trim());
};

describe('a trace of liveness', () => {
  it('marks the loop and says why it is fair', async () =>
    assert.deepEqual(await told(walk(property('P', { kind: 'leadsTo', from: at('n', [], '1'), to: FALSE, fairness: [walker] }), 1)), [
      '1. env.up  walker',
      '-- from here on again and again --',
      '2. env.up  walker',
      '3. env.up  walker',
      'for ever: then step 2 again; steps are taken for ever and lead nowhere (livelock)',
      'owed: since step 1',
      'fair: weak walker: taken in step 2',
      'assuming: weak walker; F0: locks are granted',
    ]));
  it('says that it rests, and what could move', async () =>
    assert.deepEqual(await told(walk(property('P', { kind: 'eventually', expr: FALSE, fairness: [walker] }))), [
      '1. env.up  walker',
      '2. env.up  walker',
      'for ever: then nothing more; only guest, operator or faults could move, and nothing obliges them (quiescence)',
      'owed: from the beginning',
      'fair: weak walker: cannot move after step 2',
      'assuming: weak walker; F0: locks are granted',
    ]));
  it('shows the trap', async () =>
    assert.deepEqual(await told(walk(property('P', { kind: 'recoverable', goal: at('n', [], '1'), by: ['walker'] }))), [
      '1. env.up  walker',
      '2. env.up  walker',
      'trap: 2 states, entered by step 2',
      'ways in: env.up (2 steps)',
      'assuming: moves of walker only',
    ]));
});
