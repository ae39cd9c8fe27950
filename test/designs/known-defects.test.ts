/** The prototype's known defects are found by the properties that speak of them, each with a trace that XState itself can follow. */
import { design as sectionsFirst } from '../../designs/sections-first.ts';
import { assertFound, type Found } from './found.ts';

const ANY = 'boot+hot-any';
const DOCUMENTED = 'boot+hot-documented';
const KVM_DOCUMENTED = 'kvm-boot+hot-documented';

const FOUND: readonly Found[] = [
  { entry: 'B02', property: 'NothingPointsToFreedCpu', configuration: ANY, from: 'main.device_add(1,0,unrealizable)', end: ['main.pre_plug(1,0)', 'main.realize_fail(1,0)'] },
  { entry: 'B02', property: 'QueuedCpuIsRealized', configuration: ANY, from: 'main.device_add(1,0,unrealizable)', end: ['main.realize_fail(1,0)', 'main.device_add_error'] },
  { entry: 'B03', property: 'QemuSurvivesGicLookup', configuration: ANY, from: 'main.device_add(1,0,wrongNode)', end: ['main.pre_plug_abort(1,0)'] },
  { entry: 'B04', property: 'FeaturesEqualBootCpu', configuration: ANY, from: 'main.device_add(1,0,otherFeatures)', end: ['main.plug(1,0)'] },
  { entry: 'B25', property: 'PresentAlwaysOne', configuration: ANY, from: 'main.device_add(1,0,volatile)', end: ['vcpu[0,0].eject(1,0)'] },
  { entry: 'B06b', property: 'NoCpuEjectsItself', configuration: DOCUMENTED, from: 'main.device_add(1,0,good)', end: ['vcpu[1,0].eject_self'] },
  { entry: 'B07', property: 'ThreadEndsBeforeItsRegistersAreFreed', configuration: DOCUMENTED, from: 'vcpu[0,0].CPU_ON(1,0)', end: ['vcpu[0,0].eject(1,0)', 'vcpu[0,0].unrealize(1,0)'] },
  { entry: 'B13', property: 'OnlyOneCpuOnSucceeds', configuration: DOCUMENTED, from: 'main.device_add(1,0,good)', end: ['vcpu[0,0].CPU_ON(1,0)', 'vcpu[0,0].CPU_ON(1,0)'] },
  { entry: 'B21', property: 'ResetHandlerIffPlugged', configuration: 'boot+cold+cli-no-ged', end: ['main.create_devices'] },
  { entry: 'B21', property: 'GiccAccessibleIffPlugged', configuration: 'boot+cold+cli-no-ged', end: ['main.create_devices'] },
  { entry: 'B28', property: 'QemuSurvivesGicCreation', configuration: 'boot+cold-gicv2', end: ['main.create_gic'] },
  { entry: 'F12', property: 'QemuSurvivesSelfEject', configuration: 'boot+cold-one-thread', end: ['vcpu[0,0].write_selector(1)', 'vcpu[0,0].eject_in_shared_thread(1,0)'] },
  { entry: 'B05', property: 'ColdBootedCpuStays', configuration: 'boot+cold-documented', end: ['vcpu[0,0].write_selector(1)', 'vcpu[0,0].eject(1,0)'] },
  { entry: 'B05', property: 'ColdBootedCpuStays', configuration: 'linux-boot+cold', from: 'kernel.sysfs_eject(1)', end: ['vcpu[0,0].eject(1,0)'] },
  { entry: 'B12', property: 'ScanServesEveryInsertion', configuration: 'linux-boot+cold+hot-marks', from: 'vcpu[0,0].fw_remove(1)', end: ['aml.CSCN_return'] },
  { entry: 'B15', property: 'ResetLeavesNoRequest', configuration: DOCUMENTED, from: 'main.device_add(1,0,good)', end: ['main.all_paused_for_reset', 'main.devices_reset'] },
  { entry: 'B15', property: 'ResetClearsGed', configuration: DOCUMENTED, end: ['main.devices_reset'] },
  { entry: 'B19', property: 'ColdBootedCpuIsMadtEnabled', configuration: 'legacy-boot+cold+hot', end: ['kernel[0,0].boot'] },
  { entry: 'F10', property: 'ScanServesEveryRemoval', configuration: 'linux-boot+hot', from: 'main.device_del(1,0)', end: ['vcpu[0,0].clear_inserting(1)', 'aml.CSCN_return'] },
  { entry: 'B27', property: 'HotpluggedCpuStartsOff', configuration: 'boot+hot-secure', end: ['vcpu[1,0].created', 'main.reset_cpu(1,0)'] },
  { entry: 'B20', property: 'HypvirtTimerReachesSlotCpu', configuration: 'boot+hot-el2', end: ['main.load_kernel', 'main.create_devices'] },
  { entry: 'B26', property: 'TcgContextsAreOfLiveThreads', configuration: 'boot+hot+hot-contexts', from: 'main.device_add(2,0,good)', end: ['vcpu[1,0].wait_io_event'] },
  { entry: 'B01', property: 'UnpluggedVcpuReadsOff', configuration: KVM_DOCUMENTED, end: ['vcpu[0,0].run', 'vcpu[0,0].AFFINITY_INFO_ON(1)'] },
  { entry: 'B09', property: 'QemuSurvivesVcpuInit', configuration: 'kvm-boot+hot-any', from: 'main.device_add(1,0,otherFeatures)', end: ['vcpu[1,0].init_vcpu_fails'] },
  { entry: 'B10', property: 'KernelStartsOnlyEnabledCpu', configuration: 'kvm-boot+hot-smc32', end: ['vcpu[0,0].CPU_ON32(1)'] },
  { entry: 'B10', property: 'MpStateIsPowerState', configuration: 'kvm-boot+hot-smc32', from: 'main.plug(1,0)', end: ['vcpu[0,0].CPU_ON32(1)'] },
  { entry: 'B14', property: 'NoGuestCodeDuringReset', configuration: KVM_DOCUMENTED, from: 'main.finish_cpu_reset(0,0)', end: ['main.devices_reset', 'vcpu[0,0].run'] },
  { entry: 'B14c', property: 'ResetPauseIsNotUndone', configuration: KVM_DOCUMENTED, from: 'main.pause_for_reset', end: ['vcpu[1,0].all_paused', 'vcpu[1,0].power_on'] },
  { entry: 'B29', property: 'PluggedCpuHasFreshIcc', configuration: KVM_DOCUMENTED, from: 'vcpu[0,0].eject(1,0)', end: ['main.plug(1,0)'] },
  { entry: 'F30', property: 'QemuSurvivesSecondCpuSection', configuration: DOCUMENTED, from: 'vcpu[0,0].unrealize(1,0)', end: ['main.pre_plug(1,1)', 'main.realize(1,1)'] },
  { entry: 'F20', property: 'QemuSurvivesVcpuCreation', design: sectionsFirst, configuration: KVM_DOCUMENTED, from: 'vcpu[0,0].unrealize(1,0)', end: ['main.create_thread(1,1)', 'vcpu[1,1].create_vcpu_fails'] },
  { entry: 'F02', property: 'CpuOffReachesItsCaller', design: sectionsFirst, configuration: DOCUMENTED, from: 'main.plug(1,1)', end: ['vcpu[1,0].CPU_OFF_of_successor(1)'] },
  { entry: 'F46', property: 'EjectedVcpuReadsOff', configuration: KVM_DOCUMENTED, from: 'vcpu[0,0].eject(1,0)', end: ['vcpu[0,0].join(1,0)', 'vcpu[0,0].AFFINITY_INFO_ON(1)'] },
  { entry: 'F44', property: 'MainThreadIsNeverStuck', configuration: 'kvm-linux-boot+cold-reset', from: 'main.system_reset', end: ['vcpu[0,0].CPU_ON(1,0)', 'vcpu[0,0].wait_io_event', 'vcpu[1,0].wait_io_event', 'vcpu[1,0].all_paused', 'vcpu[1,0].power_on'] },
  { entry: 'F45', property: 'VcpuCanEscapeSystemEvent', configuration: 'kvm-linux-boot+cold-restart', from: 'kernel[0,0].reboot', end: ['vcpu[1,0].run'] },
  { entry: 'F21', property: 'JoinedCpuDoesNotPause', configuration: KVM_DOCUMENTED, from: 'vcpu[1,0].wait_io_event', end: ['vcpu[0,0].eject(1,0)', 'vcpu[0,0].unrealize(1,0)'] },
];

describe('rfc-v5', () => {
  for (const found of FOUND) it(`${found.entry}: ${found.property} shows it in ${found.configuration}`, () => assertFound(found));
});
