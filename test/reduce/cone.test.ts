/** Slices decide what the whole system decides, and a slice that leaves out something needed does not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { Outcome, Verdict } from '../../checker/explore/result.ts';
import { and, at, eq, implies, next, not, ref, taken, value } from '../../checker/model/expression.ts';
import type { Ir } from '../../checker/model/ir.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type Action, type System } from '../../checker/model/system.ts';
import { decide, type Decision } from '../../checker/reduce/decide.ts';
import { slicesOf, type Slice } from '../../checker/reduce/slices.ts';
import { properties } from '../../invariants/index.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { action, component, counter, lamp, property, system } from '../compile/tiny.ts';
import { randomSystem } from '../oracle/random-system.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 500);
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);

const BASE: VirtOptions = { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false };

const verdict = ({ id, outcome, depth, vacuous, parts }: Verdict): object => ({ id, outcome, depth, vacuous, parts: parts.map((p) => [p.outcome, p.depth, p.vacuous]) });
const verdicts = (d: Decision): object[] => d.verdicts.map(verdict);
const both = async (ir: Ir, coverage = false): Promise<{ cone: Decision; whole: Decision }> => ({ cone: await decide(ir, { coverage, reduce: 'cone' }), whole: await decide(ir, { coverage, reduce: 'whole' }) });

describe('slices of the virt machine', () => {
  for (const operator of ['documented', 'any'] as const)
    it(`decide every property as the whole system does, operator ${operator}`, async () => {
      const { cone, whole } = await both(compose(virt('virt', { ...BASE, operator }, properties)));
      assert.ok(cone.complete && whole.complete);
      assert.deepEqual(verdicts(cone), verdicts(whole));
    });
});

/** A step that a slice leaves out may be the only one that meets an antecedent (docs/reductions.md). */
const withoutVacuity = ({ id, outcome, depth, parts }: Verdict): object => ({ id, outcome, depth, parts: parts.map((p) => [p.outcome, p.depth]) });

