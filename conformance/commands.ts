/** QMP commands as the harness sent them and QEMU answered. */
import { and, at, count, eq, exists, iff, implies, not, or, type Expr } from '../checker/model/expression.ts';
import type { Field } from '../checker/conform/field.ts';
import { hasId, idFree, idTaken, ofId, type Call, type LineRule, type Lines, type Part } from './lines.ts';

const WHY = { none: 0, duplicateId: 1, exists: 2, notFound: 3, coldBooted: 4, bootCpu: 5, outOfRange: 6, otherLevel: 7, otherType: 8, noGed: 9, noHotplug: 10, unplugging: 11, other: 12 } as const;
/** Why QEMU refused, by its message; `none` if it did not. */
const why: Field = {
  path: 'error.desc',
  cases: [
    ['^Duplicate device ID', WHY.duplicateId],
    ['^cpu\\(id\\d+=[\\d:]+\\) with arch-id \\d+ exist$', WHY.exists],
    ['^CPU\\[\\d+\\] with APIC ID \\d+ exists$', WHY.exists],
    ['^Device .* not found$', WHY.notFound],
    ['^Device .* is already in the process of unplug$', WHY.unplugging],
    ['^Hot-unplug of cold-booted CPU not supported', WHY.coldBooted],
    ['^Boot CPU is unpluggable', WHY.bootCpu],
    ['^Invalid (CPU )?core-id', WHY.outOfRange],
    ['^CPU core-id is not set', WHY.outOfRange],
    ['^Invalid (socket|cluster|thread)-id', WHY.otherLevel],
    ['^Invalid CPU type', WHY.otherType],
    ['expects a non-abstract device type', WHY.otherType],
    ['^GED acpi device does not exist|^GED does not exist|missing ACPI device', WHY.noGed],
    ['^CPU hot\\w*(\\(un\\)plug)? not supported on this machine|does not support hot-plugging CPUs', WHY.noHotplug],
    ['.', WHY.other],
  ],
  otherwise: WHY.none,
};
const refused = (reason: keyof typeof WHY): Expr => eq('why', WHY[reason]);
/** The harness got no answer: QEMU was gone or hung. */
const unanswered: Expr = eq('silent', 1);
const silent: Field = { path: 'error.class', table: { harness: 1 }, otherwise: 0 };

const simple = (...actions: string[]): LineRule => ({
  bind: { silent, why },
  cases: [{ when: or(refused('none'), unanswered), call: [actions.map((action) => ({ action }))], unanswered }],
});

/** The main thread drains RCU callbacks before it reports an error (system/qdev-monitor.c:869-883). */
const reported = { action: 'main.device_add_error' };
/** `args`: its slot; where the command does not say it, the trace does. */
const added = (args: Record<string, string>, p: string): Call[number] => [{ action: 'main.device_add', args: { ...args, p: { is: p } }, before: idFree('named') }, { action: 'main.plug', args }];
const duplicate: Call[number] = [{ action: 'main.device_add_refused', before: idTaken('named') }, reported];
const occupied: Call[number] = [{ action: 'main.device_add_exist', args: { i: 'i' }, before: idFree('named') }, reported];
const beforeAll: Call = [[{ action: 'main.device_add_refused' }, reported]];
/** The number of the core is that of the slot: one socket, one thread a core. */
const flat = eq('flat', 1);
const possible = and(flat, not(eq('i', -1)));
const core: Record<string, Field> = {
  i: { path: 'args.core-id', within: 'slot', otherwise: -1 },
  hasCore: { path: 'args.core-id', present: true },
};

/** What differs from board to board. */
export interface Board {
  /** Slot of a CPU that was there at start, from its place among the unattached devices. */
  readonly unattached: Field;
  /** Which CPUs it refuses to unplug. */
  readonly refuses: 'coldBooted' | 'bootCpu';
  /** Where the path of the CPU in slot {s} stands in the answer of query-hotpluggable-cpus. */
  readonly qomPath: string;
  /** Migration of it is in the model. */
  readonly migrates: boolean;
}

const deviceAdd: LineRule = {
  bind: { silent, why, ...core, named: ofId('args.id'), features: { path: 'args', cases: [['"(pauth|sve|sme)\\w*"', 1]], otherwise: 0 } },
  cases: [
    { when: and(unanswered, possible), call: [added({ i: 'i' }, 'good'), duplicate, occupied], unanswered },
    { when: and(refused('none'), not(flat)), call: [added({}, 'good')] },
    // The features given may be those of the boot CPU or not; the model does not know its type.
    { when: and(refused('none'), possible, eq('features', 1)), call: [added({ i: 'i' }, 'good'), added({ i: 'i' }, 'otherFeatures')] },
    { when: and(refused('none'), possible), call: [added({ i: 'i' }, 'good')] },
    { when: refused('duplicateId'), call: [duplicate] },
    { when: and(refused('exists'), possible), call: [occupied] },
    // What is left out is 0 (target/arm/cpu.c:2787).
    { when: and(refused('exists'), eq('hasCore', 0)), call: [[{ action: 'main.device_add_exist', args: { i: 0 }, before: idFree('named') }, reported]] },
    { when: and(refused('outOfRange'), not(possible)), call: beforeAll },
    { when: refused('otherLevel'), call: beforeAll },
    { when: refused('otherType'), call: beforeAll },
    { when: and(refused('noGed'), eq('ged', 0)), call: beforeAll },
    { when: and(refused('noHotplug'), eq('hotplug', 0)), call: beforeAll },
  ],
};

