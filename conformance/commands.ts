/** QMP commands as the harness sent them and QEMU answered. */
import { and, at, count, eq, exists, iff, not, or, type Expr } from '../checker/model/expression.ts';
import type { Field } from '../checker/conform/field.ts';
import { idFree, idTaken, ofId, type Call, type LineRule, type Lines } from './lines.ts';

const WHY = { none: 0, duplicateId: 1, exists: 2, notFound: 3, coldBooted: 4, bootCpu: 5, outOfRange: 6, other: 9 } as const;
/** Why QEMU refused, by its message; `none` if it did not. */
const why: Field = {
  path: 'error.desc',
  cases: [
    ['^Duplicate device ID', WHY.duplicateId],
    ['^cpu\\(id\\d+=[\\d:]+\\) with arch-id \\d+ exist$', WHY.exists],
    ['^CPU\\[\\d+\\] with APIC ID \\d+ exists$', WHY.exists],
    ['^Device .* not found$', WHY.notFound],
    ['^Hot-unplug of cold-booted CPU not supported', WHY.coldBooted],
    ['^Boot CPU is unpluggable', WHY.bootCpu],
    ['^Invalid CPU core-id: .* must be in range', WHY.outOfRange],
    ['^CPU core-id is not set', WHY.outOfRange],
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
const added: Call[number] = [{ action: 'main.device_add', args: { i: 'i', p: { is: 'good' } }, before: idFree('named') }, { action: 'main.plug', args: { i: 'i' } }];
const duplicate: Call[number] = [{ action: 'main.device_add_refused', before: idTaken('named') }, reported];
const occupied: Call[number] = [{ action: 'main.device_add_exist', args: { i: 'i' }, before: idFree('named') }, reported];
const possible = not(eq('i', -1));
const deviceAdd: LineRule = {
  bind: { silent, why, i: { path: 'args.core-id', within: 'slot', otherwise: -1 }, named: ofId('args.id') },
  cases: [
    { when: and(unanswered, possible), call: [added, duplicate, occupied], unanswered },
    { when: and(refused('none'), possible), call: [added] },
    { when: refused('duplicateId'), call: [duplicate] },
    { when: and(refused('exists'), possible), call: [occupied] },
    { when: and(refused('outOfRange'), not(possible)), call: [[{ action: 'main.device_add_refused' }, reported]] },
  ],
};

/** What differs from board to board. */
export interface Board {
  /** Slot of a CPU that was there at start, from its place among the unattached devices. */
  readonly unattached: Field;
  /** Which CPUs it refuses to unplug. */
  readonly refuses: 'coldBooted' | 'bootCpu';
}

const deviceDel = ({ unattached, refuses }: Board): LineRule => ({
  bind: { why, named: ofId('args.id'), unattached },
  cases: [
    { when: and(refused('none'), not(eq('named', -1))), call: [[{ action: 'main.device_del', args: { i: 'named' }, before: at('object', ['i', 'a'], 'coldBooted.no') }]] },
    { when: and(refused('none'), not(eq('unattached', -1))), call: [[{ action: 'main.device_del', args: { i: 'unattached' }, before: at('object', ['i', 'a'], 'coldBooted.yes') }]] },
    { when: refused('notFound'), call: [[{ action: 'main.device_del_not_found', before: idFree('named') }]] },
    { when: and(refused(refuses), not(eq('unattached', -1))), call: [[{ action: 'main.device_del_refused', args: { i: 'unattached' } }]] },
  ],
});

/** The slot holds a CPU with an id. */
const slotNamed = (i: string): Expr => exists('x', 'incarnation', and(at('slot', [i], 'cpu.o{x}'), at('object', [i, 'x'], 'coldBooted.no')));
/** AcpiCpuStatus.cpu is a CPU with an id. */
export const named = (i: string): Expr => exists('x', 'incarnation', and(at('acpi', [i], 'cpu.o{x}'), at('object', [i, 'x'], 'coldBooted.no')));
/** The values passed on are those that were stored, as far as the model tells them apart: zero or not. */
export const ostIs = (i: string, event: string, status: string): Expr => and(iff(eq(event, 0), at('ost', [i], 'event.zero')), iff(eq(status, 0), at('ost', [i], 'status.zero')));

export const commandLines = (board: Board): Lines => ({
  'qmp-command/cont': simple('main.cont'),
  'qmp-command/stop': simple('main.stop', 'main.stopped'),
  'qmp-command/system_reset': simple('main.system_reset'),
  'qmp-command/device_add': deviceAdd,
  'qmp-command/device_del': deviceDel(board),
  'qmp-command/quit': { cases: [{ ignored: 'the model does not know quit, which ends QEMU on request' }] },
  'qmp-command/query-status': { bind: { silent }, cases: [{ when: unanswered, call: [[]], unanswered }] },
  'qmp-command/query-hotpluggable-cpus': {
    cases: [
      {
        call: [
          [
            {
              check: and(iff(eq('occupied', 1), not(at('slot', ['s'], 'cpu.null'))), iff(eq('hasId', 1), slotNamed('s'))),
              each: { s: 'slot' },
              bind: { occupied: { path: 'result.{s}.1', present: true }, hasId: { path: 'result.{s}.1', cases: [['^/machine/peripheral/', 1]], otherwise: 0 } },
            },
          ],
        ],
      },
    ],
  },
  'qmp-command/query-cpus-fast': {
    bind: { n: 'result.length' },
    cases: [{ call: [[{ check: eq('n', count('s', 'slot', exists('x', 'incarnation', at('object', ['s', 'x'], 'queued.yes')))) }]] }],
  },
  'qmp-command/query-acpi-ospm-status': {
    cases: [
      {
        call: [
          [
            {
              check: and(ostIs('s', 'event', 'status'), iff(eq('hasId', 1), named('s'))),
              each: { s: 'slot' },
              bind: { event: 'result.{s}.source', status: 'result.{s}.status', hasId: { path: 'result.{s}.device', present: true } },
            },
          ],
        ],
      },
    ],
  },
});
