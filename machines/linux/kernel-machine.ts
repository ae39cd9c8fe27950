/** The guest kernel's control states and what moves between them; the actions that send these events: kernel.ts, restart.ts. */
import type { AnyStateMachine } from 'xstate';
import { flat, range, region } from '../region.ts';
import { phases, upStates } from './phase.ts';

type Map = Record<string, string>;

/** The control machine for n slots. With `passive` the kernel also evaluates `_OST`, whose values only pass through QEMU. */
export const kernelMachine = (n: number, passive: boolean): AnyStateMachine => {
  const per = (step: string, to: (i: number) => string): Map => Object.fromEntries(range(n).map((i) => [`${step}-${i}`, to(i)]));
  const pair = (step: string, to: (i: number, j: number) => string): Map => Object.fromEntries(range(n).flatMap((i) => range(n).map((j) => [`${step}-${i}-${j}`, to(i, j)])));
  const family = (event: string, on: (i: number) => Map): Record<string, Map> => Object.fromEntries(range(n).map((i) => [`${event} ${i}`, on(i)]));
  const whileUp = (to: string): Map => Object.fromEntries(upStates(n).map((s) => [s, to]));
  const broughtUp = (i: number) => (i + 1 < n ? `bringup-${i + 1}` : 'scan-0');
  const done = (i: number) => (passive ? `ostSuccess-${i}` : 'idle');
  const failed = (i: number) => (passive ? `ostFailure-${i}` : 'idle');
  const cameUp = { ...per('wait', broughtUp), ...per('upWait', () => 'idle') };
  return flat(
    'kernel',
    region('off', phases(n), {
      boot: { off: 'bringup-0' },
      skip: per('bringup', broughtUp),
      'CPU_ON accepted': { ...per('bringup', (i) => `wait-${i}`), ...per('up', (i) => `upWait-${i}`) },
      'CPU_ON refused': { ...per('bringup', broughtUp), ...per('up', () => 'idle') },
      'came up': cameUp,
      'stopped waiting': cameUp,
      // An evaluation of _STA is over.
      'sta next': { ...per('scan', (i) => (i + 1 < n ? `scan-${i + 1}` : 'idle')), ...per('post', done), ...pair('rescan', (c, j) => (j + 1 < n ? `rescan-${c}-${j + 1}` : done(c))) },
      'sta last': pair('rescan', done),
      'sta done': { ...per('check', done), ...per('verify', done) },
      'sta rescan': per('check', (c) => `rescan-${c}-0`),
      'sta rescan one': per('check', (c) => `rescan-${c}-${c}`),
      'sta post': per('verify', (i) => `post-${i}`),
      ...family('device check', (i) => ({ idle: `check-${i}` })),
      ...family('eject request', (i) => ({ idle: passive ? `ostProgress-${i}` : `offline-${i}` })),
      'already offline': per('offline', (i) => `eject-${i}`),
      // A veto ends kexec in BUG_ON(num_online_cpus() > 1) (K.5, kexec 3).
      'offline refused': { ...per('offline', failed), ...per('down', () => 'idle'), ...per('kexec', () => 'panicked') },
      ...family('took down', (c) => ({ [`offline-${c}`]: `kill-${c}`, [`down-${c}`]: `downKill-${c}`, ...per('kexec', (r) => `kexecKill-${r}-${c}`) })),
      dead: { ...per('kill', (i) => `eject-${i}`), ...per('downKill', () => 'idle'), ...pair('kexecKill', (r) => `kexec-${r}`) },
      ejected: per('eject', (i) => `verify-${i}`),
      'ost written': { ...per('ostSuccess', () => 'idle'), ...per('ostFailure', () => 'idle'), ...per('ostProgress', (i) => `offline-${i}`) },
      ...family('online', (i) => ({ idle: `up-${i}` })),
      ...family('offline', (i) => ({ idle: `down-${i}` })),
      reboot: whileUp('rebooting'),
      'power off': whileUp('poweringOff'),
      ...family('kexec', (k) => whileUp(`kexec-${k}`)),
      'kexec boot': per('kexec', () => 'bringup-0'),
      crash: whileUp('scan-0'),
      panic: 'panicked',
      'machine reset': 'off',
    }),
  );
};
