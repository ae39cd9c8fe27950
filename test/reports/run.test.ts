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
  it('what no configuration uses is named, with the reason of the design, if any', () =>
    assert.deepEqual(table.vacuity.unused, [
      { name: 'action vcpu.never', reason: 'nobody calls it' },
      { name: 'state gic cpu.freed', reason: undefined },
      { name: 'state gic cpu.dangling', reason: 'B02 is mended' },
    ]));
  it('what is used in one configuration is used', () => assert.ok(!table.vacuity.unused.some((u) => u.name === 'event gic unplug')));
  it('a reason for what is used, or is gone, is stale', () => assert.deepEqual(table.vacuity.stale, ['event gic gone']));
  it('both fail the run', () => assert.deepEqual(table.unexplained, ['state gic cpu.freed', 'event gic gone']));
  it('but not where the design is a part of another, or a part of it was looked at', () => {
    for (const d of [{ ...record.designs[0]!, part: true }, { ...record.designs[0]!, whole: false }]) assert.deepEqual(designTable(d).unexplained, []);
  });
  it('what a higher tier uses may be explained for the quick one', () => {
    const d = record.designs[0]!;
    assert.deepEqual(designTable({ ...d, configurations: d.configurations.map((c) => ({ ...c, tier: 'full' as const })) }).vacuity.stale, []);
  });
  it('profiles are told apart', () => {
    assert.deepEqual(table.profiles, ['hostile/any', 'linux/any']);
    assert.deepEqual(row('NoDanglingLink').profiles, { 'hostile/any': { verdict: 'violated', depth: 2 }, 'linux/any': { verdict: 'holds', depth: undefined } });
    assert.deepEqual(row('MaskedOne').profiles, { 'hostile/any': { verdict: 'violated', depth: 9 } });
  });
  it('what is not expected is named', () => assert.deepEqual([table.unexpected, table.missing], [['MaskedOne'], []]));
});

describe('exit status', () => {
  const EXPLAINED = { 'action vcpu.never': 'nobody calls it', 'state gic *': 'B02 is mended' };
  const expected = (ids: string[]): RunRecord => withRuns((d) => ({ ...d, expected: ids, unused: EXPLAINED }));
  const asFound = ['NoDanglingLink', 'NeverHappens', 'MaskedOne'];

  it('0 as expected', () => assert.equal(exitStatus(expected(asFound)), 0));
  it('1 for a violation that is not expected', () => assert.equal(exitStatus(record), 1));
  it('1 for an expected violation that is gone', () => assert.equal(exitStatus(expected([...asFound, 'PresentAlwaysOne'])), 1));
  it('1 for an expected property that does not exist', () => assert.equal(exitStatus(expected([...asFound, 'NoSuchThing'])), 1));
  it('1 for a state that is never reached, if the design does not say why', () => assert.equal(exitStatus(withRuns((d) => ({ ...d, expected: asFound, unused: { 'action *': '' } }))), 1));
  it('1 for a reason that is stale', () => assert.equal(exitStatus(withRuns((d) => ({ ...d, expected: asFound, unused: { ...EXPLAINED, 'action gone': '' } }))), 1));
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
