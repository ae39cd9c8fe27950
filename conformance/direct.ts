/** Recordings of `virt` under TCG, driven register by register and call by call (traces/direct, aarch64). */
import { and, at, eq, not } from '../checker/model/expression.ts';
import type { MappingSource } from '../checker/conform/mapping.ts';
import { mmio, programLines, psciCalls, snapshot } from './guest-accesses.ts';
import { migrationLines, migrationSteps, migrationTraces } from './migration.ts';
import { mainSteps } from './main-steps.ts';
import { hostLines, qemuLines } from './qemu-lines.ts';
import { vcpuSteps } from './vcpu-steps.ts';
import { isVirt, virtCommands, virtLabels, virtSetup } from './virt.ts';
import type { Lines } from './lines.ts';

/** How the process ended must be how the model ended. */
export const endLines: Lines = {
  'host/qemu-exit': {
    bind: { rc: 'args.rc', join: { path: 'args.stderr', cases: [['qemu_thread_join: Resource deadlock avoided', 1]], otherwise: 0 } },
    cases: [
      { when: eq('rc', 0), state: at('qemu', [], 'alive') },
      { when: eq('join', 1), state: at('qemu', [], 'aborted-qemu_thread_join_self', 'aborted-qemu_thread_join_mutual') },
      { state: not(at('qemu', [], 'alive')) },
    ],
  },
};

const lines: Lines = {
  ...hostLines,
  ...endLines,
  ...qemuLines,
  ...migrationLines,
  ...virtCommands('result.{s}.1'),
  ...mmio,
  ...snapshot,
  ...psciCalls,
  ...programLines,
};

export const direct: MappingSource = {
  name: 'direct',
  doc: 'A bare-metal program on virt makes one access or call a line; QEMU traces the register block, the GED, PSCI and the board handlers.',
  setup: {
    ...virtSetup,
    applies: and(eq('virt', 1), eq('program', 1)),
    bind: { virt: isVirt, program: { path: 'start.args.kernel', table: { false: 1 }, otherwise: 0 }, ged: 1, hotplug: 1, flat: 1, nameless: 0 },
    labels: virtLabels,
  },
  recorded: [{ lines: [...Object.keys(qemuLines), ...migrationTraces] }],
  lines,
  steps: [...mainSteps, ...migrationSteps, ...vcpuSteps],
};
