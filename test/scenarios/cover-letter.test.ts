/**
 * The example that the cover letter of the series prints (its section VI): a guest booted with maxcpus=2 on
 * `-smp cpus=4,maxcpus=6`, and what its masks show before and after CPU 4 is hot-plugged and brought online.
 */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { virt } from '../../machines/virt.ts';
import { labelsOf } from '../explore/engine-graph.ts';

const SLOTS = ['boot', 'cold', 'cold', 'cold', 'hot', 'hot'] as const;

/** What an administrator, an operator or bad luck decides; everything else goes on by itself. */
const chosen = (a: Ir['actions'][number]): boolean => a.cause === 'operator' || a.cause === 'fault' || /^kernel\.(online|offline)\b/.test(a.label);

/** Linux prints CPU lists like this: 0-1,4. */
const list = (cpus: readonly number[]): string =>
  cpus
    .reduce<number[][]>((runs, c) => (runs.at(-1)?.at(-1) === c - 1 ? [...runs.slice(0, -1), [...runs.at(-1)!, c]] : [...runs, [c]]), [])
    .map((r) => (r.length === 1 ? `${r[0]}` : `${r[0]}-${r.at(-1)}`))
    .join(',');

type State = readonly number[];

describe('the example of the cover letter', () => {
  const ir = compose(virt('cover letter', { slots: SLOTS, operator: 'documented', reset: false, stop: false, passive: true, guest: { profile: 'linux', maxcpus: 2, admin: true } }, []));
  const local = (s: State, instance: string): string => labelsOf(ir, s)[ir.instances.findIndex((x) => x.name === instance)]!;
  const mask = (s: State, bit: string): string => list([...SLOTS.keys()].filter((i) => local(s, `linux[${i}]`).includes(`${bit}.yes`)));
  const offline = (s: State): string => list([...SLOTS.keys()].filter((i) => local(s, `linux[${i}]`).includes('possible.yes') && local(s, `linux[${i}]`).includes('online.no')));
  /** Take the one action with this label, then everything that happens by itself. */
  const act = (s: State, label: string): State => {
    const a = enabledActions(ir, s).find((x) => ir.actions[x]!.label === label);
    assert.ok(a !== undefined, `${label} is not enabled`);
    return settle(step(ir, a, s));
  };
  const settle = (from: State): State => {
    for (let s = from; ; ) {
      const moved = enabledActions(ir, s).filter((a) => !chosen(ir.actions[a]!)).map((a) => step(ir, a, s)).find((t) => t.some((v, i) => v !== s[i]));
      if (!moved) return s;
      s = moved;
    }
  };
  const masks = (s: State) => ({ possible: mask(s, 'possible'), enabled: mask(s, 'enabled'), online: mask(s, 'online'), offline: offline(s) });

  it('shows what the letter prints', function () {
    const booted = act(settle(initialState(ir)), 'main.cont');
    // The letter prints offline as "2-", cut off.
    assert.deepEqual(masks(booted), { possible: '0-5', enabled: '0-3', online: '0-1', offline: '2-5' });
    const plugged = act(booted, 'main.device_add(4,0,good)');
    assert.deepEqual(masks(plugged), { possible: '0-5', enabled: '0-4', online: '0-1', offline: '2-5' });
    const onlined = act(plugged, 'kernel.online(4)');
    assert.deepEqual(masks(onlined), { possible: '0-5', enabled: '0-4', online: '0-1,4', offline: '2-3,5' });
    // `present` is `possible` on arm64, and `_STA`.Present is 1 for all of them.
    for (const i of SLOTS.keys()) assert.match(local(onlined, `acpi[${i}]`), /present\.yes/);
    const removed = act(onlined, 'main.device_del(4,0)');
    assert.deepEqual(masks(removed), { possible: '0-5', enabled: '0-3', online: '0-1', offline: '2-5' });
  });
});
