import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TraceDocument } from '../../checker/record/trace.ts';
import { cli, CROSSING, FAULTY } from './in-process.ts';

const trail = (name: string): string => path.join('test/export/trails', name);

describe('export', () => {
  it('writes to stdout or to a file, the same', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    for (const format of ['promela', 'murphi', 'murphi-covers', 'aut']) {
      const file = path.join(folder, format);
      assert.deepEqual(await cli(['export', format, CROSSING, 'careless-2', '--out', file]), { status: 0, out: '', err: '' });
      assert.equal((await cli(['export', format, CROSSING, 'careless-2'])).out, fs.readFileSync(file, 'utf8'));
    }
    assert.deepEqual(fs.readdirSync(folder).sort(), ['aut', 'murphi', 'murphi-covers', 'promela']);
    fs.rmSync(folder, { recursive: true });
  });
  it('of one property', async () => {
    const { out } = await cli(['export', 'murphi', CROSSING, '--property', 'OneGreen']);
    assert.deepEqual(out.match(/^(invariant|cover).*?"(\w+)"/gm), ['invariant "OneGreen"']);
  });
  it('says where the formats of a trace are', async () => {
    const { status, err } = await cli(['export', 'itf', CROSSING]);
    assert.deepEqual([status, err], [2, 'error E_FORMAT: itf is a format of a trace, not of a system. Use: vcpuhp trace DESIGN PROPERTY --format itf\n']);
    assert.match((await cli(['export', 'itff', CROSSING])).err, /^error E_FORMAT: unknown format "itff"/);
  });
  it('leaves no half of a graph', async () => {
    const file = path.join(os.tmpdir(), `vcpuhp-${process.pid}.aut`);
    const refused = await cli(['export', 'aut', FAULTY, 'refused', '--out', file]);
    assert.deepEqual([refused.status, fs.existsSync(file)], [4, false]);
    assert.match(refused.err, /^error E_SPEC_DEFECT: .*trace DESIGN SpecDefect/);
    const large = await cli(['export', 'aut', FAULTY, 'huge', '--memory', '2M', '--out', file]);
    assert.deepEqual([large.status, fs.existsSync(file)], [3, false]);
    assert.match(large.err, /^error E_INCOMPLETE: .*--memory/);
    assert.match((await cli(['export', 'promela', CROSSING, '--out', '/dev/full'])).err, /^error E_WRITE: .*the disk is full/);
  });
});

describe('import', () => {
  for (const engine of ['spin', 'pan', 'rumur'])
    it(`what ${engine} printed is replayed`, async () => {
      const { status, out, err } = await cli(['import', trail(`crossing.${engine}.txt`), CROSSING, 'careless-2']);
      assert.match(out, /^OneGreen: .*\ncounterexample of 2 steps in design crossing, configuration careless-2, i=0 j=1\n/);
      assert.match(out, /violated: lamp\[0\] == green => lamp\[1\] == red\n$/);
      assert.deepEqual([status, err], [0, 'replayed through XState: 2 of 2 steps, every state the same\n']);
    });
  for (const engine of ['spin', 'rumur'])
    it(`a refused event that ${engine} met`, async () => {
      const { status, out, err } = await cli(['import', trail(`faulty.${engine}.txt`), FAULTY, 'refused', '--json']);
      const { trace, replay } = TraceDocument.parse(JSON.parse(out));
      assert.deepEqual([trace.kind, trace.steps.map((s) => s.label), replay?.agrees], ['defect', ['bit[0].CLEAR'], true]);
      assert.match(err, /does not accept CLEAR in state off/);
      assert.equal(status, 0);
    });
  it('of a configuration that only the base is enumerated in', async () => {
    const folder = fs.mkdtempSync(path.join('test/cli/designs', '.derived-'));
    try {
      const file = path.join(folder, 'derived.ts');
      fs.writeFileSync(file, "import { design as base } from '../crossing.ts';\nimport { derive } from '../../../../designs/derive.ts';\nexport const design = derive(base, { name: 'derived', title: '', source: '', configurations: { 'careful-2': 'quick' }, violates: [], variations: () => [] });\n");
      const { status, err } = await cli(['import', trail('crossing.spin.txt'), file, 'careless-2']);
      assert.deepEqual([status, err], [0, 'replayed through XState: 2 of 2 steps, every state the same\n']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
  it('in any format of a trace', async () => assert.equal(JSON.parse((await cli(['import', trail('crossing.spin.txt'), CROSSING, 'careless-2', '--format', 'itf'])).out).states.length, 3));

  const altered = async (change: (text: string) => string, configuration = 'careless-2') => {
    const file = path.join(os.tmpdir(), `vcpuhp-${process.pid}.txt`);
    fs.writeFileSync(file, change(fs.readFileSync(trail('crossing.spin.txt'), 'utf8')));
    const outcome = await cli(['import', file, CROSSING, configuration]);
    fs.rmSync(file);
    return outcome;
  };
  it('a step that the model does not allow is exit 4', async () => {
    const { status, err } = await altered((t) => t, 'careful-2');
    assert.match(err, /the model differs: step 2 \(lamp\[1\]\.GO\): not enabled: othersRed/);
    assert.equal(status, 4);
  });
  it('so is an end that does not show the violation', async () => {
    const { status, err } = await altered((t) => t.replace('step lamp[1].GO', ''));
    assert.match(err, /the model differs: the end does not show what it should of OneGreen/);
    assert.equal(status, 4);
  });
  it('a refused event that is accepted is exit 4 too', async () => {
    const { status, err } = await altered((t) => t.replace('violated OneGreen', 'violated SpecDefect'));
    assert.match(err, /the model differs: every event is accepted/);
    assert.equal(status, 4);
  });
  it('a trail that was cut off is a behaviour all the same', async () => {
    const { status, out } = await altered((t) => t.replace('violated OneGreen', ''));
    assert.match(out, /^what the engine did\n/);
    assert.equal(status, 0);
  });
  it('what is no trail of this system is refused', async () => {
    assert.match((await altered(() => 'spin: no trail\n')).err, /^error E_TRAIL: .*spin -t/);
    assert.match((await altered((t) => t.replace('lamp[1].GO', 'lamp[1].GONE'))).err, /^error E_ACTION: unknown action "lamp\[1\]\.GONE". Did you mean lamp\[1\]\.GO\?/);
    assert.match((await altered((t) => t.replace('OneGreen', 'OneGren'))).err, /^error E_PROPERTY: .*Did you mean OneGreen\?/);
  });
});
