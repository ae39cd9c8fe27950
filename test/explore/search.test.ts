/** The search itself: limits, interruption, order, defects, the type invariant. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { Progress } from '../../checker/explore/options.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import { holds, initialState, step } from '../../checker/ir/interpret.ts';
import { le, not, eq, ref, value } from '../../checker/model/expression.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { dropGuard, vary } from '../../checker/model/variation.ts';
import { send } from '../../checker/model/system.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { ticketLock } from '../../examples/ticket-lock.ts';
import { action, counter, lamp, property, system } from '../compile/tiny.ts';

const sketch = (n: number): Ir => compose(hotplugSketch(n, true));
const verdict = (r: Exploration, id: string) => r.verdicts.find((v) => v.id === id)!;

/** A few million states, and a property of each kind that needs care when the search is cut. */
const large = (): Ir =>
  compose(
    system({
      sorts: { slot: 6 },
      components: [counter('n', 10, { index: ['slot'] }, 0)],
      actions: [action('up', {}, [send(ref('n', ['i']), 'up')], { params: [{ name: 'i', sort: 'slot' }], index: ['i'], process: 'p' })],
      properties: [
        property('Low', { kind: 'always', expr: le(value('n', [0]), 2) }),
        property('Small', { kind: 'always', expr: le(value('n', [0]), 9) }),
        property('Nine', { kind: 'sometimes', expr: eq(value('n', [5]), 9) }),
        property('Ten', { kind: 'sometimes', expr: eq(value('n', [5]), 10) }),
        property('Dead', { kind: 'dead' }),
        property('Stuck', { kind: 'stuck', process: 'q', inside: eq(value('n', [0]), 0) }),
      ],
    }),
  );

