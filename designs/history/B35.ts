import { and, at, exists } from '../../checker/model/expression.ts';
import { bqlFree, inGuest } from '../../machines/conditions.ts';
import { some } from '../../invariants/reachability.ts';
import { entry } from '../entry.ts';

const guestMeanwhile = and(at('main', [], 'draining'), bqlFree, exists('i', 'slot', exists('x', 'incarnation', inGuest('i', 'x'))));

export const design = entry({
  id: 'B35',
  title: 'a device_add that is refused gives the BQL away before it answers (Y5), and the guest may do anything meanwhile: harmless',
  source: 'system/qdev-monitor.c:869-883 (drain_call_rcu); that the wait may be long is a matter of RCU',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented'],
  variations: () => [(s) => ({ ...s, properties: [...s.properties, some('GuestRunsWhileRefusing', 'The guest can run while a refused device_add waits before its answer.', 'B35; Q.3 Y5', guestMeanwhile)] })],
  violates: [],
});
