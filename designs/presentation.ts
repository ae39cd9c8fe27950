/** How designs of the virt machine are drawn: the lanes of their sequence diagrams, the phases of their states, the views of a report. */
import type { Presentation } from '../checker/model/design.ts';
import { and, at, exists, not } from '../checker/model/expression.ts';
import { plugged } from '../machines/conditions.ts';

const someSlot = (e: Parameters<typeof exists>[2]) => exists('i', 'slot', e);

export const presentation: Presentation = {
  lanes: [
    { name: 'operator', causes: ['operator'], processes: ['management'] },
    // Whatever no other lane takes is the state of QEMU and is drawn with its main thread.
    { name: 'QEMU main', processes: ['main', 'migration'] },
    { name: 'vCPU {0}', each: true, processes: ['vcpu'], components: ['vcpu', 'psci', 'eject', 'env', 'vmcse', 'systemEvent'] },
    { name: 'KVM', processes: ['kvm'], components: ['kvmVcpu', 'mpState', 'kvmReset', 'icc', 'ran'] },
    { name: 'ACPI/GED', components: ['acpi', 'inserting', 'removing', 'fwRemove', 'ost', 'registers', 'command', 'ged', 'asked'] },
    { name: 'GIC', components: ['gic', 'wires', 'hypvirtTimer'] },
    { name: 'guest', causes: ['guest'], processes: ['linux'], components: ['kernel', 'linux', 'context', 'aml', 'scanned', 'gedThread', 'notified', 'madt', 'stuck', 'dueInsert', 'dueRemove'] },
  ],
  phases: [
    { name: 'QEMU has ended', text: 'QEMU crashed, exited or was shut down.', where: not(at('qemu', [], 'alive')) },
    { name: 'starting up', text: 'machvirt_init builds the machine.', where: at('main', [], 'start', 'possible', 'cpus', 'gic', 'released', 'ged', 'fwCfg', 'loaded') },
    { name: 'device_add at work', text: 'A CPU is being created, realized or plugged.', where: at('main', [], 'prePlug', 'realize', 'createThread', 'waitCreated', 'plug', 'draining') },
    { name: 'being stopped or reset', text: 'The main thread stops or resets the machine.', where: at('main', [], 'resetRequested', 'resetPausing', 'resetGap', 'stopPausing', 'stopGap') },
    { name: 'ejecting', text: 'A vCPU thread unplugs and joins another CPU.', where: someSlot(exists('x', 'incarnation', not(at('eject', ['i', 'x'], 'none')))) },
    { name: 'paused', text: 'The machine does not run.', where: at('runstate', [], 'paused') },
    { name: 'removal asked for', text: 'device_del was accepted; the guest has not ejected the CPU.', where: someSlot(at('removing', ['i'], 'yes')) },
    { name: 'insertion announced', text: 'A CPU was plugged; the guest has not acknowledged it.', where: someSlot(at('inserting', ['i'], 'yes')) },
    { name: 'a slot is vacant', text: 'A slot holds no CPU, and nothing is announced.', where: someSlot(not(plugged('i'))) },
    { name: 'a CPU is off', text: 'Every slot holds a CPU; one is powered off.', where: someSlot(exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), not(at('psci', ['i', 'x'], 'power.on'))))) },
  ],
  views: [
    { name: 'slot and GIC interface', configuration: 'boot+hot-documented', on: ['slot[1]', 'gic[1]'] },
    { name: 'ACPI device and its events', configuration: 'boot+hot-documented', on: ['acpi[1]', 'inserting[1]', 'removing[1]'] },
  ],
};
