/**
 * The CPU hotplug register block at 0x090c0000 (12 bytes): the selector, and each access of a guest to the block (what the
 * command register decides: machines/command.ts). Every
 * access is one step under the BQL. A hostile guest makes any of them from any running vCPU, in any order (R11).
 *
 * Register values are partitioned (R10). Selector: each slot, and `out` for all values >= dev_count. Flags: the code tests
 * bits 1..4 in an if/else chain, so the lowest set one of them is the class, and `none` is a write without effect.
 * Command: 0..3; larger ones are ignored (`write_ignored`). Access sizes 1..4 behave alike here: the handler is not told
 * apart by size except for the bytes it is given.
 */
import { and, exists, first, forall, not, ref, type Expr } from '../checker/model/expression.ts';
import { send, type Action, type Component, type Param } from '../checker/model/system.ts';
import { ejectable, notEjectable } from './acpi.ts';
import { bqlFree, hasEvent, inGuest, selected, selectedNone } from './conditions.ts';
import { executor, guestStep, slotParam } from './executor.ts';
import { parallel, range, region } from './region.ts';

const running = { inGuest: inGuest('k', 'a'), bqlFree };
/** A write of a running vCPU to the block: one step under the BQL. */
export const write = (event: string, params: Param[], when: Record<string, Expr>, source: string, effects: Action['effects'] = []): Action => ({
  ...guestStep,
  event,
  params: [...executor, ...params],
  when: { ...running, ...when },
  effects,
  fn: 'cpu_hotplug_wr',
  source: `hw/acpi/cpu.c:${source}`,
});
const read = (event: string, source: string): Action => ({
  ...write(event, [], {}, source),
  fn: 'cpu_hotplug_rd',
  doc: 'changes nothing; its value is a function of the state',
});
const regs = ref('registers');
/** Slot i is the first one with an event, going round from the selector inclusive. */
export const firstWith = (event: (slot: string) => Expr): Expr => exists('s', 'slot', and(selected('s'), first(event('t'), 't', 'slot', 's', 'i')));
/** No slot has an event. */
export const noneWith = (event: (slot: string) => Expr): Expr => forall('s', 'slot', not(event('s')));
/** The write concerns slot i, which the selector names. */
export const on = (more: Record<string, Expr> = {}): Record<string, Expr> => ({ selected: selected('i'), ...more });

export const registers: Component = {
  name: 'registers',
  doc: 'CPUHotplugState: selector of the hotplug register block',
  source: 'include/hw/acpi/cpu.h (CPUHotplugState); hw/acpi/cpu.c:48-214',
  index: [],
  machine: (sorts) => {
    const slots = range(sorts['slot'] ?? 1);
    return parallel('registers', {
      selector: region('s0', [...slots.map((s) => `s${s}`), 'out'], { ...Object.fromEntries(slots.map((s) => [`select s${s}`, `s${s}`])), 'select out': 'out' }),
    });
  },
  file: import.meta.url,
  actions: [
    write('write_selector', [slotParam], {}, '125-128', [send(regs, 'select s{i}')]),
    write('write_selector_out', [], {}, '125-128, any value >= dev_count', [send(regs, 'select out')]),
    write('write_dropped', [], { selectedNone }, '118-123: selector out of range, trace invalid_idx_selected'),
    write('write_ignored', [], { selectedSome: not(selectedNone) }, '131, 161, 186: no known bit in flags, a command > 3, data with command 0 or 3'),
    write('clear_inserting', [slotParam], on(), '131-133'),
    write('clear_removing', [slotParam], on(), '134-136'),
    write('eject_invalid', [slotParam], on({ notEjectable: notEjectable('i') }), '141-144'),
    write('fw_remove', [slotParam], on({ ejectable: ejectable('i') }), '153-160'),
    write('fw_remove_invalid', [slotParam], on({ notEjectable: notEjectable('i') }), '154-157'),
    write('next_event', [slotParam], { inRange: not(selectedNone), first: firstWith(hasEvent) }, '163-181: command 0, selector := first slot with an event', [send(regs, 'select s{i}')]),
    write('next_event_none', [], { inRange: not(selectedNone), none: noneWith(hasEvent) }, '163-181: command 0, no slot has an event; the selector stays'),
    read('read_flags', '66-74'),
    read('read_data', '75-87'),
    read('read_data2', '88-100'),
  ],
};
