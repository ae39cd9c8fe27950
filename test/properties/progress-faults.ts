/** For every property of progress that rfc-v5 keeps somewhere: a faulty design in which something never comes about. */
import { at, FALSE, not } from '../../checker/model/expression.ts';
import { addGuard, dropEffect, replaceGuard } from '../../checker/model/variation.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { addingAny } from '../../machines/main.ts';
import type { Fault } from './faults.ts';

const linux: Partial<VirtOptions> = { guest: { profile: 'linux', admin: false }, passive: true };
const online = at('linux', ['i'], 'online.yes');

export const PROGRESS_FAULTS: readonly Fault[] = [
  { property: 'CommandEnds', fault: 'a machine reset waits for vCPUs that it has not asked to stop', options: { reset: true }, variations: [dropEffect('main.pause_for_reset', 'vcpu')] },
  { property: 'EjectEnds', fault: 'the thread of an ejected CPU is not told to end', variations: [dropEffect('vcpu.unrealize', 'vcpu')] },
  { property: 'CpuOnTakesEffect', fault: 'a thread wakes up for its work and does not do it', variations: [dropEffect('vcpu.wait_io_event', 'psci')] },
  { property: 'CpuOffTakesEffect', fault: 'a thread wakes up for its work and does not do it', variations: [dropEffect('vcpu.wait_io_event', 'psci')] },
  { property: 'DeviceAddSucceeds', fault: 'realize fails whatever is asked for', variations: [replaceGuard('main.realize', 'adding', FALSE), replaceGuard('main.realize_fail', 'adding', addingAny)] },
  { property: 'DeviceDelRaisesRequest', fault: 'device_del marks nothing', variations: [dropEffect('main.device_del', 'removing')] },
  { property: 'GuestRequestIsServed', fault: 'the main loop looks for a reset by the guest only in a stopped machine', options: { restart: true }, variations: [addGuard('main.guest_reset', 'stopped', not(at('runstate', [], 'running')))] },
  { property: 'NotificationIsTaken', fault: 'the worker leaves an eject request for a CPU that is online', options: linux, variations: [addGuard('kernel.eject_request', 'offline', not(online))] },
  { property: 'OstIsReported', fault: 'a device check waits for an _STA that nobody evaluates', options: linux, variations: [addGuard('aml.CSTA', 'noCheck', not(at('kernel', [], 'check-{i}')))] },
  { property: 'AgreedRemovalEnds', fault: 'the kernel evaluates _EJ0 only for CPUs that it has online', options: linux, variations: [addGuard('aml.CEJ0', 'online', online)] },
  { property: 'ScanEnds', fault: 'the scan clears the insert flag again and again', options: linux, variations: [dropEffect('vcpu.clear_inserting', 'aml')] },
];
