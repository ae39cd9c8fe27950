import { and, at, exists } from '../../checker/model/expression.ts';
import { some } from '../../invariants/reachability.ts';
import { entry } from '../entry.ts';
import { configuration } from '../rfc-v5.ts';

/** The CPU is on the list and not in its slot, its reset has not ended, and somebody else's resume has reached it. */
const resumed = and(at('main', [], 'addPausing1', 'addGap1'), exists('i', 'slot', exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.null'), at('object', ['i', 'x'], 'life.realizing'), at('vcpu', ['i', 'x'], 'stop.no'), at('vcpu', ['i', 'x'], 'stopped.no')))));
/** Who may run, and when: what that could break. The rest is B14's. */
const ABOUT = ['GuestRunsOnlyOnEnabledCpu', 'CpuOnSucceedsOnlyWhenEnabled', 'HotpluggedCpuStartsOff', 'QemuKnowsWhoRuns', 'VcpuRunsOnlyForItsOwner'];

export const design = entry({
  id: 'B34',
  title: 'while device_add waits, a CPU_ON elsewhere resumes all vCPUs, the new one too, whose reset has not ended: it is powered off, so that it does not run',
  source: 'system/cpus.c:627-639; target/arm/cpu.c:2660 (A3.6, Y2)',
  must: 'pass',
  breaks: [],
  configurations: [],
  own: [configuration('quick', 'kvm-boot+cold+hot', 'KVM; boot CPU, cold-booted secondary, one hot-pluggable slot', { accel: 'kvm', slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }, false)],
  // The pauses are what B14 takes away.
  lacking: ['B14'],
  variations: () => [(s) => ({ ...s, properties: [...s.properties.filter((p) => ABOUT.includes(p.id)), some('NewCpuIsResumedEarly', 'A CPU that is being added can be resumed before its reset has ended.', 'B34; Q.10.6 X1', resumed)] })],
  violates: [],
});
