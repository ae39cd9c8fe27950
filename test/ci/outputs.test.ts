/** Outputs for CI are held to their published schemas (test/ci/schemas), with hostile names in every field. */
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { exitStatus } from '../../checker/record/verdict-table.ts';
import { reporter as annotations } from '../../reports/run/annotations.ts';
import { reporter as junit } from '../../reports/run/junit.ts';
import { reporter as sarif } from '../../reports/run/sarif.ts';
import { LARGEST, reporter as summary } from '../../reports/run/summary.ts';
import { golden } from '../golden.ts';
import { record } from '../reports/sample.ts';

const plain = { colour: false };
const SCHEMAS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'schemas');

/** Every string that a log or a design could bring in, made as nasty as XML, Markdown and workflow commands allow. */
const NASTY = ']]><script>&"\'::error::|`*\u0001\n%0A';
const nasty = (x: unknown, key = ''): unknown => {
  if (Array.isArray(x)) return x.map((v) => nasty(v, key));
  if (typeof x === 'object' && x !== null) return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, nasty(v, k)]));
  return typeof x === 'string' && ['title', 'text', 'label', 'fn', 'source', 'from', 'to', 'message', 'claim', 'reason', 'file'].includes(key) ? `${x}${NASTY}` : x;
};

const defective: RunRecord = { ...record, designs: record.designs.map((d) => ({ ...d, configurations: d.configurations.map((c, i) => (i ? { ...c, complete: false, reason: 'memory' } : { ...c, complete: false, defect: { code: 'E_SPEC_DEFECT', message: 'm' } })) })) };
const gone: RunRecord = { ...record, designs: record.designs.map((d) => ({ ...d, expected: ['PresentAlwaysOne', 'NoSuchThing'] })) };
const timed: RunRecord = { ...record, timing: { started: '2026-11-21T10:00:00.000Z', jobs: 2, configurations: { 'sample tcg-linux': { cpuSeconds: 1.5, peakBytes: 1 } } } };
const RECORDS: Readonly<Record<string, RunRecord>> = { sample: record, defective, gone, timed, interrupted: { ...record, interrupted: true }, empty: { ...record, designs: [] }, nasty: nasty(record) as RunRecord };

/** Empty when it is of the schema. */
const xmllint = async (text: string): Promise<string> => {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: text }], schema: [fs.readFileSync(path.join(SCHEMAS, 'JUnit.xsd'), 'utf8')] });
  return valid ? '' : errors.map((e) => e.message).join('\n') || 'invalid';
};

const validSarif = (() => {
  const ajv = new Ajv.default({ strict: false, allErrors: true });
  addFormats.default(ajv as never);
  return ajv.compile(JSON.parse(fs.readFileSync(path.join(SCHEMAS, 'sarif-schema-2.1.0.json'), 'utf8')) as object);
})();
interface Log {
  readonly runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly { id: string }[] } }; readonly invocations: readonly { executionSuccessful: boolean }[]; readonly results: readonly { ruleId: string; ruleIndex: number; level: string; codeFlows?: readonly unknown[] }[] }[];
}
const log = (r: RunRecord): Log['runs'][number] => (JSON.parse(sarif.write(r, plain)) as Log).runs[0]!;

describe('JUnit', () => {
  for (const [name, r] of Object.entries(RECORDS)) it(`${name} is of the schema`, async () => assert.equal(await xmllint(junit.write(r, plain)), ''));
  it('the schema refuses what is wrong', async () => assert.notEqual(await xmllint(junit.write(record, plain).replace('tests=', 'checks=')), ''));
  it('looks as it did', () => golden(import.meta.url, 'junit.xml', junit.write(timed, plain)));
  it('says what differs', () => {
    assert.match(junit.write(record, plain), /name="MaskedOne".*\n.*failure type="violated"/);
    assert.match(junit.write(gone, plain), /name="NoSuchThing".*\n.*failure type="absent"/);
    assert.match(junit.write(defective, plain), /error type="E_SPEC_DEFECT"/);
  });
});

describe('SARIF', () => {
  for (const [name, r] of Object.entries(RECORDS)) it(`${name} is of the schema`, () => assert.ok(validSarif(JSON.parse(sarif.write(r, plain))), JSON.stringify(validSarif.errors, null, 1)));
  it('the schema refuses what is wrong', () => assert.ok(!validSarif(JSON.parse(sarif.write(record, plain).replace('"fail"', '"failed"')))));
  it('looks as it did', () => golden(import.meta.url, 'vcpuhp.sarif', sarif.write(record, plain)));
  it('every result names a rule that is there', () => {
    for (const r of Object.values(RECORDS)) for (const x of log(r).results) assert.equal(log(r).tool.driver.rules[x.ruleIndex]!.id, x.ruleId);
  });
  it('what is expected is a note, what is not an error, with the trace as code flow', () => {
    assert.deepEqual(log(record).results.filter((r) => r.ruleId !== 'NeverUsed').map((r) => [r.ruleId, r.level, r.codeFlows?.length ?? 0]), [['NoDanglingLink', 'note', 1], ['MaskedOne', 'error', 0], ['NeverHappens', 'note', 0]]);
    assert.equal(log(defective).invocations[0]!.executionSuccessful, false);
  });
});

describe('outputs for CI and the exit status', () => {
  const failing: Readonly<Record<string, (r: RunRecord) => boolean>> = {
    junit: (r) => /<(failure|error) /.test(junit.write(r, plain)),
    sarif: (r) => log(r).results.some((x) => x.level === 'error') || !log(r).invocations[0]!.executionSuccessful,
    annotations: (r) => /^::(error|warning) /m.test(annotations.write(r, plain)),
  };
  const asExpected: RunRecord = { ...record, designs: record.designs.map((d) => ({ ...d, expected: ['NoDanglingLink', 'NeverHappens', 'MaskedOne'], part: true })) };
  const { interrupted: _i, ...others } = RECORDS;
  for (const [name, r] of Object.entries({ ...others, asExpected, unused: { ...asExpected, designs: asExpected.designs.map((d) => ({ ...d, part: false })) } }))
    for (const [output, fails] of Object.entries(failing)) it(`${output} fails for ${name} exactly when check does`, () => assert.equal(fails(r), exitStatus(r) !== 0));
});

describe('GitHub', () => {
  it('annotations', () => golden(import.meta.url, 'annotations.txt', annotations.write(record, plain)));
  it('nothing in a name ends a workflow command or begins another', () => {
    const lines = annotations.write(nasty(record) as RunRecord, plain).trimEnd().split('\n');
    for (const l of lines) {
      assert.match(l, /^::(error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::/);
      assert.doesNotMatch(l, /\r/);
    }
    assert.equal(lines.length, annotations.write(record, plain).trimEnd().split('\n').length);
  });
  it('summary', () => golden(import.meta.url, 'summary.md', summary.write({ ...record, designs: record.designs.map((d) => ({ ...d, expected: [] })) }, plain)));
  it('a summary keeps to what GitHub takes, and says what it leaves out', () => {
    const many = { ...record, designs: Array.from({ length: 3000 }, (_x, i) => ({ ...record.designs[0]!, name: `d${i}`, expected: [] })) };
    const text = summary.write(many, plain);
    assert.ok(Buffer.byteLength(text) <= LARGEST);
    assert.match(text, /\d+ more sections do not fit/);
  });
});
