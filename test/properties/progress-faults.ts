/** For every property of progress that rfc-v5 keeps: a faulty design in which something never comes about. */
import { dropEffect } from '../../checker/model/variation.ts';
import type { Fault } from './faults.ts';

export const PROGRESS_FAULTS: readonly Fault[] = [
  { property: 'CommandEnds', fault: 'a machine reset waits for vCPUs that it has not asked to stop', options: { reset: true }, variations: [dropEffect('main.pause_for_reset', 'vcpu')] },
  { property: 'EjectEnds', fault: 'the thread of an ejected CPU is not told to end', variations: [dropEffect('vcpu.unrealize', 'vcpu')] },
  { property: 'CpuOnTakesEffect', fault: 'a thread wakes up for its work and does not do it', variations: [dropEffect('vcpu.wait_io_event', 'psci')] },
];
