import { at, not, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Component, type Join, type System } from '../../checker/model/system.ts';
import { addComponent, addEffect, hasAction, hasComponent } from '../../checker/model/variation.ts';
import { ejectable } from '../../machines/acpi.ts';
import { SNAPSHOT_SAVES } from '../../machines/migration/snapshot.ts';
import { SOURCE_SAVES } from '../../machines/migration/source.ts';
import { flat, region } from '../../machines/region.ts';
import { refuseEject, type Fix } from './fix.ts';

const me = ref('requested', ['i']);
const asked = at('requested', ['i'], 'yes');

/** What QEMU then remembers of each slot. It is part of the stream, as is_removing is. */
const requested = (s: System): Component => ({
  name: 'requested',
  doc: 'a device_del of the CPU in the slot was accepted, and the guest has not answered it by an eject',
  source: 'designs/fixes/B05.ts; is_removing is cleared by the AML before the guest acts',
  index: ['slot'],
  machine: () => flat('requested', region('no', ['no', 'yes'], { request: 'yes', done: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'main.device_del', effects: [send(me, 'request')] },
    { action: 'vcpu.eject', effects: [send(me, 'done')] },
    { action: 'vcpu.eject_invalid', effects: [choose(me, { when: ejectable('i'), event: 'done' })] },
    ...(hasComponent(s, 'savedRequested') ? [{ action: 'migration.load_ged', effects: [each('s', 'slot', choose(ref('requested', ['s']), { when: at('savedRequested', ['s'], 'yes'), event: 'request' }, { when: at('savedRequested', ['s'], 'no'), event: 'done' }))] }] : []),
  ],
});

const savedRequested = (saves: readonly string[]): Component => ({
  name: 'savedRequested',
  doc: 'a stream or snapshot: requested of one slot',
  source: 'designs/fixes/B05.ts',
  index: ['slot'],
  machine: () => flat('savedRequested', region('no', ['no', 'yes'], { 'save no': 'no', 'save yes': 'yes' })),
  file: import.meta.url,
  joins: saves.map((action): Join => ({ action, effects: [each('s', 'slot', choose(ref('savedRequested', ['s']), { when: at('requested', ['s'], 'yes'), event: 'save yes' }, { event: 'save no' }))] })),
});

export const fix: Fix = {
  id: 'B05',
  title: 'a CPU is ejected only if its removal was requested; an eject that is refused raises a device check, so that the guest takes the CPU back',
  source: 'hw/acpi/cpu.c:137-146; hw/arm/virt.c:3286; kernel: drivers/acpi/scan.c acpi_scan_hot_remove has unregistered the CPU by then',
  variations: (s) =>
    hasAction(s, 'vcpu.eject') && hasAction(s, 'main.device_del')
      ? [
          ...(hasComponent(s, 'migration') ? [addComponent(savedRequested([...SOURCE_SAVES, ...SNAPSHOT_SAVES].filter((a) => hasAction(s, a))))] : []),
          (t) => addComponent(requested(t))(t),
          ...refuseEject(s, 'requested', asked, not(asked)),
          addEffect('vcpu.eject_invalid', choose(ref('inserting', ['i']), { when: ejectable('i'), event: 'set' })),
          ...(hasComponent(s, 'ged') ? [addEffect('vcpu.eject_invalid', choose(ref('ged'), { when: ejectable('i'), event: 'send_event' }))] : []),
        ]
      : [],
};
