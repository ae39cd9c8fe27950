/**
 * tcg_ctxs: the translation contexts of the vCPU threads, in the order in which they registered. A thread that ends clears the
 * *last* entry and frees its own context (B26): right only if the two are the same. Otherwise a freed context stays listed and
 * a live one is not: `dangling`. tb_flush and `info jit` walk the list.
 *
 * Registering and unregistering are atomic increments without the BQL; here they are part of the thread's first and last step,
 * which leaves their order open as it is in the code.
 */
import { ref } from '../checker/model/expression.ts';
import { choose, send, type Component, type Sorts } from '../checker/model/system.ts';
import { flat, range, region } from './region.ts';
import { exits } from './vcpu.ts';

const me = ref('tcgContexts');
const own = 'k{k}-{a}';
const nameOf = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join('_'));

/** All lists without repetition, each with what registering and unregistering makes of it. `ownEntry`: a thread clears its own entry, whichever that is (B26). */
export const contextLists = (sorts: Sorts, ownEntry: boolean) => {
  const owners = range(sorts['slot'] ?? 1).flatMap((k) => range(sorts['incarnation'] ?? 2).map((a) => `k${k}-${a}`));
  const lists: string[][] = [[]];
  for (const l of lists) for (const o of owners) if (!l.includes(o)) lists.push([...l, o]);
  const moves = (event: (o: string) => string, to: (l: readonly string[], o: string) => string | undefined): Record<string, Record<string, string>> =>
    Object.fromEntries(
      owners.map((o) => [
        event(o),
        Object.fromEntries([...lists.flatMap((l) => (to(l, o) === undefined ? [] : [[nameOf(l), to(l, o)!]])), ['dangling', 'dangling']]),
      ]),
    );
  const cold = owners.filter((o) => o.endsWith('-0'));
  return flat(
    'tcgContexts',
    region('none', [...lists.map(nameOf), 'dangling'], {
      ...moves((o) => `register ${o}`, (l, o) => (l.includes(o) ? undefined : nameOf([...l, o]))),
      ...moves((o) => `unregister ${o}`, (l, o) => (l.includes(o) ? (ownEntry || l.at(-1) === o ? nameOf(l.filter((x) => x !== o)) : 'dangling') : undefined)),
      ...Object.fromEntries(cold.map((_, n) => [`register first ${n + 1}`, { none: nameOf(cold.slice(0, n + 1)) }])),
    }),
  );
};

/** For a machine with `cold` CPUs at boot. */
export const tcgContexts = (cold: number): Component => ({
  name: 'tcgContexts',
  doc: 'tcg_ctxs: contexts of the vCPU threads in the order in which they registered, or with a freed one among them',
  source: 'tcg/tcg.c:785-850; tcg/region.c:421-437, 899-917',
  index: [],
  machine: (sorts) => contextLists(sorts, false),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [send(me, `register first ${cold}`)] },
    { action: 'vcpu.created', effects: [send(me, `register ${own}`)] },
    { action: 'vcpu.wait_io_event', effects: [choose(me, { when: exits('k', 'a'), event: `unregister ${own}` })] },
  ],
});
