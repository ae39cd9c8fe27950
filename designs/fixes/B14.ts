/**
 * Without the read in the reset of a CPU there is nothing to pause for (Y2), and the reset is one BQL section, as under TCG. The
 * transfers of registers through the vCPU threads (Y3) stay. What the pause needed of states stays in the machines, unreached: the
 * properties that speak of it are decided here too. IccResetOnlyOfAccessible speaks of the read itself.
 */
import { and, at, not, or, ref } from '../../checker/model/expression.ts';
import { choose, send, type System } from '../../checker/model/system.ts';
import { addEffect, addGuard, dropAction, dropEffect, dropGuard, hasAction, hasComponent, replaceComponent, replaceGuard, withProperties, type Variation } from '../../checker/model/variation.ts';
import { runstateRunning } from '../../machines/conditions.ts';
import { listsFreed, onQueued, takesWork } from '../../machines/kvm/conditions.ts';
import { bql, stateIs } from '../../machines/main.ts';
import { extended } from '../../machines/extend.ts';
import { range, type On } from '../../machines/region.ts';
import type { Fix } from './fix.ts';

const thread = ref('vcpu', ['k', 'a']);
const adding = ref('vcpu', ['i', 'a']);
const stopAsked = at('vcpu', ['k', 'a'], 'stop.yes');
const again = stateIs('addSynced');
/** The thread's loop ends after the work: `unplug && !cpu_can_run`. */
const leaves = and(at('vcpu', ['k', 'a'], 'unplug.yes'), or(stopAsked, at('vcpu', ['k', 'a'], 'stopped.yes'), not(runstateRunning)));

/** device_add: the first reset follows the start of the thread; cpu_resume, the second reset and plug follow the transfer in one section. */
const deviceAdd: readonly Variation[] = [
  ...['main.reset_cpu', 'main.reset_cpu_again', 'main.all_paused_for_add', 'main.icc_reset_busy'].map(dropAction),
  replaceComponent('main', (c) => extended(c, () => ({ on: { '': { 'cpu reset': { waitCreated: 'addSync', addSynced: 'plug' } } } }))),
  replaceGuard('main.reset_cpu_done', 'stage', or(stateIs('waitCreated'), again)),
  addGuard('main.reset_cpu_done', 'created', not(at('vcpu', ['i', 'a'], 'thread.starting'))),
  dropGuard('main.reset_cpu_done', 'nobodyInside'),
  ...['bql', 'vcpu', 'qemu'].map((c) => dropEffect('main.reset_cpu_done', c)),
  addEffect('main.reset_cpu_done', choose(bql, { when: again, event: 'main takes' }), choose(adding, { when: again, event: 'resume' })),
];

/** A machine reset: all CPUs are reset in the section in which the last registers were taken from the kernel. */
const machineReset: readonly Variation[] = [
  ...['main.start_cpu_reset', 'main.all_paused_for_cpu_reset'].map(dropAction),
  replaceComponent('main', (c) =>
    extended(c, ({ slot = 1 }) => {
      const from = (s: number, to: string): On => Object.fromEntries(range(s).map((t) => [`handler-${t}`, to]));
      return { on: { '': { ...Object.fromEntries(range(slot).map((s) => [`handler ${s}`, from(s, `handler-${s}`)])), 'handlers done': from(slot, 'handlersDone') } } };
    }),
  ),
  replaceGuard('main.finish_cpu_reset', 'stage', stateIs('handler-{s}')),
  addGuard('main.finish_cpu_reset', 'handler', at('resetList', ['s'], 'o{x}')),
  ...['bqlFree', 'nobodyInside'].map((g) => dropGuard('main.finish_cpu_reset', g)),
  ...['bql', 'vcpu', 'qemu'].map((c) => dropEffect('main.finish_cpu_reset', c)),
];

/** CPU_ON: the stop is taken, then all queued work runs, each CPU_ON with its reset, then the loop condition decides. */
const cpuOn = (s: System): readonly Variation[] => [
  ...['vcpu.all_paused', 'vcpu.icc_reset_busy'].map(dropAction),
  addGuard('vcpu.wait_io_event', 'noOn', not(onQueued('k', 'a'))),
  ...['gap', 'nobodyInside'].map((g) => dropGuard('vcpu.power_on', g)),
  addGuard('vcpu.power_on', 'awake', takesWork('k', 'a')),
  addGuard('vcpu.power_on', 'called', onQueued('k', 'a')),
  ...['vcpu', 'psci', 'qemu', 'env', 'kvmVcpu', 'vmcse'].map((c) => dropEffect('vcpu.power_on', c)),
  addEffect(
    'vcpu.power_on',
    choose(thread, { when: leaves, event: 'exit' }, { when: stopAsked, event: 'stop' }, { event: 'work' }),
    choose(ref('psci', ['k', 'a']), { when: at('psci', ['k', 'a'], 'work.onOff', 'work.on2Off'), event: 'process off' }, { event: 'process on' }),
    send(ref('env', ['k', 'a']), 'reset'),
    choose(ref('kvmVcpu', ['k']), { when: leaves, event: 'park' }),
    choose(ref('vmcse', ['k', 'a']), { when: leaves, event: 'delete' }),
    choose(ref('qemu'), { when: listsFreed('k', 'a'), event: 'undefined cpreg_list' }),
  ),
  // A sleeping thread that is kicked works off what the kernel owes it before KVM_RUN returns.
  ...(hasComponent(s, 'kvmReset') ? [dropEffect('vcpu.power_on', 'kvmReset'), addEffect('vcpu.power_on', choose(ref('kvmReset', ['k']), { when: at('vcpu', ['k', 'a'], 'thread.asleep'), event: 'consume' }, { event: 'init' }))] : []),
  ...(hasComponent(s, 'context')
    ? [
        dropEffect('vcpu.power_on', 'context'),
        addEffect(
          'vcpu.power_on',
          choose(
            ref('context', ['k', 'a']),
            { when: or(leaves, at('psci', ['k', 'a'], 'work.onOff', 'work.on2Off')), event: 'clear' },
            { when: at('psci', ['k', 'a'], 'beforeReset.yes'), event: 'enter stray' },
            { event: 'enter' },
          ),
        ),
      ]
    : []),
];

export const fix: Fix = {
  id: 'B14',
  title: 'the reset value of ICC_CTLR is read once, at realize; no reset of a CPU reads it, so none pauses and resumes all vCPUs (B14, B14c, F21 to F24, F26 to F29, F43, F44)',
  source: 'hw/intc/arm_gicv3_kvm.c:717-729',
  variations: (s) => (hasAction(s, 'vcpu.power_on') ? [...(hasAction(s, 'main.reset_cpu') ? deviceAdd : []), ...(hasAction(s, 'main.finish_cpu_reset') ? machineReset : []), ...cpuOn(s), withProperties(s.properties.filter((p) => p.id !== 'IccResetOnlyOfAccessible'))] : []),
};
