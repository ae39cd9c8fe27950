/** Why some states and events of the machines, and some actions, are never used (R23): what is there for other designs, or for recordings. */
type Reasons = Readonly<Record<string, string>>;

const FORGOTTEN = 'emptied before the CPU is freed; the state is there for designs that forget to';
const BOOT = 'the boot CPU is neither plugged nor unplugged';
const SECOND = 'the second object of a slot is never plugged: to realize it beside the first one ends QEMU (F30); sections-first goes on';
const SYSFS = '_STA read for sysfs is an option for recordings';
const SUCCESSOR = 'F02: a CPU is plugged while the thread of the old one runs; QEMU ends before that (F30), sections-first reaches it';
const F20 = 'F20: a vCPU that its slot still uses is created again; QEMU ends before that (F30), sections-first reaches it';
const F09 = 'F09 lies behind F30; sections-first reaches it';
const PRESENT = 'EnabledImpliesPresent: an enabled CPU is present';

/** In every design. */
const EVERYWHERE: Reasons = {
  'state request add-0-*': "slot 0 is the boot CPU's: a device_add for it is refused before it becomes a request",
  'event request add-0-*': "slot 0 is the boot CPU's: a device_add for it is refused before it becomes a request",
  'state slot cpu.dangling': FORGOTTEN,
  'state acpi cpu.dangling': FORGOTTEN,
  'state resetList dangling': FORGOTTEN,
  'state eject *-0-1': BOOT,
  'event eject unplug by 0-1': BOOT,
  'state bootInfo *': 'BootCpusCountsPluggedCpus: the count neither wraps round nor reaches 0; for designs that miscount',
  'event bootInfo *': 'BootCpusCountsPluggedCpus: the count neither wraps round nor reaches 0; for designs that miscount',
};

/** Where the second object of a slot is not plugged. */
const ONE_OBJECT: Reasons = {
  'state slot cpu.o1': SECOND,
  'event slot *o1': SECOND,
  'state acpi cpu.o1': SECOND,
  'event acpi *o1': SECOND,
  'state resetList o1': SECOND,
  'event resetList *o1': SECOND,
  'state eject *-1-1': SECOND,
  'event eject unplug by 1-1': SECOND,
  'state qemu undefined-cpu_list_remove': F09,
  'event qemu undefined cpu_list_remove': F09,
};

/** Where the affinity of a GIC CPU interface is modelled. */
const TYPER: Reasons = {
  'state gic typer.other': 'GicrMpidrFixed: nothing writes GICR_TYPER; for designs that do',
  'event gic write typer *': 'GicrMpidrFixed: nothing writes GICR_TYPER; for designs that do',
  'event acpi hw_init absent': 'on Arm every possible CPU is present from the start; q35 uses it',
};

const GIC = 'QemuSurvivesGicTransfer: the registers of every CPU are taken first, so that none is inside KVM_RUN; for designs that do not';

/** In designs with KVM, Linux and migration, where the second object of a slot is not plugged. */
const KVM_AND_LINUX: Reasons = {
  'state kvmVcpu mpidr.other': 'KvmMpidrFixed: nothing writes the MPIDR of a vCPU; for designs that do',
  'event kvmVcpu write mpidr other': 'KvmMpidrFixed: nothing writes the MPIDR of a vCPU; for designs that do',
  'state vmcse dangling': FORGOTTEN,
  'state kvmVcpu of.o1': SECOND,
  'event kvmVcpu unpark o1': SECOND,
  'state main *-1': SECOND,
  'event main *-1': SECOND,
  'action *_of_successor': SUCCESSOR,
  'event context bug': SUCCESSOR,
  'event kernel panic': SUCCESSOR,
  'action vcpu.create_vcpu_fails': F20,
  'state qemu exited-kvm_create_vcpu': F20,
  'event qemu exited kvm_create_vcpu': F20,
  'state qemu aborted-kvm_gicd_access': GIC,
  'event qemu aborted kvm_gicd_access': GIC,
  'state savedAcpi yes-no': PRESENT,
  'event savedAcpi save yes-no': PRESENT,
  'event acpi load yes no': PRESENT,
  'event vcpu join end, stopped': "in the quick tier no vCPU is stopped by a system event while it waits for another one's end",
  'state aml scan*-1': 'the scan starts at CPU 1 only behind an event of CPU 0, the boot CPU, which has none',
  'state aml *-0': BOOT,
  'event aml *0': BOOT,
  'state kernel *-0': BOOT,
  'state kernel rescan-0-1': BOOT,
  'event kernel * 0': BOOT,
  'state aml read*-1': SYSFS,
  'event aml call status 1': SYSFS,
  'state kernel kexecKill-1-1': 'no CPU takes itself down',
  'event resetHandlers start': 'in the quick tier no machine that can be reset is migrated to another process under KVM',
  'event linux detach': 'no device check comes for a CPU that is registered and not enabled',
};

