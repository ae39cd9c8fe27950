import { ref } from '../../checker/model/expression.ts';
import { send, type System } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

/** What pre_plug ties to the new CPU: GIC interface and lines, with B20 those of the EL2 virtual timer too. */
const tied = (s: System): readonly string[] => ['gic', 'wires', ...s.components.filter((c) => c.name === 'hypvirtTimer' && c.joins).map((c) => c.name)];

export const fix: Fix = {
  id: 'B02',
  title: 'a realize that fails leaves nothing: off the list of CPUs, out of the GIC, unwired',
  source: 'target/arm/cpu.c:2151-2182 (cpu_list_remove on every error path); hw/core/qdev.c:624; hw/arm/virt.c (un-pre_plug)',
  variations: (s) =>
    hasAction(s, 'main.realize_fail')
      ? [...['cpusQueue', ...tied(s)].map((c) => dropEffect('main.realize_fail', c)), addEffect('main.realize_fail', ...tied(s).map((c) => send(ref(c, ['i']), 'unbind')))]
      : [],
};
