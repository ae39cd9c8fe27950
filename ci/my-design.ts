/** A proposal on top of everything that mends rfc-v5: a CPU is plugged only while the machine runs. It has a price, and says so. */
import { addGuard, at, corrected, derive, type Design } from 'vcpuhp';

export const design: Design = derive(corrected, {
  name: 'my-design',
  title: 'corrected; a CPU is plugged into a running machine only',
  source: 'my-branch, 0123456789',
  configurations: { 'boot+cold-documented': 'quick', 'boot+hot-restart': 'quick' },
  variations: () => [addGuard('main.plug', 'running', at('runstate', [], 'running'))],
  // device_add on a paused machine waits for ever, and the command after it too.
  violates: ['NoDeadState', 'MainThreadIsNeverStuck', 'CommandEnds', 'DeviceAddSucceeds'],
});
