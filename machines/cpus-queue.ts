/** cpus_queue as a whole: sound, or with a freed object in it. Membership of living objects is `object[i,a].queued`. */
import { and, at, ref, type Expr } from '../checker/model/expression.ts';
import { choose, each, send, type Component, type Effect } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

/** One event to every member of cpus_queue, under a condition; `s` and `x` are the variables that it binds. */
export const eachQueued = (event: string, when?: Expr, s = 's', x = 'x'): Effect =>
  each(s, 'slot', each(x, 'incarnation', choose(ref('vcpu', [s, x]), { when: and(...(when ? [when] : []), at('object', [s, x], 'queued.yes')), event })));

/** A freed object stands in the list. */
export const queueDangling = at('cpusQueue', [], 'dangling');
/** What then happens to QEMU when the function `site` walks the list, or links or unlinks a neighbour. */
export const usesFreed = (site: string) => ({ when: queueDangling, event: `undefined ${site}` });
/** The function `site` uses the list; what else ends QEMU there comes after. */
export const walk = (site: string, ...after: Effect['cases']): Effect => choose(ref('qemu'), usesFreed(site), ...after);
/** pause_all_vcpus and resume_all_vcpus. */
export const queueWalk = walk('pause_all_vcpus');

export const cpusQueue: Component = {
  name: 'cpusQueue',
  doc: 'the list of all CPUs: does a freed object stand in it?',
  source: 'cpu-common.c:74-106 (cpus_queue, cpu_list_add, cpu_list_remove)',
  index: [],
  machine: () => flat('cpusQueue', region('sound', ['sound', 'dangling'], { leak: 'dangling' })),
  file: import.meta.url,
  joins: [{ action: 'main.realize_fail', effects: [send(ref('cpusQueue'), 'leak')] }],
};
