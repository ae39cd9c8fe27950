/**
 * JUnit XML, as Ant's schema has it. A design is a suite. A property is a case that passes where its verdict is the one that the design
 * expects, so a build fails exactly where `check` does; a configuration is a case that passes where it was searched to its end.
 */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { designTable, type DesignTable, type PropertyRow } from '../../checker/record/verdict-table.ts';
import { xml } from '../layout/xml.ts';
import { count, verdictWord } from '../layout/words.ts';
import { otherDifferences, traceOf } from '../layout/verdicts.ts';
import { reporter as traceText } from '../trace/text.ts';

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly seconds: number;
  readonly bad?: { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly text: string };
}

/** An attribute of type token: no white space but single spaces. */
const attribute = (text: string): string => xml(text.replace(/\s+/g, ' ').trim());

const propertyCase = (t: DesignTable, r: PropertyRow): Case => {
  const base = { name: r.fact.id, classname: `${t.run.name}.properties`, seconds: 0 };
  const trace = traceOf(t, r);
  const shown = trace ? traceText.write(trace, { colour: false }) : '';
  if (t.unexpected.includes(r.fact.id)) return { ...base, bad: { kind: 'failure', type: 'violated', message: `${r.fact.id} is ${verdictWord(r)}, which ${t.run.name} does not expect: ${r.fact.text}`, text: shown } };
  if (t.missing.includes(r.fact.id)) return { ...base, bad: { kind: 'failure', type: 'holds', message: `${r.fact.id} ${verdictWord(r)}, but ${t.run.name} expects a violation`, text: shown } };
  if (r.verdict === 'incomplete') return { ...base, bad: { kind: 'error', type: 'incomplete', message: `${r.fact.id} is not decided`, text: '' } };
  return base;
};

const cases = (t: DesignTable, record: RunRecord): Case[] => {
  const absent = t.missing.filter((id) => !t.rows.some((r) => r.fact.id === id));
  return [
    ...t.run.configurations.map((c): Case => {
      const base = { name: c.id, classname: `${t.run.name}.configurations`, seconds: record.timing?.configurations[`${t.run.name} ${c.id}`]?.cpuSeconds ?? 0 };
      if (c.defect) return { ...base, bad: { kind: 'error', type: c.defect.code, message: c.defect.message, text: c.defect.trace ? traceText.write(c.defect.trace, { colour: false }) : '' } };
      return c.complete ? base : { ...base, bad: { kind: 'error', type: 'incomplete', message: c.reason ?? 'not searched to its end', text: '' } };
    }),
    ...t.rows.map((r) => propertyCase(t, r)),
    ...otherDifferences(t).map((d): Case => ({ name: d.name, classname: `${t.run.name}.${d.rule}`, seconds: 0, bad: { kind: 'failure', type: d.rule, message: d.text, text: '' } })),
    ...absent.map((id): Case => ({ name: id, classname: `${t.run.name}.properties`, seconds: 0, bad: { kind: 'failure', type: 'absent', message: `${t.run.name} expects ${id} to be violated, but has no such property`, text: '' } })),
  ];
};

const suite = (t: DesignTable, id: number, record: RunRecord): string => {
  const all = cases(t, record);
  const n = (kind: 'failure' | 'error'): number => all.filter((c) => c.bad?.kind === kind).length;
  const seconds = all.reduce((s, c) => s + c.seconds, 0);
  const started = (record.timing?.started ?? '1970-01-01T00:00:00').slice(0, 19);
  const property = (name: string, value: string): string => `      <property name="${name}" value="${attribute(value)}"/>`;
  const body = all.map((c) => {
    const open = `    <testcase name="${attribute(c.name)}" classname="${attribute(c.classname)}" time="${c.seconds.toFixed(2)}"`;
    return c.bad ? `${open}>\n      <${c.bad.kind} type="${attribute(c.bad.type)}" message="${attribute(c.bad.message)}">${xml(c.bad.text)}</${c.bad.kind}>\n    </testcase>` : `${open}/>`;
  });
  return [
    `  <testsuite package="vcpuhp" id="${id}" name="${attribute(t.run.name)}" timestamp="${started}" hostname="localhost" tests="${all.length}" failures="${n('failure')}" errors="${n('error')}" time="${seconds.toFixed(2)}">`,
    '    <properties>',
    property('tool', record.tool),
    property('tier', record.tier),
    property('states', count(t.distinct)),
    '    </properties>',
    ...body,
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ].join('\n');
};

export const reporter = {
  name: 'junit',
  doc: 'JUnit XML (the schema of Apache Ant): a case for each property and configuration',
  write: (record: RunRecord, _style: Style): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${record.designs.map((d, i) => `${suite(designTable(d), i, record)}\n`).join('')}</testsuites>\n`,
} satisfies RunReporter;