describe('explore', () => {
  it('counts levels, depth and how often each action is taken', async () => {
    const r = await explore(sketch(3));
    assert.equal(r.levels.length, r.depth + 1);
    assert.equal(r.levels.reduce((a, b) => a + b), r.states);
    assert.equal(r.taken.reduce((a, b) => a + b), r.transitions);
    assert.ok(r.complete && r.taken.every((t) => t > 0));
  });

  it('finds the seeded bug of the sketch in ten steps, as SPIN and TLC do', async () => {
    const bug = vary(hotplugSketch(4, false), 'eject without offline', dropGuard('unplug.eject', 'poweredOff'), dropGuard('unplug.eject', 'notOnline'));
    const r = await explore(compose(bug));
    assert.deepEqual([verdict(r, 'PoweredIsCreated').outcome, verdict(r, 'PoweredIsCreated').depth], ['violated', 10]);
  });

  it('shows traces that the interpreter can follow', async () => {
    const ir = compose(ticketLock(3, 2));
    const r = await explore(ir);
    for (const v of r.verdicts) {
      if (!v.trace || v.kind !== 'always') continue;
      let state = initialState(ir);
      assert.deepEqual(v.trace.initial, state);
      for (const s of v.trace.steps) {
        state = step(ir, s.action, state);
        assert.deepEqual(s.state, state);
      }
      const part = ir.properties.find((p) => p.id === v.id)!.parts[0]!;
      assert.ok(holds(part.when, state) && !holds(part.e, state));
      assert.equal(v.trace.steps.length, v.depth);
    }
  });

  it('gives the same result twice, and the same counts and verdicts in reverse order', async () => {
    const ir = sketch(3);
    const timeless = (r: Exploration): object => ({ ...r, elapsedMs: 0 });
    const once = await explore(ir);
    assert.deepEqual(timeless(await explore(ir)), timeless(once));
    const reverse = await explore(ir, { order: 'reverse' });
    assert.deepEqual([reverse.states, reverse.transitions, reverse.levels, reverse.taken], [once.states, once.transitions, once.levels, once.taken]);
    assert.deepEqual(reverse.verdicts.map((v) => [v.id, v.outcome, v.count, v.depth]), once.verdicts.map((v) => [v.id, v.outcome, v.count, v.depth]));
  });

  it('can stop at violations', async () => {
    const ir = compose(system({ components: [counter('n', 5)], actions: [action('up', { notLast: not(eq(value('n', []), 4)) }, [send(ref('n'), 'up')])], properties: [property('Low', { kind: 'always', expr: le(value('n', []), 1) })] }));
    assert.equal((await explore(ir)).states, 5);
    const cut = await explore(ir, { expandViolating: false });
    assert.deepEqual([cut.states, verdict(cut, 'Low').count, cut.complete], [3, 1, true]);
  });

  for (const order of ['forward', 'reverse'] as const)
    it(`keeps to the memory limit and keeps what it found (${order})`, async () => {
      const memory = 4 * 2 ** 20;
      const r = await explore(large(), { memory, order });
      assert.ok(!r.complete && r.reason?.code === 'memory' && r.bytes <= memory && r.states > 10_000);
      assert.deepEqual(
        ['Low', 'Small', 'Nine', 'Ten', 'Dead', 'Stuck'].map((id) => verdict(r, id).outcome),
        ['violated', 'notDecided', 'satisfied', 'notDecided', 'notDecided', 'notDecided'],
      );
    });

  it('counts what it remembers of valuations as memory', async () => {
    const many = compose(system({ components: [counter('n', 3000)], actions: [action('up', { notLast: not(eq(value('n', []), 2999)) }, [send(ref('n'), 'up')])] }));
    const { bytes } = await explore(many);
    // A chunk of states is 512 KiB whatever is in it, the hash of 3,000 states 32 KiB.
    assert.ok(bytes > 800_000, String(bytes));
    assert.equal((await explore(many, { memory: 800_000 })).reason?.code, 'memory');
  });

  it('stops on an abort signal and reports progress until then', async () => {
    const seen: Progress[] = [];
    const abort = new AbortController();
    const r = await explore(large(), {
      signal: abort.signal,
      onProgress: (p) => {
        seen.push(p);
        abort.abort();
      },
    });
    if (r.complete) return; // A machine that needs less than half a second for this reports nothing.
    assert.equal(r.reason?.code, 'aborted');
    assert.equal(seen.length, 1);
    assert.ok(seen[0]!.states > 0 && seen[0]!.frontier > 0 && seen[0]!.elapsedMs >= 500 && seen[0]!.bytes > 0);
    assert.equal(verdict(r, 'Low').outcome, 'violated');
  });

  it('does nothing after an abort before the start', async () => {
    const r = await explore(large(), { signal: AbortSignal.abort() });
    assert.deepEqual([r.states, r.reason?.code, verdict(r, 'Small').outcome], [1, 'aborted', 'notDecided']);
  });

  it('decides nothing for good under a bound without an argument', async () => {
    const r = await explore(compose({ ...hotplugSketch(2, false), bounds: ['queue of 2'] }));
    assert.deepEqual([r.complete, r.reason?.code, verdict(r, 'QomMatchesKvm').outcome], [false, 'bounds', 'notDecided']);
  });

  it('reports a spec defect with its trace', async () => {
    const ir = compose(system({ components: [counter('n', 3), lamp()], actions: [action('press', {}, [send(ref('lamp'), 'press')]), action('up', {}, [send(ref('n'), 'up')])] }));
    const r = await explore(ir);
    assert.equal(r.reason?.code, 'defect');
    assert.deepEqual([r.defect!.instance, r.defect!.event, r.defect!.localState, ir.actions[r.defect!.action]!.label], ['n', 'up', '2', 'env.up']);
    assert.deepEqual(r.defect!.trace.steps.map((s) => ir.actions[s.action]!.label), ['env.up', 'env.up']);
  });

  it('reports a defect of a choice in the state where it is chosen', async () => {
    const ir = compose(
      system({ components: [counter('n', 3), lamp()], actions: [action('up', { notLast: not(eq(value('n', []), 2)) }, [send(ref('n'), 'up')]), action('odd', {}, [{ to: ref('n'), cases: [{ when: eq(value('n', []), 2), event: 'up' }] }])] }),
    );
    const r = await explore(ir);
    assert.deepEqual([r.defect!.localState, r.defect!.trace.steps.length], ['2', 2]);
  });

  it('holds every instance to its table', async () => {
    const ir = compose(system({ components: [counter('n', 3), lamp()], actions: [action('press', {}, [send(ref('lamp'), 'press')]), action('up', { notLast: not(eq(value('n', []), 2)) }, [send(ref('n'), 'up')])] }));
    assert.equal(verdict(await explore(ir), 'TypeInvariant').outcome, 'holds');
    const corrupted: Ir = { ...ir, tables: ir.tables.map((t) => (t.component === 'n' ? { ...t, next: [[1, 7, -1]] } : t)) };
    const r = await explore(corrupted);
    const v = verdict(r, 'TypeInvariant');
    assert.deepEqual([v.outcome, v.depth, v.trace!.steps.at(-1)!.state[0]], ['violated', 2, 7]);
    const wrongStart: Ir = { ...ir, instances: ir.instances.map((i) => ({ ...i, initial: 9 })) };
    assert.deepEqual([(await explore(wrongStart)).states, verdict(await explore(wrongStart), 'TypeInvariant').depth], [1, 0]);
  });

  it('is plain data', async () => {
    const r = await explore(sketch(2));
    assert.deepEqual(JSON.parse(JSON.stringify(r)), r);
  });
});
