/** A destination starts in one action where machine initialisation leads step by step (machines/migration/restart.ts). */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { isModelError } from '../../checker/model/model-error.ts';

import type { SlotKind, VirtOptions } from '../../machines/sorts.ts';
import { withMigration } from '../../machines/migration/migrating.ts';
import { virt } from '../../machines/virt.ts';

const OPTIONS: Omit<VirtOptions, 'slots'> = { operator: 'any', reset: true, stop: true, passive: true, migrate: { to: 'any' } };

/** Local state of every instance, those left out that belong to no process or keep their state. */
const seen = (ir: Ir, state: readonly number[]): Record<string, string> =>
  Object.fromEntries(ir.instances.flatMap((x, i) => (/^(kind|migration|saved|asked)/.test(x.name) ? [] : [[x.name, ir.tables[x.table]!.states[state[i]!]!]])));

const doing = (ir: Ir, state: readonly number[], label: string): number[] => {
  const a = enabledActions(ir, state).find((k) => ir.actions[k]!.label === label);
  assert.ok(a !== undefined, `${label} is not enabled`);
  return step(ir, a, state);
};

/** Start the machine as its command line says. */
const started = (ir: Ir): number[] => {
  let state = initialState(ir);
  for (;;) {
    const enabled = enabledActions(ir, state);
    if (enabled.length !== 1) return state;
    state = step(ir, enabled[0]!, state);
  }
};

const onEach = (event: string): string[] => [0, 1, 2].map((s) => `vcpu[${s},0].${event}`);
/** Use a machine, migrate it, and start a destination. */
const destination = (ir: Ir, use: readonly string[], choice: string, synchronize: readonly string[] = []): number[] =>
  [...use, 'main.migrate', 'migration.stop_vm', ...onEach('wait_io_event'), 'migration.all_paused', ...synchronize, 'migration.save', `migration.start_destination(${choice})`].reduce((s, label) => doing(ir, s, label), started(ir));

const PLUG_AND_USE = [
  ...['device_add(2,0,otherFeatures)', 'pre_plug(2,0)', 'realize(2,0)', 'create_thread(2,0)'].map((x) => `main.${x}`),
  'vcpu[2,0].created',
  ...['reset_cpu(2,0)', 'plug(2,0)', 'device_del(2,0)', 'cont'].map((x) => `main.${x}`),
  'vcpu[0,0].run',
  'vcpu[0,0].CPU_ON(2,0)',
  'vcpu[2,0].wait_io_event',
  'vcpu[2,0].run',
  'vcpu[0,0].write_selector(2)',
  'vcpu[0,0].fw_remove(2)',
  'vcpu[0,0].write_command(2)',
  'vcpu[0,0].write_ost_status(2,other)',
];

/** KVM: each reset of the new CPU pauses all; its registers are put in its own thread. */
const PLUG_AND_USE_KVM = [
  ...['device_add(2,0,good)', 'pre_plug(2,0)', 'realize(2,0)', 'create_thread(2,0)'].map((x) => `main.${x}`),
  'vcpu[2,0].created',
  ...['reset_cpu(2,0)', 'all_paused_for_add', 'reset_cpu_done(2,0)'].map((x) => `main.${x}`),
  'vcpu[2,0].synchronize_post_init',
  'main.reset_cpu_again(2,0)',
  ...onEach('wait_io_event'),
  ...['all_paused_for_add', 'reset_cpu_done(2,0)', 'plug(2,0)', 'device_del(2,0)', 'cont'].map((x) => `main.${x}`),
  ...onEach('run'),
  'vcpu[0,0].write_selector(2)',
  'vcpu[0,0].fw_remove(2)',
  'vcpu[0,0].write_command(2)',
  'vcpu[0,0].write_ost_status(2,other)',
];

describe('a destination under KVM', () => {
  const options = { ...OPTIONS, accel: 'kvm' } as const;
  const ir = compose(virt('source', { ...options, slots: ['boot', 'cold', 'hot'] }, []));
  for (const [choice, kind] of [['empty', 'hot'], ['device', 'cli']] as const)
    it(`with its free slot ${choice} starts as machine initialisation starts it`, () => {
      const fresh = compose(virt('fresh', { ...options, slots: ['boot', 'cold', kind] }, []));
      assert.deepEqual(seen(ir, destination(ir, PLUG_AND_USE_KVM, choice, onEach('synchronize_to_save'))), seen(fresh, started(fresh)));
    });
  it('is refused with what is left out under KVM', () => {
    for (const left of [{ smc32: true }, { restart: true }, { migrate: { to: 'any', snapshot: true } }] as const)
      assert.throws(() => virt('left out', { ...options, slots: ['boot', 'hot'], ...left }, []), (e: unknown) => isModelError(e) && e.code === 'E_OPTIONS');
  });
});

describe('a destination', () => {
  const source: readonly SlotKind[] = ['boot', 'cold', 'hot'];
  const ir = compose(virt('source', { ...OPTIONS, slots: source }, []));
  for (const [choice, kind] of [['empty', 'hot'], ['device', 'cli']] as const)
    it(`with its free slot ${choice} starts as machine initialisation starts it, whatever the source did`, () => {
      const fresh = compose(virt('fresh', { ...OPTIONS, slots: ['boot', 'cold', kind] }, []));
      assert.deepEqual(seen(ir, destination(ir, PLUG_AND_USE, choice)), seen(fresh, started(fresh)));
    });

  it('is refused where a component does not say how it starts', () => {
    const base = virt('base', { ...OPTIONS, slots: source }, []);
    const { migrate, ...without } = OPTIONS;
    const stranger = { ...base.components[0]!, name: 'stranger', actions: [], joins: [] };
    const system = { ...virt('stranger', { ...without, slots: source }, []) };
    assert.throws(() => withMigration({ ...system, components: [...system.components, stranger] }, { ...OPTIONS, slots: source }), { code: 'E_RESTART' });
    assert.ok(migrate);
  });
});
