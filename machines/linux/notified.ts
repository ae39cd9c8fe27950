/**
 * The ACPI events of one CPU that wait for the kernel's ordered hotplug worker (kacpi_hotplug_wq): `i` a device check
 * (Notify 1), `e` an eject request (Notify 3, or 0x103 by the `eject` file of sysfs, which is handled alike).
 *
 * Abstractions (R10). Of one CPU the order is kept, up to `length` events; one more is not queued, as when
 * acpi_hotplug_schedule cannot allocate. Two device checks in a row are one: the second finds the handler attached and
 * changes nothing (K.F2.2). Of different CPUs the worker takes events in any order: that allows more than the kernel does.
 */
import { at, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { each, send, type Component, type Effect } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';

/** All queues of `i` and `e` up to `length`, no two `i` in a row. */
const queues = (length: number): string[] => {
  const longer = (q: string): string[] => (q.length === length ? [q] : [q, ...['i', 'e'].filter((x) => !(x === 'i' && q.endsWith('i'))).flatMap((x) => longer(q + x))]);
  return longer('');
};
const name = (q: string): string => (q === '' ? 'none' : q);

/** The queue of one CPU, `length` long at most. */
export const notified = (length: number): Component => {
  const all = queues(length);
  const push = (x: string) => Object.fromEntries(all.map((q) => [name(q), name(all.includes(q + x) ? q + x : q)]));
  const pop = (x: string) => Object.fromEntries(all.filter((q) => q.startsWith(x)).map((q) => [name(q), name(all.includes(q.slice(1)) ? q.slice(1) : q.slice(2))]));
  return {
    name: 'notified',
    doc: 'ACPI events of one CPU that wait for the hotplug worker of the guest kernel: i a device check, e an eject request',
    source: 'drivers/acpi/bus.c acpi_bus_notify; drivers/acpi/osl.c acpi_hotplug_schedule, acpi_hotplug_work_fn',
    index: ['slot'],
    machine: () => flat('notified', region('none', all.map(name), { 'queue device check': push('i'), 'queue eject request': push('e'), 'take device check': pop('i'), 'take eject request': pop('e'), forget: 'none' })),
    file: import.meta.url,
  };
};
/** The new kernel, or none, knows of no event. */
export const notifiedReset: Effect = each('s', 'slot', send(ref('notified', ['s']), 'forget'));
/** The first event that waits for CPU i is `x`. */
export const waiting = (i: Index, x: 'i' | 'e', length: number): Expr => at('notified', [i], ...queues(length).filter((q) => q.startsWith(x)));