const deviceDel = ({ unattached, refuses, migrates }: Board): LineRule => ({
  bind: { silent, why, named: ofId('args.id'), unattached },
  cases: [
    { when: and(unanswered, not(eq('named', -1))), call: [[{ action: 'main.device_del', args: { i: 'named' } }], [{ action: 'main.device_del_not_found' }]], unanswered },
    { when: and(refused('none'), not(eq('named', -1))), call: [[{ action: 'main.device_del', args: { i: 'named' }, before: at('object', ['i', 'a'], 'coldBooted.no') }]] },
    { when: and(refused('none'), not(eq('unattached', -1))), call: [[{ action: 'main.device_del', args: { i: 'unattached' }, before: at('object', ['i', 'a'], 'coldBooted.yes') }]] },
    // Its id does not say the slot, or it has none and is named by its path.
    { when: refused('none'), call: [[{ action: 'main.device_del', before: at('object', ['i', 'a'], 'coldBooted.no') }]] },
    // Unrealized by an incoming migration that did not want it (B16).
    ...(migrates ? [{ when: and(refused('unplugging'), not(eq('named', -1))), call: [[{ action: 'main.device_del_in_process', args: { i: 'named' } }]] }] : []),
    { when: refused('notFound'), call: [[{ action: 'main.device_del_not_found', before: idFree('named') }]] },
    { when: and(refused(refuses), not(eq('unattached', -1))), call: [[{ action: 'main.device_del_refused', args: { i: 'unattached' } }]] },
    // A CPU given with -device has an id, and counts as cold-booted (virt.c:3178).
    { when: and(refused('coldBooted'), not(eq('named', -1))), call: [[{ action: 'main.device_del_refused', args: { i: 'named' } }]] },
  ],
});

/** The slot holds a CPU with an id. */
const slotNamed = (i: string): Expr => exists('x', 'incarnation', and(at('slot', [i], 'cpu.o{x}'), hasId(i, 'x')));
/** AcpiCpuStatus.cpu is a CPU with an id. */
export const named = (i: string): Expr => exists('x', 'incarnation', and(at('acpi', [i], 'cpu.o{x}'), hasId(i, 'x')));
/** The line names a device exactly if the CPU has an id; one that was added without an id has none, and the model does not know which. */
export const deviceNamed = (i: string): Expr => and(implies(eq('hasName', 1), named(i)), implies(and(eq('hasName', 0), eq('nameless', 0)), not(named(i))));
/** The values passed on are those that were stored, as far as the model tells them apart: zero or not. */
export const ostIs = (i: string, event: string, status: string): Expr => and(iff(eq(event, 0), at('ost', [i], 'event.zero')), iff(eq(status, 0), at('ost', [i], 'status.zero')));

/** Which slots hold a CPU, and which a CPU with an id, by the path of the CPU in slot {s}. */
const slotsAre = (qomPath: string): Part => ({
  check: and(iff(eq('occupied', 1), not(at('slot', ['s'], 'cpu.null'))), iff(eq('hasId', 1), slotNamed('s'))),
  each: { s: 'slot' },
  bind: { occupied: { path: qomPath, present: true }, hasId: { path: qomPath, cases: [['^/machine/peripheral', 1]], otherwise: 0 } },
});

export const commandLines = (board: Board): Lines => ({
  'qmp-command/cont': simple('main.cont'),
  'qmp-command/stop': simple('main.stop', 'main.stopped'),
  'qmp-command/system_reset': simple('main.system_reset'),
  'qmp-command/device_add': deviceAdd,
  'qmp-command/device_del': deviceDel(board),
  'qmp-command/quit': { cases: [{ ignored: 'the model does not know quit, which ends QEMU on request' }] },
  'qmp-command/query-status': { bind: { silent, running: { path: 'result.running', otherwise: -1 } }, cases: [{ when: unanswered, call: [[]], unanswered }, { call: [[{ check: iff(eq('running', 1), at('runstate', [], 'running')) }]] }] },
  'qmp-command/query-hotpluggable-cpus': {
    bind: { silent, why, raw: { path: 'result.0.props', present: true } },
    cases: [
      { when: unanswered, call: [[]], unanswered },
      { when: and(refused('noHotplug'), eq('hotplug', 0)), call: [[]] },
      // As QEMU sends it the last slot comes first (hw/core/machine.c:735-761); a harness may have put it in order.
      { when: and(refused('none'), eq('raw', 1)), call: [[slotsAre('result.{~s}.qom-path')]] },
      { when: and(refused('none'), flat), call: [[slotsAre(board.qomPath)]] },
      { when: refused('none'), ignored: 'put in order by core and socket, without the threads: which slot is meant cannot be told' },
    ],
  },
  'qmp-command/query-cpus-fast': {
    bind: { silent, n: 'result.length' },
    cases: [{ when: unanswered, call: [[]], unanswered }, { call: [[{ check: eq('n', count('s', 'slot', exists('x', 'incarnation', at('object', ['s', 'x'], 'queued.yes')))) }]] }],
  },
  'qmp-command/query-acpi-ospm-status': {
    bind: { silent, why },
    cases: [
      { when: unanswered, call: [[]], unanswered },
      { when: and(refused('noGed'), eq('ged', 0)), call: [[]] },
      {
        when: refused('none'),
        call: [
          [
            {
              check: and(ostIs('s', 'event', 'status'), deviceNamed('s')),
              each: { s: 'slot' },
              bind: { event: 'result.{s}.source', status: 'result.{s}.status', hasName: { path: 'result.{s}.device', present: true } },
            },
          ],
        ],
      },
    ],
  },
});
