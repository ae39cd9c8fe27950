/** pause_all_vcpus and resume_all_vcpus under KVM, where each reset of a CPU calls both (Y2). */
import { and, at, exists, forall, implies, not, or, taken, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';

const some = (e: Expr): Expr => exists('s', 'slot', exists('x', 'incarnation', e));
/** The main thread waits in pause_all_vcpus inside a machine reset. */
const pausing = or(at('main', [], 'resetPausing'), some(at('main', [], 'cpuPausing-{s}-{x}')));
/** A machine reset resets the CPUs or writes their registers; every vCPU was paused for it. */
const resetting = or(at('main', [], 'handlersDone', 'resetLast'), some(at('main', [], 'get-{s}-{x}', 'handler-{s}', 'cpuPausing-{s}-{x}', 'cpuGap-{s}-{x}', 'put-{s}-{x}')));
const allAsked = forall('i', 'slot', forall('y', 'incarnation', implies(and(at('object', ['i', 'y'], 'queued.yes'), not(at('vcpu', ['i', 'y'], 'thread.none'))), at('vcpu', ['i', 'y'], 'stop.yes', 'stopped.yes'))));

export const pauseProperties: readonly Property[] = [
  {
    id: 'PauseIsNotUndone',
    text: 'While a CPU that is being started waits until all vCPUs are stopped, each of them is stopped or asked to stop.',
    source: 'Q.L5, Q.L6; B14c; system/cpus.c:601-639',
    kind: 'always',
    expr: forall('k', 'slot', forall('a', 'incarnation', implies(at('vcpu', ['k', 'a'], 'thread.pausing'), allAsked))),
  },
  {
    id: 'PlugPauseIsNotUndone',
    text: 'While a device_add waits until all vCPUs are stopped, each of them is stopped or asked to stop.',
    source: 'Q.L6; B14c; system/cpus.c:601-639',
    kind: 'always',
    expr: implies(at('main', [], 'addPausing1', 'addPausing2'), allAsked),
  },
  {
    id: 'ResetPauseIsNotUndone',
    text: 'While a machine reset waits until all vCPUs are stopped, each of them is stopped or asked to stop.',
    source: 'Q.L6, Q.L9; B14, B14c; system/runstate.c:798-802',
    kind: 'always',
    expr: implies(pausing, allAsked),
  },
  {
    id: 'NoGuestCodeDuringReset',
    text: 'No guest code executes from the moment when a machine reset has stopped all vCPUs until it resumes them.',
    source: 'Q.L9; B14; K.I30; hw/intc/arm_gicv3_kvm.c:729',
    kind: 'always',
    expr: implies(resetting, not(exists('i', 'slot', exists('y', 'incarnation', at('vcpu', ['i', 'y'], 'thread.guest'))))),
  },
  {
    id: 'ResetDoesNotRewind',
    text: 'The registers that a machine reset writes to the kernel are not older than what the CPU has executed since.',
    source: 'Q.L9; B14; accel/kvm/kvm-all.c:2820-2841',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(taken('vcpu.synchronize_post_reset', { k: 'i', a: 'x' }), at('ran', ['i', 'x'], 'no')))),
  },
  {
    id: 'PausingCpuIsNeverStuck',
    text: 'A CPU that is being started can always come out of pause_all_vcpus.',
    source: 'R6; Q.L5, Q.L10; B14c',
    kind: 'stuck',
    process: 'vcpu[{k},{a}]',
    bind: { k: 'slot', a: 'incarnation' },
    inside: at('vcpu', ['k', 'a'], 'thread.pausing'),
  },
  {
    id: 'JoinedCpuDoesNotPause',
    text: 'No CPU waits in pause_all_vcpus while another joins its thread: each would wait for the other.',
    source: 'Q.L3, Q.L10; K.P9; system/cpus.c:601-649',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', not(and(at('vcpu', ['i', 'x'], 'thread.pausing'), at('vcpu', ['i', 'x'], 'unplug.yes'))))),
  },
  {
    id: 'UnpluggedThreadIsAskedToStop',
    text: 'A thread that is to end is stopped or asked to stop until it has ended.',
    source: 'Q.L3; system/cpus.c:627-649',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(and(at('vcpu', ['i', 'x'], 'unplug.yes'), at('vcpu', ['i', 'x'], 'thread.idle', 'thread.guest', 'thread.asleep')), at('vcpu', ['i', 'x'], 'stop.yes', 'stopped.yes')))),
  },
  {
    id: 'NoWaitForEndedThread',
    text: 'The main thread queues no work for a thread that has ended: it would wait for it for ever, in the middle of a machine reset.',
    source: 'Q.L6, Q.L9; cpu-common.c:134-160',
    kind: 'step',
    expr: not(taken('main.run_on_exited_cpu')),
  },
];
