/** What fixes of defects that TCG has too mend under KVM (B09, F25), and that B14 alone mends all that comes of the pause in a reset. The others: designs/history. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { mended, type Fix } from '../../designs/fixes/fix.ts';
import { fixes } from '../../designs/fixes/index.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';

const violatedWith = async (configuration: string, used: readonly Fix[]): Promise<string[]> => {
  const base = rfcV5.configurations.find((c) => c.id === configuration)!.system();
  const found = await decide(compose(used.reduce(mended, base)), { coverage: false });
  assert.ok(found.complete, found.reason?.text);
  return found.verdicts.filter((v) => v.outcome === 'violated').map((v) => v.id);
};

/** What `corrected` violates in a configuration without one fix. */
const WITHOUT: readonly (readonly [fix: string, configuration: string, violated: readonly string[]])[] = [
  ['B04', 'kvm-boot+hot-any', ['QemuSurvivesVcpuInit']],
  ['B07', 'kvm-boot+hot-documented', ['ThreadEndsBeforeItsRegistersAreFreed', 'GuestRunsOnlyOnEnabledCpu', 'EjectOnlyOfPoweredOffCpu', 'EjectedVcpuReadsOff', 'QemuSurvivesRegisterTransfer', 'SlotCanBeVacated', 'SlotCanBeUsedAgain']],
];

/** What comes of the pause in the reset of a CPU. */
const OF_THE_PAUSE = [
  'PauseIsNotUndone', 'PlugPauseIsNotUndone', 'ResetPauseIsNotUndone', 'NoGuestCodeDuringReset', 'ResetDoesNotRewind', 'PausingCpuIsNeverStuck', 'JoinedCpuDoesNotPause', 'UnpluggedThreadIsAskedToStop', 'NoWaitForEndedThread',
  'QemuSurvivesIccReset', 'QemuSurvivesPutRegisters', 'QemuSurvivesEjectDuringReset', 'QemuSurvivesResetOfFreedCpu', 'NoDeadState', 'MainThreadIsNeverStuck',
];

describe('fixes under KVM', () => {
  for (const [fix, configuration, violated] of WITHOUT)
    it(`without ${fix}: ${violated.slice(0, 3).join(', ')}${violated.length > 3 ? ', ...' : ''}`, async () =>
      assert.deepEqual((await violatedWith(configuration, fixes.filter((f) => f.id !== fix))).sort(), [...violated].sort()));
  it('B14 alone mends what comes of the pause in a reset', async () => {
    const violated = await violatedWith('kvm-boot+hot-documented', fixes.filter((f) => f.id === 'B14'));
    assert.deepEqual(violated.filter((p) => OF_THE_PAUSE.includes(p)), []);
    assert.ok(violated.includes('EjectOnlyOfPoweredOffCpu'), 'and nothing else');
  });
  it('B14 alone lets a reset of a Linux guest come to its end (F44)', async () =>
    assert.deepEqual((await violatedWith('kvm-linux-boot+cold-reset', fixes.filter((f) => f.id === 'B14'))).sort(), ['ColdBootedCpuIsMadtEnabled', 'ResetClearsSelector']));
});
