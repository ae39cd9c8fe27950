/** Quotients of the explored graph. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { quotient, type View } from '../../checker/explore/graph.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { ticketLock } from '../../examples/ticket-lock.ts';

const on = (...names: string[]): View => ({ kind: 'projection', on: names });

describe('quotient', () => {
  const ir = compose(hotplugSketch(2, true));

  it('has every state in one node and every step in one edge', async () => {
    const q = await quotient(ir, on('vm', 'reset'));
    const r = await explore(ir);
    assert.deepEqual(q.nodes.map((n) => n.states), [
      { vm: 'running', reset: 'no' },
      { vm: 'running', reset: 'yes' },
      { vm: 'paused', reset: 'no' },
      { vm: 'migrated', reset: 'no' },
    ]);
    assert.equal(q.nodes.reduce((sum, n) => sum + n.count, 0), r.states);
    assert.equal(q.edges.flatMap((e) => Object.values(e.families)).reduce((a, b) => a + b), r.transitions);
    assert.deepEqual(q.edges.find((e) => e.from === 2)!.families, { 'vm.migrate': q.nodes[2]!.count });
    assert.ok(q.complete);
  });

  it('is the graph itself if all is chosen, and a single node if nothing is', async () => {
    assert.equal((await quotient(ir, on(...ir.tables.map((t) => t.component)))).nodes.length, 210);
    assert.deepEqual((await quotient(ir, on())).nodes.map((n) => n.count), [210]);
  });

  it('takes an instance by name and marks nodes that violate', async () => {
    const broken = compose(ticketLock(3, 2));
    const q = await quotient(broken, on('process[0]'));
    assert.deepEqual(q.nodes.map((n) => Object.keys(n.states)), q.nodes.map(() => ['process[0]']));
    assert.ok(q.nodes.some((n) => n.states['process[0]'] === 'critical' && n.violates.includes('MutualExclusion')));
    assert.equal(q.nodes[0]!.depth, 0);
  });
});
