import { without } from '../without.ts';

export const design = without('B14', {
  configurations: ['kvm-boot+hot-documented'],
  breaks: ['Q.I34', 'Q.L9', 'Q.L5', 'Q.L6', 'Q.L10'],
  violates: ['CommandEnds', 'CpuOnTakesEffect', 'PauseEnds', 'SlotCanBeVacated', 'StartedCpuExecutes', 'MainThreadIsNeverStuck', 'NoDeadState', 'NoGuestCodeDuringReset', 'PauseIsNotUndone', 'PausingCpuIsNeverStuck', 'QemuSurvivesIccReset', 'ResetDoesNotRewind', 'ResetPauseIsNotUndone'],
});
