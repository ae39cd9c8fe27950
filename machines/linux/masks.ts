/**
 * What the kernel knows of one possible CPU: its bits in the CPU masks, and whether an ACPI scan handler is attached to its
 * device. `present` is left out: it is set for every possible CPU and cleared only by cpu_die_early, for a CPU whose
 * features differ from those of the boot CPU. That is FeaturesEqualBootCpu, which the operator alone decides.
 */
import { at, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { each, send, type Component, type Effect } from '../../checker/model/system.ts';
import { parallel, region } from '../region.ts';

export const possible = (i: Index): Expr => at('linux', [i], 'possible.yes');
/** A `struct cpu` device exists: cpu_enabled. */
export const registered = (i: Index): Expr => at('linux', [i], 'enabled.yes');
/** adev->handler: the ACPI device has been enumerated. */
export const enumerated = (i: Index): Expr => at('linux', [i], 'handler.yes');
export const online = (i: Index): Expr => at('linux', [i], 'online.yes');

const bit = (on: readonly string[], off: readonly string[]) => region('no', ['no', 'yes'], { ...Object.fromEntries(on.map((e) => [e, 'yes'])), ...Object.fromEntries(off.map((e) => [e, 'no'])) });
/** A kernel starts: which CPUs are possible, and which of them executes it. */
const STARTS = ['start on possible', 'start possible', 'start'];

export const masks: Component = {
  name: 'linux',
  doc: 'CPU masks of the guest kernel for one CPU: possible, enabled, online; and the ACPI handler of its device',
  source: 'arch/arm64/kernel/smp.c; drivers/base/cpu.c register_cpu, unregister_cpu; kernel/cpu.c; drivers/acpi/scan.c',
  index: ['slot'],
  machine: () =>
    parallel('linux', {
      possible: bit(['start on possible', 'start possible'], ['start', 'power off']),
      enabled: bit(['register'], ['unregister', ...STARTS, 'power off']),
      handler: bit(['register'], ['detach', 'unregister', ...STARTS, 'power off']),
      online: bit(['set online', 'start on possible'], ['clear online', 'start possible', 'start', 'power off']),
    }),
  file: import.meta.url,
};
/** A machine reset: no kernel any more. */
export const masksReset: Effect = each('s', 'slot', send(ref('linux', ['s']), 'power off'));
