/** cpus_queue as a whole: sound, or with a freed object in it. Membership of living objects is `object[i,a].queued`. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

export const cpusQueue: Component = {
  name: 'cpusQueue',
  doc: 'the list of all CPUs: does a freed object stand in it?',
  source: 'cpu-common.c:74-106 (cpus_queue, cpu_list_add, cpu_list_remove)',
  index: [],
  machine: () => flat('cpusQueue', region('sound', ['sound', 'dangling'], { leak: 'dangling' })),
  file: import.meta.url,
  joins: [{ action: 'main.realize_fail', effects: [send(ref('cpusQueue'), 'leak')] }],
};