describe('slices of random systems', function () {
  this.timeout(0);

  it(`decide every property as the whole system does (VCPUHP_RANDOM=${runs} VCPUHP_SEED=${seed})`, async () => {
    const seen = { compared: 0, smaller: 0, several: 0, fewer: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.boolean(), async (draw, coverage) => {
        const { cone, whole } = await both(compose(randomSystem(draw).system), coverage);
        // Which of several defects is met first depends on the slice.
        assert.equal(cone.defect !== undefined, whole.defect !== undefined);
        if (whole.defect) return;
        seen.compared++;
        if (cone.slices.some((s) => s.still.length > 0)) seen.smaller++;
        if (cone.slices.length > 1) seen.several++;
        if (cone.states < whole.states) seen.fewer++;
        assert.deepEqual(cone.verdicts.map(withoutVacuity), whole.verdicts.map(withoutVacuity));
        cone.verdicts.forEach((v, k) => {
          const w = whole.verdicts[k]!;
          assert.ok(v.kind === 'step' ? v.vacuous || !w.vacuous : v.vacuous === w.vacuous, `${v.id} vacuous: ${v.vacuous} in slices, ${w.vacuous} in the whole`);
        });
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    assert.ok(seen.compared > runs * 0.5 && seen.smaller > runs * 0.05 && seen.several > runs * 0.02 && seen.fewer > 0, JSON.stringify(seen));
  });
});

/** `key` opens `door`; `light` is a lamp that nothing depends on. */
const door = (properties: Property[], actions: Action[] = []): System =>
  system({
    components: [lamp('key'), lamp('door'), lamp('light')],
    actions: [
      action('turn', {}, [send(ref('key'), 'press')]),
      action('push', { open: at('key', [], 'on'), shut: at('door', [], 'off') }, [send(ref('door'), 'press')]),
      action('switch', {}, [send(ref('light'), 'press')]),
      ...actions,
    ],
    properties,
  });
const shut = property('Shut', { kind: 'always', expr: at('door', [], 'off') });

/** The slice with one more instance held still. */
const frozen = (slice: Slice, name: string): Ir => {
  const still = slice.ir.instances.findIndex((i) => i.name === name);
  return { ...slice.ir, actions: slice.ir.actions.map((a) => ({ ...a, effects: a.effects.filter((e) => e.instance !== still) })) };
};
const outcome = async (ir: Ir, id: string): Promise<Outcome> => (await explore(ir)).verdicts.find((v) => v.id === id)!.outcome;

describe('slices by hand', () => {
  it('leave still what a property cannot depend on, and nothing else', async () => {
    const ir = compose(door([shut]));
    const [slice, ...more] = slicesOf(ir, { coverage: false });
    assert.deepEqual([slice!.still, slice!.actions.map((a) => ir.actions[a]!.label), more.length], [['light'], ['env.turn', 'env.push'], 0]);
    assert.equal(await outcome(slice!.ir, 'Shut'), 'violated');
  });

  it('a slice that leaves still what is needed says something else', async () => {
    const [slice] = slicesOf(compose(door([shut])), { coverage: false });
    assert.equal(await outcome(frozen(slice!, 'key'), 'Shut'), 'holds');
    assert.equal(await outcome(frozen(slice!, 'door'), 'Shut'), 'holds');
  });

  it('an action that another one subsumes is left out, with what only its condition reads', () => {
    const pick = action('pick', { open: at('key', [], 'on'), shut: at('door', [], 'off'), dark: at('light', [], 'off') }, [send(ref('door'), 'press')]);
    const ir = compose(door([shut], [pick]));
    assert.deepEqual(slicesOf(ir, { coverage: false }).map((s) => [s.still, s.actions.length]), [[['light'], 2]]);
  });

  it('not if the property tells the two apart', async () => {
    const pick = action('pick', { open: at('key', [], 'on'), shut: at('door', [], 'off'), dark: at('light', [], 'off') }, [send(ref('door'), 'press')]);
    const pushed = property('OnlyPushed', { kind: 'step', expr: implies(and(at('door', [], 'off'), next(at('door', [], 'on'))), taken('env.push')) });
    const { cone, whole } = await both(compose(door([pushed], [pick])));
    assert.deepEqual(verdicts(cone), verdicts(whole));
    assert.equal(cone.verdicts[1]!.outcome, 'violated');
  });

  it('a step that changes nothing that the property reads can violate it', async () => {
    const turning = property('DoorMoves', { kind: 'step', expr: implies(at('door', [], 'on'), next(at('door', [], 'off'))) });
    const { cone, whole } = await both(compose(door([turning], [action('close', { open: at('door', [], 'on') }, [send(ref('door'), 'press')])])));
    assert.deepEqual(verdicts(cone), verdicts(whole));
    assert.deepEqual([cone.verdicts[1]!.outcome, cone.verdicts[1]!.depth], ['violated', 3]);
  });

  it('a state without actions in a slice is looked at in the whole system', async () => {
    const dead = property('Dead', { kind: 'dead' });
    for (const [actions, expected] of [[[], 'holds'], [[action('stop', { lit: at('light', [], 'on') }, [send(ref('light'), 'break')])], 'violated']] as const) {
      const s = system({
        components: [component('light', { initial: 'off', states: { off: { on: { press: 'on', break: 'off' } }, on: { on: { press: 'off', break: 'broken' } }, broken: { on: { press: 'broken', break: 'broken' } } } })],
        actions: [action('switch', { whole: not(at('light', [], 'broken')) }, [send(ref('light'), 'press')]), ...actions],
        properties: [dead],
      });
      const { cone, whole } = await both(compose(s));
      assert.deepEqual([cone.verdicts.map(({ outcome, depth }) => [outcome, depth]), cone.verdicts[1]!.outcome], [whole.verdicts.map(({ outcome, depth }) => [outcome, depth]), expected]);
      assert.ok(cone.slices.length > 1);
    }
  });

  it('a defect in what a slice leaves still is found on its traces', async () => {
    const s = system({
      components: [counter('n', 2), counter('once', 2)],
      initial: { once: '1' },
      actions: [action('up', { low: eq(value('n', []), 0) }, [send(ref('n'), 'up'), send(ref('once'), 'up')])],
      properties: [property('Low', { kind: 'always', expr: eq(value('n', []), 0) })],
    });
    const found = await decide(compose(s), { coverage: false });
    assert.deepEqual([found.complete, found.defect?.instance, found.defect?.trace.steps.length], [false, 'once', 0]);
  });
});
