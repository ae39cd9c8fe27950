/** VM run state: only running or not matters here (prelaunch, paused and prelaunch-after-reset behave alike). */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

export const runstate: Component = {
  name: 'runstate',
  doc: 'VM run state as runstate_is_running() sees it',
  source: 'system/runstate.c:798-812; system/cpus.c:284-330',
  index: [],
  machine: () => flat('runstate', region('paused', ['paused', 'running'], { run: 'running', pause: 'paused' })),
  file: import.meta.url,
  joins: [
    { action: 'main.stop', effects: [{ to: { component: 'runstate', index: [] }, cases: [{ event: 'pause' }] }] },
    { action: 'main.cont', effects: [{ to: { component: 'runstate', index: [] }, cases: [{ event: 'run' }] }] },
  ],
};
