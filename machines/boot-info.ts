/** vms->boot_cpus and the FW_CFG_NB_CPUS that firmware reads: a counter and its copy. */
import { add, and, at, count, eq, ref, value } from '../checker/model/expression.ts';
import { choose, type Component, type Effect } from '../checker/model/system.ts';
import { parallel, range, region } from './region.ts';

const me = ref('bootInfo');
const now = value('bootInfo', [], 'cpus');

/** The component for `slots` possible CPUs; the counter runs 0..slots, and `wrapped` once it went below 0 (it is unsigned). */
export const bootInfo = (slots: number): Component => {
  const numbers = range(slots + 1);
  /** boot_cpus := n and, where fw_cfg exists already, NB_CPUS := n. */
  const storeSum = (...terms: Parameters<typeof add>): Effect => choose(me, ...numbers.map((n) => ({ when: eq(add(...terms), n), event: `store ${n}` })), { event: 'wrap' });
  const all = numbers.map(String);
  const to = (v: string, from: readonly string[]): Record<string, string> => Object.fromEntries(from.map((s) => [s, v]));
  return {
    name: 'bootInfo',
    doc: 'boot_cpus of the board and its copy FW_CFG_NB_CPUS',
    source: 'hw/arm/virt.c:1434, 3210-3213, 3313-3316',
    index: [],
    machine: () =>
      parallel('bootInfo', {
        cpus: region('0', [...all, 'wrapped'], { ...Object.fromEntries(all.map((v) => [`store ${v}`, v])), wrap: 'wrapped' }),
        fwCfg: region('absent', ['absent', ...all, 'wrapped'], {
          ...Object.fromEntries(all.map((v) => [`store ${v}`, { absent: 'absent', ...to(v, [...all, 'wrapped']) }])),
          wrap: { absent: 'absent', ...to('wrapped', [...all, 'wrapped']) },
          ...Object.fromEntries(all.map((v) => [`create_fw_cfg ${v}`, v])),
        }),
      }),
    file: import.meta.url,
    joins: [
      { action: 'main.create_cpus', effects: [storeSum(count('s', 'slot', at('kind', ['s'], 'boot', 'cold')))] },
      { action: 'main.create_fw_cfg', effects: [choose(me, ...numbers.map((n) => ({ when: eq(now, n), event: `create_fw_cfg ${n}` })))] },
      { action: 'main.create_devices', effects: [storeSum(now, count('s', 'slot', at('kind', ['s'], 'cli')))] },
      { action: 'main.plug', effects: [storeSum(now, 1)] },
      { action: 'vcpu.eject', effects: [choose(me, { when: and(eq(now, 0)), event: 'wrap' }, ...numbers.slice(1).map((n) => ({ when: eq(now, n), event: `store ${n - 1}` })))] },
    ],
  };
};
