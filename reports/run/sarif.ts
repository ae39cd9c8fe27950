/**
 * SARIF 2.1.0, which GitHub code scanning and editors read: a rule is a property, a result a violation, its code flow the trace. What the
 * design expects is a note; what it does not expect is an error, and so is an expected violation that is gone.
 */
import { createHash } from 'node:crypto';
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { Place, PropertyFact, RunRecord } from '../../checker/record/run-record.ts';
import { variable, type Trace } from '../../checker/record/trace.ts';
import { designTable, SPEC_DEFECT, type DesignTable, type PropertyRow } from '../../checker/record/verdict-table.ts';
import { otherDifferences, placeOf, traceOf } from '../layout/verdicts.ts';
import { plural, verdictWord } from '../layout/words.ts';
import { origin } from '../trace/text.ts';

const physical = (place: Place) => ({ artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') }, region: { startLine: place.line } });

/** A step a location: at the action's declaration, saying which C code it stands for and what changed. */
const codeFlow = (t: DesignTable, trace: Trace) => ({
  message: { text: `${trace.kind} of ${plural(trace.steps.length, 'step')} in ${trace.configuration}` },
  threadFlows: [
    {
      locations: trace.steps.map((s, k) => ({
        executionOrder: k + 1,
        kinds: [s.cause],
        importance: k === trace.steps.length - 1 ? 'essential' : 'important',
        location: {
          physicalLocation: physical(t.run.places[s.action] ?? { file: t.run.file, line: 1 }),
          message: { text: [`${k + 1}. ${s.process}: ${s.label}`, origin(s), ...s.changes.map((c) => `${variable(c)}: ${c.from} -> ${c.to}`)].filter((x) => x !== '').join('\n') },
        },
      })),
    },
  ],
});

const fingerprint = (...of: readonly string[]): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32);

const result = (t: DesignTable, rule: string, level: 'error' | 'warning' | 'note', text: string, trace: Trace | undefined, name = rule) => ({
  ruleId: rule,
  kind: 'fail',
  level,
  message: { text },
  locations: [{ physicalLocation: physical(placeOf(t, trace)), logicalLocations: [{ name: t.run.name, fullyQualifiedName: `${t.run.name}/${rule}`, kind: 'module' }] }],
  partialFingerprints: { 'vcpuhpVerdict/v1': fingerprint(t.run.name, name) },
  ...(trace?.steps.length ? { codeFlows: [codeFlow(t, trace)] } : {}),
});

const ofRow = (t: DesignTable, r: PropertyRow) => {
  const trace = traceOf(t, r);
  const where = r.violatedIn.length ? ` in ${plural(r.violatedIn.length, 'configuration')}` : '';
  if (t.unexpected.includes(r.fact.id)) return [result(t, r.fact.id, 'error', `${r.fact.id} is ${verdictWord(r)}${where}, which the design does not expect. ${r.fact.text}`, trace)];
  if (t.missing.includes(r.fact.id)) return [result(t, r.fact.id, 'error', `${r.fact.id} ${verdictWord(r)}, but the design expects a violation. ${r.fact.text}`, trace)];
  if (r.verdict !== 'violated' || !r.expected) return [];
  const reason = t.run.reasons[r.fact.id];
  return [result(t, r.fact.id, 'note', `${r.fact.id} is ${verdictWord(r)}${where}, as the design expects${reason ? ` (${reason})` : ''}. ${r.fact.text}`, trace)];
};

const resultsOf = (t: DesignTable) => [
  ...t.rows.flatMap((r) => ofRow(t, r)),
  ...t.missing.filter((id) => !t.rows.some((r) => r.fact.id === id)).map((id) => result(t, id, 'error', `The design expects ${id} to be violated, but there is no such property.`, undefined)),
  ...otherDifferences(t).map((d) => result(t, d.rule, 'error', d.text, undefined, d.name)),
  ...t.defects.map((c) => result(t, SPEC_DEFECT, 'error', `${c.id}: ${c.defect!.code}: ${c.defect!.message}`, c.defect!.trace)),
];

const ruleOf = (f: PropertyFact) => ({
  id: f.id,
  name: f.id,
  shortDescription: { text: f.text },
  fullDescription: { text: [f.text, f.scope].filter((x) => x !== '').join(' ') },
  help: { text: `${f.text} Kind: ${f.kind}. Source: ${f.source || 'none given'}.` },
  properties: { kind: f.kind, source: f.source },
});

const notice = (id: string, text: string) => ({ id, name: id, shortDescription: { text }, fullDescription: { text }, help: { text }, properties: { kind: id, source: '' } });

const NOTICES: Readonly<Record<string, string>> = {
  NeverUsed: 'What a design never uses is explained by it, or it is a mistake.',
  CorpusEntry: 'An entry of the regression corpus is what the corpus says of it.',
};

export const reporter = {
  name: 'sarif',
  doc: 'SARIF 2.1.0: a rule for each property, a code flow for each trace',
  write: (record: RunRecord, _style: Style): string => {
    const tables = record.designs.map(designTable);
    const results = tables.flatMap(resultsOf);
    const facts = new Map<string, ReturnType<typeof notice>>(tables.flatMap((t) => t.run.properties).map((f) => [f.id, ruleOf(f)]));
    if (results.some((r) => r.ruleId === SPEC_DEFECT)) facts.set(SPEC_DEFECT, notice(SPEC_DEFECT, 'The specification is defective: nothing that it says counts.'));
    for (const r of results) if (!facts.has(r.ruleId)) facts.set(r.ruleId, notice(r.ruleId, NOTICES[r.ruleId] ?? 'A property that the design names and does not have.'));
    const rules = [...facts.values()];
    const unfinished = tables.flatMap((t) => t.run.configurations.filter((c) => !c.complete && !c.defect).map((c) => `${t.run.name} ${c.id}: ${c.reason ?? 'not searched to its end'}`));
    const log = {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'vcpuhp', version: record.tool.replace(/^\S+ /, ''), rules } },
          invocations: [
            {
              executionSuccessful: unfinished.length === 0 && !record.interrupted,
              toolExecutionNotifications: unfinished.map((text) => ({ level: 'warning', message: { text: `not decided: ${text}` } })),
            },
          ],
          columnKind: 'utf16CodeUnits',
          results: results.map((r) => ({ ...r, ruleIndex: rules.findIndex((x) => x.id === r.ruleId) })),
        },
      ],
    };
    return `${JSON.stringify(log, null, 1)}\n`;
  },
} satisfies RunReporter;
