/** What of the recordings the model does not explain, and why. Every entry must still excuse a line (test/conformance). */
import type { Outside } from '../checker/conform/mapping.ts';

const MIGRATION = 'migration of q35 is not in the model: checked up to the command that starts it';
const RCU_HEAD = 'memory corrupted by an RCU head that is queued twice when a CPU address space is freed: generic, not of CPU hotplug; the same walk ends well with that mended';

export const outside: Outside = [
  {
    recordings: '^qz?\\d+-',
    lines: '^guest/io-',
    until: { line: 'guest/io-write' },
    reason: 'the legacy interface of q35, which the first write to offset 0 switches off (hw/acpi/cpu_hotplug.c): not in the model',
  },
  {
    recordings: '^q01-',
    from: { line: 'qmp-command/device_add' },
    reason: 'a CPU is plugged while the legacy interface is on; the switch then builds AcpiCpuStatus from the slots as they are (cpu_hotplug_hw_init), so that plug leaves no event',
  },
  { recordings: '^(q09|q10)-', from: { line: 'qmp-command/migrate' }, reason: MIGRATION },
  {
    recordings: '^l13-',
    from: { line: 'qmp-command/migrate' },
    reason: 'the destination has another cpus= than the source: it fails on a CPU register that holds their number, not on anything of hotplug; not in the model',
  },
  { recordings: '^(x01|x02|x10|y01|o8[bc]?)-', from: { line: 'host/qemu-exit' }, reason: RCU_HEAD },
  { recordings: '^(y02|y03)-', from: { line: 'host/hang' }, reason: 'drain_call_rcu in a failed device_add waits for ever: a lost wake-up of the RCU thread, generic' },
];