const UNCONNECTED = 'B20: nothing connects the line';
const VIRT: Reasons = { ...EVERYWHERE, ...ONE_OBJECT, ...TYPER, ...KVM_AND_LINUX };
export const RFC_V5: Reasons = { ...VIRT, 'event mpState start cold': 'in the quick tier no machine with a cold-booted secondary is migrated under KVM', 'state hypvirtTimer *': UNCONNECTED, 'event hypvirtTimer *': UNCONNECTED };

/** Ends of QEMU, what mends each, and how a design without them says so. */
const survived = (ends: Reasons): Reasons => Object.fromEntries(Object.entries(ends).flatMap(([end, why]) => [[`state qemu ${end.replace(' ', '-')}`, why], [`event qemu ${end}`, why]]));

const B14 = 'B14: no reset of a CPU pauses all vCPUs any more';
const F06 = 'F06: no work is queued for a CPU when all are paused, and so none from before a reset';
const B10 = 'B10: the call is forwarded to QEMU';
const B16 = 'B16: a stream of a VM with other CPUs is refused';
const B13 = 'B13: no second CPU_ON is queued, and B07: no CPU with work queued is ejected';
const B07 = 'B07: a CPU is ejected only when it is off and has no work queued, so that its thread does nothing any more';
const F30 = 'F30: the first object of a slot is gone before a second one is made';
const B02 = 'B02: what fails to realize leaves nothing, so nothing dangles';
const ENDS: Reasons = {
  'aborted create_gic': 'mended: B28',
  'aborted gicv3_cpu_update_notifier': 'mended: B03',
  'aborted qemu_thread_join_self': 'mended: B06b, F12',
  'aborted qemu_thread_join_mutual': 'mended: B06b, B07',
  'aborted psci_cpu_off': 'mended: B07',
  'undefined cpu_list_add': 'mended: B02, F30',
  'exited savevm_state_handler_insert': 'mended: F30',
  'undefined pause_all_vcpus': 'mended: B02',
  'undefined tlb_flush_all_cpus': 'mended: B02',
  'undefined gicv3_cpuif_update': 'mended: B02',
  'undefined cp_regs': 'mended: B07',
  'aborted virt_find_cpu_slot': 'mended: B16',
  'undefined cpu_synchronize_all_states': 'mended: B02',
  'exited kvm_arch_init_vcpu': 'mended: B04',
  'aborted arm_gicv3_icc_reset': 'mended: B14',
  'aborted bank_number': 'mended: B14',
  'aborted resettable_container_child_foreach': 'mended: B14, B07',
  'undefined cpreg_list': 'mended: B07',
  'undefined do_cpu_reset': 'mended: B14, B07',
};

/** What the fixes leave without use. */
export const CORRECTED: Reasons = {
  'event mpState start device': 'B01: a vCPU is created off, whoever stands in the slot',
  'event mpState start empty': 'B01: a vCPU is created off, whoever stands in the slot',
  'action migration.run_on_exited_cpu': B07,
  'state migration hanging': B07,
  'event migration wait for ever': B07,
  ...VIRT,
  ...survived(ENDS),
  'state hypvirtTimer o1': SECOND,
  'event hypvirtTimer *o1': SECOND,
  'state hypvirtTimer dangling': FORGOTTEN,
  'property PauseIsNotUndone': B14,
  'property PlugPauseIsNotUndone': B14,
  'property PausingCpuIsNeverStuck': B14,
  'property PauseEnds': B14,
  'state main addPausing*': B14,
  'state main addGap*': B14,
  'state main cpuPausing-*-0': B14,
  'state main cpuGap-*-0': B14,
  'state vcpu thread.pausing': B14,
  'state vcpu thread.gap': B14,
  'event main reset*': B14,
  'event vcpu pause self': B14,
  'event vcpu all paused': B14,
  'event vcpu work done*': B14,
  'event vcpu next work': B14,
  'event vcpu repause': B14,
  'event env zero*': B14,
  'state context stray': B14,
  'event context rewind': B14,
  'property KernelStartsOnlyEnabledCpu': B10,
  'action vcpu.CPU_ON32': B10,
  'event mpState CPU_ON32': B10,
  'action vcpu.wake': B10,
  'event vcpu wake': B10,
  'state kvmReset *': B10,
  'event kvmReset *': B10,
  'state psci work.on2': B13,
  'state psci work.offOn': B13,
  'state psci work.on*Off': B13,
  'event psci process *o*': B13,
  'state psci beforeReset.yes': F06,
  'event psci reset * pending': F06,
  'event context enter stray': F06,
  'action vcpu.access_freed_cp_reg': B07,
  'action vcpu.*_unplugged': B07,
  'action vcpu.hypercall_after_unrealize': B07,
  'action main.run_on_exited_cpu': B07,
  'state main waitingForEver': B07,
  'event main wait for ever': B07,
  'action vcpu.eject_self': 'B06b: a CPU cannot eject itself',
  'action vcpu.eject_in_shared_thread': 'F12: nothing is ejected where hot-plug is gated off',
  'action main.device_del_in_process': 'F07: refused',
  'action main.skip_synchronize_post_reset': 'B14: a reset of a CPU gives the lock to nobody, so no CPU goes while the machine is reset',
  'action vcpu.init_vcpu_fails': 'B04: refused before the thread starts',
  'action vcpu.broadcast_tlbi': B02,
  'action vcpu.gic_access': B02,
  'action vcpu.gic_access_without_cpu': B02,
  'state gic cpu.dangling': B02,
  'state wires dangling': B02,
  'state cpusQueue dangling': B02,
  'event cpusQueue leak': B02,
  'state gic cpu.o1': F30,
  'event gic *o1': F30,
  'state wires o1': F30,
  'event wires *o1': F30,
  'state request add-1-1-*': F30,
  'event request add-1-1-*': F30,
  'action main.unrealize*_unwanted': B16,
  'action main.loadvm_unknown_section*': B16,
  'state main joining*': B16,
  'event main join*': B16,
  'state object life.unrealized': B16,
  'event object unrealized': B16,
  'state savedAcpi no-no': 'B25: every CPU is present, also in a stream',
  'event savedAcpi save no-no': 'B25: every CPU is present, also in a stream',
  'event acpi load no no': 'B25: every CPU is present, also in a stream',
  'event acpi unplug volatile': 'B25: acpi-persistent=off is refused',
  'state object persistent.no': 'B25: acpi-persistent=off is refused',
  'event object create volatile': 'B25: acpi-persistent=off is refused',
  '* request add-1-0-volatile': 'B25: acpi-persistent=off is refused',
  '* request add-1-0-wrongNode': 'B03: refused before anything is written',
  'event object create wrongNode': 'B03: refused before anything is written',
  'event object cold create apart': 'B21: a -device CPU is refused where there is no GED',
};

