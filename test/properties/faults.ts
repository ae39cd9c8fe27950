/**
 * For every property that rfc-v5 itself keeps: faulty designs that violate it, by changing the state and not only where it
 * starts (R8). A property that no fault violates says nothing.
 */
import { at, FALSE, forall, ref, TRUE } from '../../checker/model/expression.ts';
import { each, send } from '../../checker/model/system.ts';
import { addEffect, addGuard, dropAction, dropEffect, dropGuard, replaceComponent, replaceGuard, type Variation } from '../../checker/model/variation.ts';
import { acpiRegions } from '../../machines/acpi.ts';
import { gicRegions } from '../../machines/gic.ts';
import { parallel } from '../../machines/region.ts';
import { withoutSections } from '../../designs/sections-first.ts';
import type { VirtOptions } from '../../machines/sorts.ts';

export interface Fault {
  /** Property that must be violated (a `sometimes`: unreached). */
  readonly property: string;
  /** What is wrong, one line. */
  readonly fault: string;
  readonly options?: Partial<VirtOptions>;
  readonly variations: readonly Variation[];
}

/** Without the exit that device_add meets while the old CPU is joined (F30), what comes after it can be reached. */
const sectionsFirst = withoutSections('main.realize');
const everySlot = (component: string, event: string) => each('s', 'slot', send(ref(component, ['s']), event));
const reset = { reset: true };
const kvm: Partial<VirtOptions> = { accel: 'kvm' };

