import { and, at, forall, implies, not, ref, taken } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { addComponent, addGuard, weakenGuard, type Variation } from '../../checker/model/variation.ts';
import { bqlFree, inGuest } from '../../machines/conditions.ts';
import { parallel, region } from '../../machines/region.ts';
import { executor } from '../../machines/executor.ts';
import { entry } from '../entry.ts';

const me = ref('memory', ['k', 'a']);
const pending = at('memory', ['k', 'a'], 'commit.pending');
const populated = (kinds: readonly string[]) => each('s', 'slot', choose(ref('memory', ['s', 0]), { when: at('kind', ['s'], ...kinds), event: 'create' }));

/** The address spaces of each CPU object, and the work that a change of the memory map queues for its thread. `first`: they go before the thread is joined. */
const memory = (first: boolean): Component => ({
  name: 'memory',
  doc: 'address spaces of one CPU object, and whether a tcg_commit_cpu is queued for its thread',
  source: 'system/physmem.c cpu_address_space_init, tcg_commit, cpu_address_space_destroy',
  index: ['slot', 'incarnation'],
  machine: () =>
    parallel('memory', {
      spaces: region('none', ['none', 'valid', 'freed'], { create: 'valid', destroy: 'freed', finalize: 'none' }),
      commit: region('none', ['none', 'pending'], { queue: 'pending', commit: 'none', finalize: 'none' }),
    }),
  file: import.meta.url,
  actions: [
    {
      component: 'vcpu',
      index: ['k', 'a'],
      process: 'vcpu[{k},{a}]',
      cause: 'guest',
      event: 'remap',
      params: executor,
      when: { inGuest: inGuest('k', 'a'), bqlFree },
      effects: [each('s', 'slot', each('x', 'incarnation', choose(ref('memory', ['s', 'x']), { when: and(at('object', ['s', 'x'], 'queued.yes'), ...(first ? [] : [at('vcpu', ['s', 'x'], 'unplug.no')])), event: 'queue' })))],
      fn: 'memory_region_transaction_commit, tcg_commit, async_run_on_cpu',
      source: 'system/physmem.c tcg_commit: the guest moves a BAR, or turns a device on',
    },
  ],
  joins: [
    { action: 'main.create_cpus', effects: [populated(['boot', 'cold'])] },
    { action: 'main.create_devices', effects: [populated(['cli'])] },
    { action: 'main.realize', effects: [send(ref('memory', ['i', 'a']), 'create')] },
    ...(first ? [{ action: 'vcpu.unrealize', effects: [send(ref('memory', ['i', 'b']), 'destroy')] }] : []),
    { action: 'vcpu.join', effects: [send(ref('memory', ['i', 'b']), 'finalize')] },
    { action: 'vcpu.wait_io_event', effects: [choose(me, { when: pending, event: 'commit' })] },
  ],
});
const found: Property = {
  id: 'CommitFindsAddressSpace',
  text: 'No work that was queued for a CPU by a change of the memory map runs on address spaces that were freed.',
  source: 'Q.I14; H21; system/physmem.c tcg_commit_cpu',
  kind: 'step',
  expr: forall('i', 'slot', forall('x', 'incarnation', implies(and(taken('vcpu.wait_io_event', { k: 'i', a: 'x' }), at('memory', ['i', 'x'], 'commit.pending')), not(at('memory', ['i', 'x'], 'spaces.freed'))))),
};
const variations = (first: boolean): readonly Variation[] => [
  addComponent(memory(first)),
  weakenGuard('vcpu.wait_io_event', 'called', pending),
  addGuard('vcpu.run', 'noCommit', not(pending)),
  (s) => ({ ...s, properties: [...s.properties, found] }),
];
const common = { source: 'RFC V4-rc3; fixed by 9fbb8ecbc6, 86eb1c31d1, 23c7d974ad (rc4, rc5); target/arm/cpu.c:2716-2726', configurations: ['boot+hot-documented'] };

/** As V5: the thread is joined first, and nothing is queued for a CPU that goes. */
export const sound = entry({ ...common, id: 'H21-sound', title: 'address spaces are destroyed after the join', must: 'pass', breaks: [], variations: () => variations(false), violates: [] });

export const design = entry({
  ...common,
  id: 'H21',
  title: 'the address spaces of a CPU are destroyed before its thread is joined: a tcg_commit_cpu that is queued for it runs on freed memory',
  must: 'fail',
  breaks: ['Q.I14'],
  variations: () => variations(true),
  violates: ['CommitFindsAddressSpace'],
});
