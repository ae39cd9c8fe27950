/**
 * What properties of progress assume of the schedule. QEMU's own threads are fair: a thread that can go on does (weak), and one that
 * waits for the BQL gets it (F0, machines/virt.ts). Nothing is assumed of the operator, of a hostile guest, or of faults.
 */
import type { Fairness } from '../checker/model/fairness.ts';
import type { VirtOptions } from '../machines/sorts.ts';

export type Machine = Pick<VirtOptions, 'accel' | 'guest' | 'migrate' | 'passive' | 'reset' | 'restart' | 'slots'>;

const ofEachVcpu = (...events: readonly string[]): Fairness[] => events.map((e) => ({ strong: { action: `vcpu.${e}`, args: { k: '*', a: '*' } } }));

/**
 * Threads of QEMU. Strong: a vCPU thread that executes guest code again and again also heeds a request to stop or to do work, wherever
 * it serves one, since a kick makes it leave guest code (TCG: before the next translation block, accel/tcg/cpu-exec.c; KVM: SIG_IPI
 * and immediate_exit, accel/kvm/kvm-all.c); and one that is stopped again and again and let go each time gets to execute. The
 * main loop looks for a request of the guest each time round (system/runstate.c main_loop_should_exit).
 */
export const threads = (o: Machine): readonly Fairness[] => [
  { weak: 'main' },
  { weak: 'vcpu[*,*]' },
  ...ofEachVcpu('wait_io_event', 'run', ...(o.accel === 'kvm' ? ['power_on', 'synchronize_post_init', ...(o.reset || o.restart ? ['synchronize_state', 'synchronize_post_reset'] : [])] : [])),
  ...(o.restart ? ['main.guest_reset', 'main.guest_shutdown'].map((action): Fairness => ({ strong: { action } })) : []),
];

/** Steps of the guest kernel and of the AML that it interprets, on whatever CPU executes it. */
const KERNEL = ['kernel.skip', 'kernel.device_check', 'kernel.eject_request', 'kernel.already_offline', 'aml.CSCN', 'aml.CSTA', 'aml.CEJ0', 'vcpu.CPU_ON', 'vcpu.CPU_ON_DENIED', 'vcpu.CPU_ON_ALREADY_ON'];
/** Steps that one CPU itself has to take. */
const OWN = ['kernel.boot', 'kernel.secondary_start_kernel', 'kernel.cpu_disable', 'vcpu.CPU_OFF'];

/**
 * ... and a guest kernel that goes on: whoever executes it and has an access, a call or a step to make, makes it (weak), and a worker
 * or an interrupt thread that gets ready again and again, because another one holds the CPU or the AML mutex in between, gets its turn (strong).
 */
export const cooperative = (o: Machine): readonly Fairness[] => [
  ...threads(o),
  { weak: 'linux' },
  { strong: { process: 'vcpu[*,*]', causes: ['guest'] } },
  ...OWN.map((action): Fairness => ({ strong: { action, args: { k: '*', a: '*' } } })),
  ...[...KERNEL, ...(o.accel === 'kvm' ? ['vcpu.AFFINITY_INFO_ON', 'vcpu.AFFINITY_INFO_OFF'] : ['vcpu.AFFINITY_INFO']), 'vcpu.acknowledge_ged', 'vcpu.read_ged', ...(o.passive ? ['aml.COST_success', 'aml.COST_failure'] : [])].map((action): Fairness => ({ strong: { action } })),
];