const NO_PSCI = 'q35 has no PSCI here';
const DOCUMENTED = 'documented commands only: valid arguments';
const NO_CLI = 'no -device CPU in its configurations';
const NO_CPU_RUNS = 'nothing starts another CPU, so that the boot CPU makes every access';

/** On q35. */
export const Q35: Reasons = {
  ...EVERYWHERE,
  ...ONE_OBJECT,
  'state qemu shutDown': 'no power-off by the guest here',
  'event qemu shut down': 'no power-off by the guest here',
  ...survived({ ...Object.fromEntries(['create_gic', 'gicv3_cpu_update_notifier'].map((site) => [`aborted ${site}`, 'q35 has no such GIC'])), ...Object.fromEntries(['aborted qemu_thread_join_self', 'aborted qemu_thread_join_mutual', 'aborted psci_cpu_off'].map((e) => [e, NO_CPU_RUNS])), ...Object.fromEntries(['cpu_list_add', 'pause_all_vcpus', 'tlb_flush_all_cpus', 'gicv3_cpuif_update', 'cp_regs'].map((site) => [`undefined ${site}`, NO_CPU_RUNS])) }),
  'action main.realize_fail': DOCUMENTED,
  'event main fail': DOCUMENTED,
  '* request add-1-*-unrealizable': DOCUMENTED,
  '* request add-1-*-wrongNode': DOCUMENTED,
  '* request add-1-*-otherFeatures': DOCUMENTED,
  '* request add-1-*-volatile': DOCUMENTED,
  'event object create *': DOCUMENTED,
  'state object features.other': DOCUMENTED,
  'state object persistent.no': DOCUMENTED,
  'state cpusQueue dangling': DOCUMENTED,
  'event cpusQueue leak': DOCUMENTED,
  'action vcpu.access_freed_cp_reg': NO_CPU_RUNS,
  'action vcpu.broadcast_tlbi': DOCUMENTED,
  'state psci *': NO_PSCI,
  'event psci *': NO_PSCI,
  'event vcpu work': NO_PSCI,
  'event vcpu halt': NO_PSCI,
  'state eject *-1-0': NO_CPU_RUNS,
  'event eject unplug by 1-0': NO_CPU_RUNS,
  'state kind cli': NO_CLI,
  'event acpi coldplug': NO_CLI,
  'event object cold create apart': NO_CLI,
  'event acpi unplug': 'no CPU of q35 is persistent: presence follows the object',
  'event acpi hw_init persistent': 'no CPU of q35 is persistent: presence follows the object',
};

/** In sections-first, which goes on where rfc-v5 ends. */
export const SECTIONS_FIRST: Reasons = {
  ...EVERYWHERE,
  ...TYPER,
  'state qemu shutDown': 'no power-off by the guest in its configurations',
  'event qemu shut down': 'no power-off by the guest in its configurations',
  ...survived({ 'aborted create_gic': 'no GICv2 in its configurations', 'aborted qemu_thread_join_mutual': 'two CPUs that eject each other: three slots, full tier', 'exited savevm_state_handler_insert': 'what this design is about: the sections are gone by then' }),
  'state kind cold': 'two slots only, of which one is hot-pluggable',
  'state kind cli': 'two slots only, of which one is hot-pluggable',
  'event object cold create apart': NO_CLI,
  'event acpi coldplug': NO_CLI,
};
