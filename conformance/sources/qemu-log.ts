/**
 * The log that QEMU writes with `-trace ... -D FILE`: `thread@seconds.microseconds:event text`, and between them, without a
 * time, what `-d guest_errors` prints.
 */
import { ModelError } from '../../checker/model/model-error.ts';
import { lineOf, type Line, type Recording } from '../../checker/conform/recording.ts';
import type { Source } from '../../checker/conform/source.ts';

const TRACE = /^\d+@(\d+\.\d+):(\w+) ?(.*)$/;

type Args = Record<string, unknown>;
const number = (s: string): number => Number(s);

/** `name=1 other=0x2`: how the added trace points print. */
const pairs = (text: string): Args => Object.fromEntries([...text.matchAll(/(\w+)=(-?(?:0x)?[0-9a-fA-F]+)/g)].map((m) => [m[1]!, number(m[2]!)]));
/** The numbers of a text, one after the other, under these names. */
const named = (...names: string[]) => (text: string): Args => {
  const found = text.match(/-?(?:0x[0-9a-fA-F]+|\d+)/g) ?? [];
  return Object.fromEntries(names.flatMap((n, k) => (found[k] === undefined ? [] : [[n, number(found[k])]])));
};
const flagsOf = (text: string): Args => {
  const args = named('idx', 'flags')(text);
  const byte = args['flags'] as number;
  const bit = (n: number): number => (byte >> n) & 1;
  return { ...args, enabled: bit(0), inserting: bit(1), removing: bit(2), fw_remove: bit(4), present: bit(5) };
};

/** hw/acpi/trace-events. */
const ARGUMENTS: Readonly<Record<string, (text: string) => Args>> = {
  cpuhp_acpi_read_flags: flagsOf,
  cpuhp_acpi_write_cmd: named('idx', 'cmd'),
  cpuhp_acpi_read_cmd_data: named('idx', 'data'),
  cpuhp_acpi_read_cmd_data2: named('idx', 'data'),
  cpuhp_acpi_cpu_has_events: named('idx', 'inserting', 'removing'),
  cpuhp_acpi_write_ost_ev: named('idx', 'ost_event'),
  cpuhp_acpi_write_ost_status: named('idx', 'ost_status'),
};
const argumentsOf = (name: string, text: string): Args =>
  ARGUMENTS[name]?.(text) ?? (name.startsWith('cpuhp_acpi_') ? named('idx')(text) : { text, ...pairs(text) });

/** The machine, as far as its trace points tell: CPUs plugged at start, and the highest slot that anything speaks of. */
const saysOf = (lines: readonly Line[]): Args => {
  const atStart = lines.filter((l) => l.fields.name === 'obs_virt_cpu_plug' && l.fields.args['hotplugged'] === 0);
  if (atStart.length === 0) return {};
  const cli = atStart.filter((l) => l.fields.args['acpi_dev'] === 1).map((l) => l.fields.args['cpu'] as number);
  const spoken = lines.flatMap((l) => (l.fields.name === 'cpuhp_acpi_read_flags' ? [l.fields.args['idx']] : l.fields.name.startsWith('obs_virt_cpu') ? [l.fields.args['cpu']] : [])) as number[];
  return { machine: 'virt', accel: 'tcg', smp: `cpus=${atStart.length - cli.length},maxcpus=${1 + Math.max(...spoken)}`, extra: cli.map((n) => `core-id=${n}`) };
};

const read = (text: string, file: string): Recording => {
  const lines: Line[] = [];
  let epoch: number | undefined;
  let t = 0;
  text.split('\n').forEach((row, n) => {
    if (row.trim() === '') return;
    const m = TRACE.exec(row);
    if (!m && epoch === undefined) throw new ModelError('E_RECORDING', `line ${n + 1} comes before the first trace point: ${row.slice(0, 80)}`, { fix: 'Give a log of QEMU, written with -trace and -D', where: { file } });
    if (m) {
      epoch ??= Number(m[1]);
      // What has no time belongs to the trace point before it.
      t = Number(m[1]) - epoch;
    }
    const [name, args] = m ? [m[2]!, argumentsOf(m[2]!, m[3]!)] : ['log', { text: row }];
    lines.push(lineOf({ seq: lines.length, t, source: 'qemu-trace', name, args }, n + 1, row));
  });
  if (epoch === undefined) throw new ModelError('E_RECORDING', 'the log is empty', { fix: 'Give a log of QEMU, written with -trace and -D', where: { file } });
  return { file, lines, epoch, records: ['qemu-trace'], says: saysOf(lines) };
};

export const qemuLog: Source = {
  name: 'qemu-log',
  doc: 'what QEMU writes with -trace ... -D FILE',
  fits: (head) => head.some((l) => TRACE.test(l)),
  read,
};
