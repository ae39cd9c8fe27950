import { at } from '../../checker/model/expression.ts';
import { send, type Effect, type System } from '../../checker/model/system.ts';
import { addAction, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { addingAny, addParams, bql, me, own, stateIs } from '../../machines/main.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

/** What V5 does first and V4 did last. */
const LAST = ['object', 'slot', 'resetList', 'bootInfo', 'request'];
/** What plug does to these components. */
const effects = (s: System): Effect[] => s.components.flatMap((c) => (c.joins ?? []).filter((j) => j.action === 'main.plug').flatMap((j) => j.effects ?? [])).filter((e) => LAST.includes(e.to.component));

export const design = entry({
  id: 'H19',
  title: 'plug tells the guest first, then registers the reset handler, counts the CPU and fills the slot: in one BQL section nobody can tell',
  source: 'RFC V1 to V4-rc10, virt_cpu_plug; changed in rc11; hw/arm/virt.c:3183-3227',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented'],
  variations: (s) => [
    replaceComponent('main', (c) => extended(c, () => ({ states: { '': ['plugTail'] }, on: { '': { plug: { plug: 'plugTail' }, 'plug done': { plugTail: 'idle' } } } }))),
    ...[...LAST, 'bql'].map((c) => dropEffect('main.plug', c)),
    addAction({
      ...own,
      event: 'plug_done',
      params: addParams,
      when: { stage: stateIs('plugTail'), adding: addingAny, held: at('bql', [], 'main') },
      effects: [send(me, 'plug done'), send(bql, 'main drops'), ...effects(s)],
      fn: 'virt_cpu_plug',
      source: 'RFC V4: after acpi_cpu_plug_cb',
    }),
  ],
  violates: [],
});
