/**
 * A transcript of a QMP monitor: each command, reply and event as JSON on a line of its own, with or without a time stamp and a
 * direction before it: `1795229548.78 -> {"execute": "cont"}`, `2026-11-21T02:12:28.78Z {"return": {}}`, `{"event": "STOP", ...}`.
 * With no time stamps the order is that of the lines, and the transcript cannot be merged with others.
 */
import { lineOf, type Line, type Recording } from '../../checker/conform/recording.ts';
import type { Source } from '../../checker/conform/source.ts';
import { ModelError } from '../../checker/model/model-error.ts';

const ROW = /^\s*(?:\[?(\d[\d:TZ.+-]*)\]?\s+)?(?:(?:->|<-|>+|<+|[CS]:)\s*)?(\{.*\})\s*$/;

interface Message {
  readonly number: number;
  readonly text: string;
  /** Seconds since 1970; undefined: no time stamp. */
  readonly at: number | undefined;
  readonly json: Readonly<Record<string, unknown>>;
}

const secondsOf = (stamp: string | undefined): number | undefined => {
  if (stamp === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(stamp)) return Number(stamp);
  // Date knows milliseconds; the rest of the fraction is added.
  const [whole = stamp, fraction = ''] = stamp.split(/(?<=:\d\d)(\.\d+)/);
  const ms = Date.parse(stamp.replace(fraction, ''));
  return Number.isNaN(ms) || whole === '' ? undefined : ms / 1000 + Number(fraction || 0);
};

/** An event says itself when it was raised. */
const eventTime = (json: Message['json']): number | undefined => {
  const { seconds, microseconds } = (json['timestamp'] ?? {}) as { seconds?: number; microseconds?: number };
  return seconds === undefined ? undefined : seconds + (microseconds ?? 0) / 1e6;
};

const isReply = (j: Message['json']): boolean => 'return' in j || 'error' in j;
const isMessage = (j: Message['json']): boolean => 'QMP' in j || 'execute' in j || 'event' in j || isReply(j);

const parse = (row: string, number: number): Message | undefined => {
  const m = ROW.exec(row);
  if (!m) return undefined;
  try {
    const json = JSON.parse(m[2]!) as Message['json'];
    return { number, text: row, json, at: 'event' in json ? (eventTime(json) ?? secondsOf(m[1])) : secondsOf(m[1]) };
  } catch {
    return undefined;
  }
};

/** Replies come in the order of the commands, unless both bear an id. */
const repliesOf = (messages: readonly Message[], refuse: (m: Message, why: string) => never): Map<Message, Message> => {
  const open: Message[] = [];
  const out = new Map<Message, Message>();
  for (const m of messages) {
    if ('execute' in m.json) open.push(m);
    else if (isReply(m.json)) {
      const id = m.json['id'];
      const n = id === undefined ? 0 : open.findIndex((c) => JSON.stringify(c.json['id']) === JSON.stringify(id));
      const [command] = n < 0 ? [] : open.splice(n, 1);
      if (command === undefined) return refuse(m, 'a reply to no command');
      out.set(command, m);
    }
  }
  return out;
};

const saysOf = (lines: readonly Line[]): Record<string, unknown> => {
  const slots = lines.find((l) => l.fields.name === 'query-hotpluggable-cpus' && Array.isArray(l.fields.result))?.fields.result as { 'qom-path'?: string }[] | undefined;
  if (!slots) return {};
  return { machine: 'virt', smp: `cpus=${slots.filter((s) => s['qom-path']?.startsWith('/machine/unattached/')).length},maxcpus=${slots.length}` };
};

const read = (text: string, file: string): Recording => {
  const messages = text.split('\n').flatMap((row, n): Message[] => {
    if (row.trim() === '') return [];
    const m = parse(row, n + 1);
    if (m && isMessage(m.json)) return [m];
    throw new ModelError('E_RECORDING', `line ${n + 1} is no QMP message: ${row.slice(0, 80)}`, { fix: 'Give one message a line: a command, a reply or an event', where: { file } });
  });
  const replies = repliesOf(messages, (m, why) => {
    throw new ModelError('E_RECORDING', `line ${m.number} is ${why}`, { fix: 'Give the transcript from the start of the session', where: { file } });
  });
  const told = messages.filter((m) => !('QMP' in m.json) && !isReply(m.json));
  const timed = told.every((m) => m.at !== undefined && (!replies.has(m) || replies.get(m)!.at !== undefined));
  const epoch = timed ? Math.min(...told.map((m) => m.at!)) : undefined;
  const when = (m: Message): number => (epoch === undefined ? m.number : m.at! - epoch);
  const lines = told.map((m, seq): Line => {
    if ('event' in m.json) {
      const data = m.json['data'] as Record<string, unknown> | undefined;
      return lineOf({ seq, t: when(m), source: 'qmp-event', name: String(m.json['event']), args: data ?? {} }, m.number, m.text);
    }
    const name = String(m.json['execute']);
    const reply = replies.get(m);
    const answer = reply ? { t_done: when(reply), ...('error' in reply.json ? { error: reply.json['error'] } : { result: reply.json['return'] }) } : { error: { class: 'harness', desc: 'no reply in the transcript' } };
    return lineOf({ seq, t: when(m), source: 'qmp-command', name, args: (m.json['arguments'] ?? {}) as Record<string, unknown>, ...answer }, m.number, m.text);
  });
  // An event may be raised before the line with the command that was sent a little earlier is written.
  const ordered = epoch === undefined ? lines : lines.toSorted((a, b) => a.fields.t! - b.fields.t!);
  return { file, lines: ordered, ...(epoch === undefined ? {} : { epoch }), records: ['qmp-command', 'qmp-event'], says: saysOf(lines) };
};

export const qmpTranscript: Source = {
  name: 'qmp',
  doc: 'a QMP session: one command, reply or event a line, optionally with time stamps',
  fits: (head) => head.length > 0 && head.every((l) => isMessage(parse(l, 0)?.json ?? {})),
  read,
};
