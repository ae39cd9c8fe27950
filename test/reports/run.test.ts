import assert from 'node:assert/strict';
import { RunRecord } from '../../checker/record/run-record.ts';
import { designTable, exitStatus } from '../../checker/record/verdict-table.ts';
import { reporter as json } from '../../reports/run/json.ts';
import { reporter as markdown } from '../../reports/run/markdown.ts';
import { reporter as text } from '../../reports/run/text.ts';
import { golden } from '../golden.ts';
import { record } from './sample.ts';

const plain = { colour: false };
const withRuns = (change: (d: RunRecord['designs'][number]) => RunRecord['designs'][number]): RunRecord => ({ ...record, designs: record.designs.map(change) });

describe('reports of a run', () => {
  it('the sample is a valid record', () => void RunRecord.parse(record));
  it('text', () => golden(import.meta.url, 'run.txt', text.write(record, plain)));
  it('markdown', () => golden(import.meta.url, 'run.md', markdown.write(record, plain)));
  it('json is the record', () => assert.deepEqual(RunRecord.parse(JSON.parse(json.write(record, plain))), record));
  it('colour adds escapes and nothing else', () => {
    const coloured = text.write(record, { colour: true });
    assert.match(coloured, /\u001b\[/);
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), text.write(record, plain));
  });
  it('an interrupted run says so', () => assert.match(text.write({ ...record, interrupted: true }, plain), /interrupted/));
});

describe('verdicts over configurations', () => {
  const table = designTable(record.designs[0]!);
  const row = (id: string) => table.rows.find((r) => r.fact.id === id)!;

  it('violated anywhere is violated, with the shortest trace', () => {
    assert.equal(row('NoDanglingLink').verdict, 'violated');
    assert.equal(row('NoDanglingLink').depth, 2);
    assert.deepEqual(row('NoDanglingLink').violatedIn, ['tcg-hostile']);
  });
  it('a sometimes reached anywhere is reached', () => assert.equal(row('PlugIsPossible').verdict, 'holds'));
  it('a violation behind another names it', () => assert.deepEqual(row('MaskedOne').behind, ['NoDanglingLink']));
  it('vacuity is judged over the union', () => assert.deepEqual(row('QuietIsClean').vacuous, ['i=1']));
  it('an action taken nowhere is never enabled', () => assert.deepEqual(table.neverEnabled, ['vcpu.never']));
  it('profiles are told apart', () => {
    assert.deepEqual(table.profiles, ['hostile/any', 'linux/any']);
    assert.deepEqual(row('NoDanglingLink').profiles, { 'hostile/any': { verdict: 'violated', depth: 2 }, 'linux/any': { verdict: 'holds', depth: undefined } });
    assert.deepEqual(row('MaskedOne').profiles, { 'hostile/any': { verdict: 'violated', depth: 9 } });
  });
  it('what is not expected is named', () => assert.deepEqual([table.unexpected, table.missing], [['MaskedOne'], []]));
});

describe('exit status', () => {
  const expected = (ids: string[]): RunRecord => withRuns((d) => ({ ...d, expected: ids }));
  const asFound = ['NoDanglingLink', 'NeverHappens', 'MaskedOne'];

  it('0 as expected', () => assert.equal(exitStatus(expected(asFound)), 0));
  it('1 for a violation that is not expected', () => assert.equal(exitStatus(record), 1));
  it('1 for an expected violation that is gone', () => assert.equal(exitStatus(expected([...asFound, 'PresentAlwaysOne'])), 1));
  it('1 for an expected property that does not exist', () => assert.equal(exitStatus(expected([...asFound, 'NoSuchThing'])), 1));
  it('1 with --strict for any violation', () => assert.equal(exitStatus(expected(asFound), true), 1));
  it('3 when a configuration is incomplete', () => {
    const r = expected(asFound);
    const d = r.designs[0]!;
    const cut = { ...d, configurations: d.configurations.map((c) => ({ ...c, complete: false, reason: 'memory' })) };
    assert.equal(exitStatus({ ...r, designs: [cut] }), 3);
  });
  it('4 for a defect, whatever else there is', () => {
    const d = record.designs[0]!;
    const bad = { ...d, configurations: d.configurations.map((c) => ({ ...c, defect: { code: 'E_SPEC_DEFECT', message: 'm' } })) };
    assert.equal(exitStatus({ ...record, designs: [bad] }), 4);
  });
  it('in a part of the configurations nothing is missing', () => {
    const d = { ...record.designs[0]!, whole: false, expected: [...asFound, 'PresentAlwaysOne'] };
    assert.equal(exitStatus({ ...record, designs: [d] }), 0);
  });
});
