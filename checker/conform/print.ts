/** A conformance outcome for people. */
import type { Nearest, Outcome, Rejection, RunStep, Subjects, Tally } from './outcome.ts';

const MOST = 12;
const sum = (t: Tally): number => Object.values(t).reduce((a, b) => a + b, 0);
const counted = (t: Tally): string => Object.entries(t).map(([name, n]) => `${name} ${n}`).join(', ') || '-';
const short = (text: string, width = 240): string => (text.length > width ? `${text.slice(0, width - 3)}...` : text);
const some = (list: readonly string[]): string[] => (list.length > MOST ? [...list.slice(0, MOST), `... and ${list.length - MOST} more`] : [...list]);

/** One line; with `verbose`, the whole account and the run. */
export const printOutcome = (o: Outcome, s: Subjects, verbose: boolean): string => {
  const head = `${o.verdict.padEnd(9)} ${o.file}  (${s.design}, ${s.configuration}; mapping ${o.mapping})`;
  const body = [
    ...(o.rejection ? rejection(o.rejection, o.run, verbose) : []),
    ...(o.verdict === 'undecided' ? [`line ${o.at}: more than ${o.bound} states can be reached unseen; raise --bound`] : []),
    ...(o.unmapped ?? []).map((u) => `line ${u.line}: ${u.kind} has no case in the mapping that fits (${u.count} such lines)`),
    ...(verbose ? account(o) : [summary(o)]),
  ];
  return `${head}\n${body.map((l) => `  ${l}\n`).join('')}`;
};

const summary = (o: Outcome): string => {
  const outside = o.account.outside.reduce((a, x) => a + x.count, 0);
  const ignored = o.account.ignored.reduce((a, x) => a + x.count, 0);
  return `${o.account.lines} lines: ${sum(o.account.explained)} explained, ${ignored} without meaning, ${outside} outside the model, ${o.account.unread} unread; steps: ${sum(o.observed)} observed, ${sum(o.commanded)} by command, ${sum(o.inferred)} inferred`;
};

const account = (o: Outcome): string[] => [
  summary(o),
  ...o.account.ignored.map((i) => `without meaning: ${i.count} x ${i.kind}: ${i.reason}`),
  ...o.account.outside.map((x) => `outside: ${x.count} lines from line ${x.first}: ${x.reason}`),
  ...(o.missing.length ? [`the mapping names what this system does not have: ${o.missing.join(', ')}`] : []),
  `observed: ${counted(o.observed)}`,
  `by command, with no line of their own: ${counted(o.commanded)}`,
  `inferred: ${counted(o.inferred)}`,
  `states possible at the end: ${o.hypotheses}; most at one moment: ${o.widest} of ${o.bound}`,
];

const MOMENT = { instant: '', call: ' (sent)', return: ' (answered)' } as const;

const rejection = (r: Rejection, run: readonly RunStep[], verbose: boolean): string[] => [
  `line ${r.line}${MOMENT[r.moment]}: ${short(r.text)}`,
  r.why,
  ...(r.nearest ? nearest(r.nearest) : []),
  'the model allowed there:',
  ...(r.allowed.length ? some(r.allowed) : ['no step that leaves a line']).map((a) => `  ${a}`),
  `shortest run up to it (${run.length} steps${verbose || run.length <= MOST ? '' : `, the last ${MOST}`}):`,
  ...(verbose ? run : run.slice(-MOST)).map((s) => `  line ${String(s.line).padStart(5)}  ${s.evidence.padEnd(8)}  ${s.label}`),
];

const nearest = (n: Nearest): string[] => [
  `nearest step: ${n.label}`,
  ...(n.failing.length ? [`  does not hold: ${n.failing.join(', ')}`] : []),
  ...n.because.map((b) => `  ${b}`),
];
