/**
 * What only passes through QEMU (VirtOptions.passive) and what only listens (R13) removes nothing and adds nothing: seen
 * through the other instances, the graph with it is the graph without it.
 */
import assert from 'node:assert/strict';
import { projectDesigns } from '../../checker/cli/input/designs.ts';
import { compose } from '../../checker/compile/compose.ts';
import { quotient } from '../../checker/explore/graph.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { dropComponent, vary } from '../../checker/model/variation.ts';
import { readExpr } from '../../checker/reduce/cone.ts';
import { propertiesFor } from '../../invariants/index.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT } from './boot-hot.ts';

const PASSIVE = ['ost', 'command', 'ged', 'asked'];
/** What a stream holds of them, and its observers. */
const PASSIVE_SAVED = ['savedOst', 'savedCommand', 'savedGed', 'savedAsked', 'savedMark'];

/** boot+hot with these passive components only. */
const withPassive = (...keep: readonly string[]): Ir =>
  compose(vary(virt('virt', { ...BOOT_HOT, passive: true }, []), 'virt', ...PASSIVE.filter((c) => !keep.includes(c)).map(dropComponent)));

/** States of the named instances, and the steps between them as `label` -> state after. */
interface Graph {
  readonly states: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
}

/** The graph seen through some instances. A step of an action in `own` must stay where it is, and is left out. */
const seenThrough = async (ir: Ir, instances: readonly string[], own: ReadonlySet<string> = new Set()): Promise<Graph> => {
  const q = await quotient({ ...ir, actions: ir.actions.map((a) => ({ ...a, name: a.label })) }, { kind: 'projection', on: instances });
  assert.ok(q.complete);
  assert.deepEqual(Object.keys(q.nodes[0]!.states), instances);
  const keys = q.nodes.map((n) => Object.values(n.states).join(';'));
  const steps = new Set<string>();
  for (const e of q.edges)
    for (const label of Object.keys(e.families))
      if (own.has(label)) assert.equal(e.from, e.to, `${label} moves what is not passive`);
      else steps.add(`${keys[e.from]} -> ${label} -> ${keys[e.to]}`);
  return { states: new Set(keys), steps };
};

const missing = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((x) => !b.has(x)).slice(0, 3);

/** Instances that an action's condition reads, or what decides the effects on the instances that `of` accepts. */
const readBy = (ir: Ir, action: number, of: (instance: number) => boolean): Set<number> => {
  const reads = new Set<number>();
  const a = ir.actions[action]!;
  a.guard.forEach((g) => readExpr(g.e, reads));
  a.effects.filter((e) => of(e.instance)).forEach((e) => e.cases.forEach((c) => c.when && readExpr(c.when, reads)));
  return reads;
};
const names = (ir: Ir, instances: Iterable<number>): string[] => [...instances].map((i) => ir.instances[i]!.name);

describe('passive components', () => {
  let without: Graph;
  const base = withPassive();
  const active = base.instances.map((i) => i.name);
  const labels = new Set(base.actions.map((a) => a.label));

  before(async () => {
    without = await seenThrough(base, active);
  });

  it('left out by the option or one by one: the same system', () => {
    const left = compose(virt('virt', BOOT_HOT, []));
    assert.deepEqual([left.instances.map((i) => i.name), left.actions.map((a) => a.label)], [active, [...labels]]);
  });

  for (const keep of [['ged'], ['command'], ['asked']])
    it(`${keep.join(' and ')}: the others have the same states and steps with and without`, async () => {
      const ir = withPassive(...keep);
      const own = new Set(ir.actions.map((a) => a.label).filter((l) => !labels.has(l)));
      const seen = await seenThrough(ir, active, own);
      assert.ok(ir.instances.length > active.length);
      assert.deepEqual([missing(seen.states, without.states), missing(without.states, seen.states)], [[], []]);
      assert.deepEqual([missing(seen.steps, without.steps), missing(without.steps, seen.steps)], [[], []]);
    });

  for (const migrate of [undefined, { to: 'any', snapshot: true }] as const)
    it(`are read by no condition and no effect of the others${migrate ? ', nor is what a stream holds of them' : ''}`, () => {
      const o = { ...BOOT_HOT, reset: true, stop: true, operator: 'any', passive: true, ...(migrate ? { migrate } : {}) } as const;
      const ir = compose(virt('virt', o, propertiesFor(o)));
      const passive = (i: number): boolean => [...PASSIVE, ...PASSIVE_SAVED].includes(ir.tables[ir.instances[i]!.table]!.component);
      ir.actions.forEach((a, k) => {
        const moves = a.effects.some((e) => !passive(e.instance));
        if (moves) assert.deepEqual(names(ir, [...readBy(ir, k, (i) => !passive(i))].filter(passive)), [], a.label);
      });
    });
});

describe('observers', () => {
  it('nothing depends on them in any quick configuration of any design', async () => {
    let found = 0;
    for (const { design } of await projectDesigns())
      for (const c of design.configurations.filter((x) => x.tier === 'quick')) {
        const ir = compose(c.system());
        const observes = (i: number): boolean => ir.tables[ir.instances[i]!.table]!.observer;
        found += ir.instances.filter((_, i) => observes(i)).length;
        ir.actions.forEach((a, k) => {
          const place = `${design.name} ${c.id}: ${a.label}`;
          assert.deepEqual(names(ir, [...readBy(ir, k, (i) => !observes(i))].filter(observes)), [], place);
          assert.ok(a.effects.length === 0 || a.effects.some((e) => !observes(e.instance)), `${place} is an action of observers alone`);
        });
        const ends = new Set<number>();
        readExpr(ir.terminal, ends);
        assert.deepEqual(names(ir, [...ends].filter(observes)), [], `${design.name} ${c.id}: terminal`);
      }
    assert.ok(found > 0);
  });
});
