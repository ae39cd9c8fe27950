/** Every property can fail: for each that the prototype keeps there is a fault that violates it (R8), and without the fault it holds. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import type { Verdict } from '../../checker/explore/result.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { vary } from '../../checker/model/variation.ts';
import type { Property } from '../../checker/model/property.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { design } from '../../designs/rfc-v5.ts';
import { allMigrationProperties, progressFor, progressProperties, properties } from '../../invariants/index.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { FAULTS as QEMU_FAULTS, type Fault } from './faults.ts';
import { LINUX_FAULTS } from './linux-faults.ts';
import { MIGRATION_FAULTS } from './migration-faults.ts';
import { PROGRESS_FAULTS } from './progress-faults.ts';

const FAULTS = [...QEMU_FAULTS, ...LINUX_FAULTS, ...MIGRATION_FAULTS, ...PROGRESS_FAULTS];
const PROPERTIES = [...properties, ...allMigrationProperties, ...progressProperties];

const BASE: VirtOptions = { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false };

const named = (id: string): Property => {
  const found = PROPERTIES.find((p) => p.id === id);
  assert.ok(found, `there is no property ${id}`);
  return found;
};

/** The verdict on each of `ids`, with or without a fault. */
const judge = async (ids: readonly string[], options: Partial<VirtOptions> | undefined, variations: Fault['variations'] = []): Promise<{ ir: Ir; verdicts: ReadonlyMap<string, Verdict> }> => {
  // What is assumed of the schedule hangs on the machine.
  const o = { ...BASE, ...options };
  const ir = compose(vary(virt('fault', o, ids.map((id) => progressFor(o).find((p) => p.id === id) ?? named(id))), 'fault', ...variations));
  const found = await decide(ir, { coverage: false });
  assert.equal(found.defect?.message, undefined);
  assert.ok(found.complete, found.reason?.text);
  return { ir, verdicts: new Map(found.verdicts.map((v) => [v.id, v])) };
};

/** Steps of machine initialisation. */
const INIT: ReadonlySet<string> = new Set(['create_possible_cpus', 'create_cpus', 'create_gic', 'post_init', 'create_ged', 'create_fw_cfg', 'load_kernel', 'create_devices'].map((x) => `main.${x}`));

const groupedBy = <T>(xs: readonly T[], key: (x: T) => string): ReadonlyMap<string, readonly T[]> => {
  const out = new Map<string, T[]>();
  for (const x of xs) out.set(key(x), [...(out.get(key(x)) ?? []), x]);
  return out;
};

const failed = (p: Property): string => (p.kind === 'sometimes' ? 'unreached' : 'violated');
const kept = (p: Property): string => (p.kind === 'sometimes' ? 'satisfied' : 'holds');

/** Options that the design as it is, without a change, does not withstand: here the operator does the harm. */
const byOperator = (f: Fault): boolean => f.variations.length === 0;

describe('faults', () => {
  for (const { property, fault, options, variations } of FAULTS)
    it(`${property}: ${fault}`, async () => {
      const { ir, verdicts } = await judge([property], options, variations);
      const { outcome, trace } = verdicts.get(property)!;
      assert.equal(outcome, failed(named(property)));
      // It is a step of the running machine that violates it, not how the machine starts (R8).
      if (trace) assert.ok(trace.steps.some((s) => !INIT.has(ir.actions[s.action]!.name)), 'violated by the initialisation');
    });

  const groups = groupedBy(FAULTS.filter((f) => !byOperator(f)), (f) => JSON.stringify(f.options ?? {}));
  for (const [key, faults] of groups)
    it(`without a fault everything is kept, options ${key}`, async () => {
      const ids = [...new Set(faults.map((f) => f.property))];
      const { verdicts } = await judge(ids, faults[0]!.options);
      const wanted = Object.fromEntries(ids.map((id) => [id, kept(named(id))]));
      assert.deepEqual(Object.fromEntries(ids.map((id) => [id, verdicts.get(id)!.outcome])), wanted);
    });

  it('every property is violated by the prototype or by a fault', () => {
    const faulty = new Set([...design.violates, ...(design.violatesBeyondQuick ?? []), ...FAULTS.map((f) => f.property)]);
    assert.deepEqual(PROPERTIES.map((p) => p.id).filter((id) => !faulty.has(id)), []);
  });

  it('the headlines are violated by two faults', () => {
    for (const id of ['PresentAlwaysOne', 'GicrMpidrFixed']) assert.ok(FAULTS.filter((f) => f.property === id).length >= 2, id);
  });
});