export const FAULTS: readonly Fault[] = [
  { property: 'PresentAlwaysOne', fault: 'an eject takes presence away, as on x86', variations: [dropEffect('vcpu.eject', 'acpi'), addEffect('vcpu.eject', send(ref('acpi', ['i']), 'unplug volatile'))] },
  { property: 'PresentAlwaysOne', fault: 'device_add accepts acpi-persistent=off (B25)', options: { operator: 'any' }, variations: [] },
  { property: 'GicrMpidrFixed', fault: 'an eject rewrites GICR_TYPER', variations: [dropEffect('vcpu.eject', 'gic'), addEffect('vcpu.eject', send(ref('gic', ['i']), 'write typer other'))] },
  { property: 'GicrMpidrFixed', fault: 'a machine reset rebuilds GICR_TYPER from an object without affinity', options: reset, variations: [addEffect('main.devices_reset', everySlot('gic', 'write typer other'))] },
  {
    property: 'GiccAccessibleIffItHasCpu',
    fault: 'the notifier forgets gicc_accessible at unplug',
    variations: [
      replaceComponent('gic', (c) => ({
        ...c,
        machine: (sorts) => {
          const r = gicRegions(sorts);
          return parallel('gic', { ...r, accessible: { ...r.accessible, on: { ...r.accessible.on, unbind: { no: 'no', yes: 'yes' } } } });
        },
      })),
    ],
  },
  { property: 'GiccAccessibleIffPlugged', fault: 'an eject does not tell the GIC', variations: [dropEffect('vcpu.eject', 'gic')] },
  { property: 'GicCpuIsSlotCpu', fault: 'pre_plug does not stitch the GIC to the new CPU (H07)', variations: [dropEffect('main.pre_plug', 'gic')] },
  { property: 'WiresReachSlotCpu', fault: 'pre_plug does not wire the new CPU (H07)', variations: [dropEffect('main.pre_plug', 'wires')] },
  {
    property: 'EnabledImpliesPresent',
    fault: 'an eject of a volatile CPU clears present and leaves enabled',
    options: { operator: 'any' },
    variations: [
      replaceComponent('acpi', (c) => ({
        ...c,
        machine: (sorts) => {
          const r = acpiRegions(sorts);
          return parallel('acpi', { ...r, enabled: { ...r['enabled']!, on: { ...r['enabled']!.on, 'unplug volatile': { no: 'no', yes: 'yes' } } } });
        },
      })),
    ],
  },
  { property: 'EnabledIffPlugged', fault: 'an eject does not reach the ACPI record', variations: [dropEffect('vcpu.eject', 'acpi')] },
  {
    property: 'EnabledHasCpu',
    fault: 'an eject clears the CPU pointer and leaves enabled',
    variations: [
      replaceComponent('acpi', (c) => ({
        ...c,
        machine: (sorts) => {
          const r = acpiRegions(sorts);
          return parallel('acpi', { ...r, enabled: { ...r['enabled']!, on: { ...r['enabled']!.on, unplug: { no: 'no', yes: 'yes' } } } });
        },
      })),
    ],
  },
  { property: 'AcpiCpuIsSlotCpu', fault: 'plug does not reach the ACPI record (B17)', variations: [dropEffect('main.plug', 'acpi')] },
  { property: 'RemovingOnlyByRequest', fault: 'a machine reset raises removal requests', options: reset, variations: [addEffect('main.devices_reset', everySlot('removing', 'set'))] },
  { property: 'AcpiEnableOnlyByPlug', fault: 'a machine reset disables every CPU', options: reset, variations: [addEffect('main.devices_reset', everySlot('acpi', 'unplug'))] },
  { property: 'SlotHoldsRealizedCpu', fault: 'the slot keeps the CPU that was ejected', variations: [dropEffect('vcpu.eject', 'slot')] },
  { property: 'OneRealizedCpuPerSlot', fault: 'device_add tests neither the slot nor the sections', variations: [dropGuard('main.device_add', 'slotFree'), ...sectionsFirst] },
  { property: 'AffinityCopiesAgree', fault: 'pre_plug does not set mp-affinity', variations: [dropEffect('main.pre_plug', 'object')] },
  {
    property: 'CpuOnSucceedsOnlyWhenEnabled',
    fault: 'the slot is filled before the CPU thread is made',
    variations: [dropEffect('main.plug', 'slot'), addEffect('main.create_thread', send(ref('slot', ['i']), 'bind o{a}'))],
  },
  { property: 'HotpluggedCpuStartsOff', fault: 'a hot-plugged CPU comes up powered on (H05)', variations: [dropEffect('main.reset_cpu', 'psci'), addEffect('main.reset_cpu', send(ref('psci', ['i', 'a']), 'reset on'))] },
  { property: 'BootCpuStays', fault: 'the eject handler does not spare the boot CPU', variations: [replaceGuard('vcpu.eject', 'ejectable', TRUE)] },
  { property: 'ResetHandlerIffPlugged', fault: 'an eject leaves the reset handler registered', variations: [dropEffect('vcpu.eject', 'resetList')] },
  { property: 'BootCpusCountsPluggedCpus', fault: 'an eject does not lower boot_cpus (H06)', variations: [dropEffect('vcpu.eject', 'bootInfo')] },
  { property: 'RefusedDeviceDelChangesNothing', fault: 'device_del sets is_removing before it refuses', variations: [addEffect('main.device_del_refused', send(ref('removing', ['i']), 'set'))] },
  { property: 'RefusedDeviceDelRaisesNoEvent', fault: 'device_del raises the event before it refuses', options: { passive: true }, variations: [addEffect('main.device_del_refused', send(ref('ged'), 'send_event'))] },
  { property: 'NewCpuHasNoOldMark', fault: 'the sections of a CPU are unregistered before it is joined (F07)', variations: sectionsFirst },
  { property: 'FirmwareMarkIsLeftAlone', fault: 'the sections of a CPU are unregistered before it is joined (F08)', variations: sectionsFirst },
  { property: 'OneGuestCpuPerSlot', fault: 'the sections of a CPU are unregistered before it is joined (F03)', variations: sectionsFirst },
  { property: 'CpuOffReachesItsCaller', fault: 'the sections of a CPU are unregistered before it is joined (F02)', variations: sectionsFirst },
  { property: 'QemuSurvivesCpuListRemove', fault: 'the sections of a CPU are unregistered before it is joined (F09)', options: { operator: 'any' }, variations: [...sectionsFirst, ...withoutSections('main.realize_fail')] },
  { property: 'QemuSurvivesVcpuCreation', fault: 'the sections of a CPU are unregistered before it is joined (F20)', options: { accel: 'kvm' }, variations: sectionsFirst },
  { property: 'GatedSlotsStay', fault: 'a device_del that is refused empties the slot', options: { slots: ['boot', 'cold'], threads: 'single' }, variations: [addEffect('main.device_del_refused', send(ref('slot', ['i']), 'unbind'))] },
  { property: 'NoDeadState', fault: 'device_add keeps the BQL while it waits for the new thread', variations: [dropEffect('main.create_thread', 'bql')] },
  { property: 'MainThreadIsNeverStuck', fault: 'device_add keeps the BQL while it waits for the new thread', variations: [dropEffect('main.create_thread', 'bql')] },
  { property: 'EjectingCpuIsNeverStuck', fault: 'the eject keeps the BQL while it joins the thread', variations: [dropEffect('vcpu.unrealize', 'bql')] },
  { property: 'UnpluggedThreadIsNeverStuck', fault: 'the thread of the ejected CPU is not kicked out of its wait', variations: [replaceGuard('vcpu.wait_io_event', 'awake', at('vcpu', ['k', 'a'], 'thread.guest')), ...sectionsFirst] },
  { property: 'KvmMpidrFixed', fault: 'a VCPU_INIT of another id: the MPIDR of the vCPU changes when it is plugged', options: kvm, variations: [addEffect('main.plug', send(ref('kvmVcpu', ['i']), 'write mpidr other'))] },
  { property: 'KvmVcpuIsParkedOrOfLiveCpu', fault: 'a thread that ends does not park its vCPU', options: kvm, variations: [dropEffect('vcpu.wait_io_event', 'kvmVcpu')] },
  { property: 'ParkedIffUnplugged', fault: 'a thread that ends does not park its vCPU', options: kvm, variations: [dropEffect('vcpu.wait_io_event', 'kvmVcpu')] },
  { property: 'VcpuRunsOnlyForItsOwner', fault: 'threads use a vCPU that stays on the list of parked ones (H24)', options: kvm, variations: ['vcpu.created', 'vcpu.wait_io_event', 'vcpu.power_on'].map((a) => dropEffect(a, 'kvmVcpu')) },
  { property: 'StoppedVcpuExecutesNothing', fault: 'registers are written to the kernel without the mp_state (H32)', options: kvm, variations: [dropEffect('vcpu.run', 'mpState')] },
  { property: 'VmChangeHandlerIffThread', fault: 'the handler is not installed for a hot-plugged CPU (H04)', options: kvm, variations: [dropEffect('vcpu.created', 'vmcse')] },
  { property: 'VmChangeHandlerIffThread', fault: 'the handler is not deleted with the thread', options: kvm, variations: [dropEffect('vcpu.wait_io_event', 'vmcse')] },
  { property: 'CanReuseVcpu', fault: 'a vCPU that has run is never unparked', options: kvm, variations: [addGuard('vcpu.created', 'neverRan', at('icc', ['k'], 'fresh'))] },
  { property: 'VcpuCanEscapeSystemEvent', fault: 'no vCPU enters KVM_RUN while the kernel makes them all STOPPED', options: { accel: 'kvm', restart: true, slots: ['boot', 'cold'] }, variations: [addGuard('vcpu.run', 'noSystemEvent', forall('s', 'slot', forall('x', 'incarnation', at('systemEvent', ['s', 'x'], 'none'))))] },
  { property: 'CanPlug', fault: 'device_add is always refused (H15)', variations: [dropAction('main.device_add')] },
  { property: 'CanOnline', fault: 'CPU_ON is always denied', variations: [addGuard('vcpu.CPU_ON', 'never', FALSE)] },
  { property: 'CanPowerOff', fault: 'insert events cannot be acknowledged', variations: [dropAction('vcpu.clear_inserting')] },
  { property: 'CanRequestRemoval', fault: 'device_del is always refused', variations: [dropAction('main.device_del')] },
  { property: 'CanEject', fault: 'the eject handler spares every CPU', variations: [replaceGuard('vcpu.eject', 'ejectable', at('kind', ['i'], 'boot'))] },
  { property: 'CanReplug', fault: 'a slot can be used once', variations: [addGuard('main.device_add', 'unused', at('ejected', ['i'], 'no'))] },
  { property: 'QuiescentWhenUnplugged', fault: 'the machine never starts', variations: [addGuard('main.cont', 'never', FALSE)] },
];
