import { without } from '../without.ts';

export const design = without('B14', {
  configurations: ['kvm-boot+hot-documented'],
  violates: ['MainThreadIsNeverStuck', 'NoDeadState', 'NoGuestCodeDuringReset', 'PauseIsNotUndone', 'PausingCpuIsNeverStuck', 'QemuSurvivesIccReset', 'ResetDoesNotRewind', 'ResetPauseIsNotUndone'],
});
