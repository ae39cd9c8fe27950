/** Replay through XState itself, and where it parts from a trace that is wrong. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { replay } from '../../checker/explore/replay.ts';
import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { dieHard } from '../../examples/die-hard.ts';
import { ticketLock } from '../../examples/ticket-lock.ts';
import { action, counter, system } from '../compile/tiny.ts';
import { labelsOf } from './engine-graph.ts';

describe('replay', () => {
  it('follows every shortest trace of the engine, state by state', async () => {
    for (const s of [dieHard(), ticketLock(3, 2)]) {
      const ir = compose(s);
      for (const { trace } of (await explore(ir)).verdicts) {
        if (!trace) continue;
        const states = [trace.initial, ...trace.steps.map((x) => x.state)].map((x) => labelsOf(ir, x));
        const r = replay(s, { labels: trace.steps.map((x) => ir.actions[x.action]!.label), states });
        assert.deepEqual([r.divergence, r.steps], [undefined, trace.steps.length]);
      }
    }
  });

  it('says where it ends', () => {
    assert.deepEqual(replay(dieHard(), { labels: ['hero.FillBig', 'hero.BigToSmall'] }).last, { small: '3', big: '2' });
  });

  it('names the conjuncts of an action that is not enabled', () => {
    const { divergence } = replay(ticketLock(2), { labels: ['process[0].take', 'process[0].leave'] });
    assert.deepEqual([divergence!.step, divergence!.label], [2, 'process[0].leave']);
    assert.match(divergence!.message, /critical/);
  });

  it('finds an unknown action, a state that differs, a refused event, and a step after the end', () => {
    const s = system({ components: [counter('n', 2)], actions: [action('up', {}, [send(ref('n'), 'up')])] });
    assert.match(replay(s, { labels: ['env.down'] }).divergence!.message, /no such action/);
    assert.deepEqual(replay(s, { labels: ['env.up'], states: [['0'], ['0']] }).divergence, { step: 1, message: 'n is in 1, the trace says 0' });
    assert.deepEqual(replay(s, { labels: [], states: [['1']] }).divergence, { step: 0, message: 'n is in 0, the trace says 1' });
    assert.match(replay(s, { labels: ['env.up', 'env.up'] }).divergence!.message, /does not accept up in state 1/);
    assert.match(replay({ ...s, terminal: { op: 'at', of: ref('n'), states: ['1'] } }, { labels: ['env.up', 'env.up'] }).divergence!.message, /has ended/);
  });
});
