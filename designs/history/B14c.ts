import { entry } from '../entry.ts';
import { configuration } from '../rfc-v5.ts';

export const design = entry({
  id: 'B14c',
  title: 'two pauses of all vCPUs overlap, with no machine reset: the first to end resumes all, and the other waits for ever; mended with B14',
  source: 'system/cpus.c:601-639',
  must: 'fail',
  breaks: ['Q.L5', 'Q.L6', 'Q.L10'],
  configurations: [],
  own: [configuration('quick', 'kvm-boot+cold+cold', 'KVM; boot CPU and two cold-booted secondaries', { accel: 'kvm', slots: ['boot', 'cold', 'cold'], operator: 'documented', reset: false, stop: false, passive: false }, false)],
  lacking: ['B14'],
  variations: () => [],
  violates: ['CpuOnTakesEffect', 'PauseEnds', 'StartedCpuExecutes', 'PauseIsNotUndone', 'PausingCpuIsNeverStuck', 'QemuSurvivesIccReset'],
});
