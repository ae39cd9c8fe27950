/** The page as text; what it does in a browser is test/browser. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MutationRecord } from '../../checker/record/mutation.ts';
import { RunRecord } from '../../checker/record/run-record.ts';
import { designTable } from '../../checker/record/verdict-table.ts';
import type { PageData } from '../../reports/html/data.ts';
import { reporter } from '../../reports/run/html.ts';
import { cli, CROSSING, FAULTY } from '../cli/in-process.ts';
import { record } from './sample.ts';

const dataOf = (page: string): PageData => JSON.parse(gunzipSync(Buffer.from(/id="data">([^<]*)</.exec(page)![1]!, 'base64')).toString()) as PageData;

describe('the page', () => {
  let page: string;
  let found: RunRecord;
  let folder: string;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    await cli(['check', CROSSING, 'examples/die-hard.ts', '--jobs', '1', '--exhibits', '--record', path.join(folder, 'run.json')]);
    found = RunRecord.parse(JSON.parse(fs.readFileSync(path.join(folder, 'run.json'), 'utf8')));
    page = await reporter.write(found, { colour: false });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('is the same whenever it is written', async () => assert.equal(await reporter.write(found, { colour: false }), page));
  it('asks for nothing from anywhere', () => {
    assert.doesNotMatch(page.replace(/http:\/\/www\.w3\.org\/[\w/]+/g, ''), /https?:|<link|@import|url\(/);
    assert.match(page, /default-src 'none'/);
  });
  it('has every verdict without its script', () => {
    for (const d of found.designs) for (const r of designTable(d).rows) assert.ok(page.includes(`id="${d.name}/${r.fact.id}"`));
  });
  it('explains every state of every trace: the step that is taken next is enabled', () => {
    let explained = 0;
    for (const d of found.designs)
      for (const e of d.exhibits!.explanations) {
        const trace = d.configurations.find((c) => c.id === e.configuration)!.properties.find((p) => p.id === e.property)!.trace!;
        assert.equal(e.states.length, trace.steps.length + 1);
        const now = new Map<number, number>();
        e.states.forEach((changes, k) => {
          for (const [a, r] of changes) now.set(a, r);
          const label = trace.steps[k]?.label;
          if (label !== undefined) assert.equal(now.get(d.exhibits!.actions[e.configuration]!.findIndex((a) => a.label === label)) ?? 0, 0, `${label} in state ${k}`);
        });
        explained++;
      }
    assert.equal(explained, dataOf(page).designs.reduce((n, d) => n + d.traces.length, 0));
  });
  it('marks the part of a property that decides', () => {
    const { claim } = found.designs[0]!.exhibits!.explanations.find((e) => e.property === 'OneGreen')!;
    assert.equal(claim!.where, 'at the end of the trace');
    assert.equal(claim!.node.holds, false);
    assert.match(JSON.stringify(claim!.node), /"decides":true/);
  });
  it('compares the first design with the others, in one layout', () => {
    const [c] = dataOf(page).comparisons;
    assert.deepEqual([c!.base, c!.candidate], found.designs.map((d) => d.name));
    assert.ok(c!.verdicts.length > 0);
  });
  it('has no picture of a machine that is too large, and says so', async () => {
    const [small] = found.designs[0]!.exhibits!.machines;
    const large = { ...small!, root: { ...small!.root, children: Array.from({ length: 151 }, (_x, k) => ({ path: `s${k}`, name: `s${k}`, kind: 'atomic' as const, children: [] })) }, edges: [] };
    const r = { ...found, designs: found.designs.map((d, i) => (i ? d : { ...d, exhibits: { ...d.exhibits!, machines: [large] } })) };
    const [machine] = dataOf(await reporter.write(r, { colour: false })).designs[0]!.machines;
    assert.equal(machine!.svg, undefined);
    assert.match(machine!.note!, /not drawn: 151 nodes/);
  });
  it('shows which properties kill which mutants, where mutation was recorded', async () => {
    assert.equal(dataOf(page).designs[1]!.mutation, undefined);
    const file = path.join(folder, 'mutation.json');
    await cli(['mutate', 'examples/ticket-lock.ts', '--out', file]);
    const mutation = MutationRecord.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    const r = { ...found, designs: found.designs.map((d, i) => (i ? { ...d, exhibits: { ...d.exhibits!, mutation } } : d)) };
    const shown = dataOf(await reporter.write(r, { colour: false })).designs[1]!.mutation!;
    assert.equal(shown.mutants.length, mutation.mutants.length);
    const kills = mutation.mutants.flatMap((m) => (m.fate === 'killed' ? (m.by ?? []) : [])).length;
    assert.ok(kills > 0);
    assert.equal(shown.rows.flatMap((x) => x.kills).reduce((a, b) => a + b, 0), kills);
  });
  it('takes a record without exhibits, and one with a defect', async () => {
    for (const r of [record, { ...record, designs: [] }]) assert.match(await reporter.write(r, { colour: false }), /<\/html>\n$/);
    const file = path.join(folder, 'faulty.json');
    await cli(['check', FAULTY, '--config', 'refused', '--reduce', 'whole', '--exhibits', '--record', file]);
    const { status, out } = await cli(['report', file, '--format', 'html']);
    assert.equal(status, 4);
    assert.match(out, /A defect of the spec was met/);
  });
  it('report --out decides the designs itself', async () => {
    const file = path.join(folder, 'new', 'report.html');
    const { status, out } = await cli(['report', '--design', CROSSING, '--jobs', '1', '--out', file]);
    assert.deepEqual([status, out], [0, '']);
    assert.ok(dataOf(fs.readFileSync(file, 'utf8')).designs[0]!.machines.length > 0);
  });
  it('report refuses what has no meaning together', async () => {
    const file = path.join(folder, 'run.json');
    assert.match((await cli(['report', file, '--design', CROSSING])).err, /E_OPTION_CONFLICT/);
    assert.match((await cli(['report', '--merge'])).err, /E_RECORDS/);
  });
});
