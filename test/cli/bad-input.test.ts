import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCommands } from '../../checker/cli/input/plugins.ts';
import { cli, CROSSING, FAULTY, testDesign } from './in-process.ts';

/** Command line, code, and what the line must suggest. */
const CASES: readonly (readonly [string, string, RegExp])[] = [
  ['chek', 'E_UNKNOWN_COMMAND', /Did you mean check\?/],
  ['--bogus', 'E_UNKNOWN_OPTION', /See --help/],
  [`check ${CROSSING} --tiar quick`, 'E_UNKNOWN_OPTION', /Did you mean --tier\?/],
  [`check ${CROSSING} --tier qick`, 'E_OPTION_VALUE', /Did you mean quick\?/],
  [`check ${CROSSING} --tier`, 'E_OPTION_MISSING_ARGUMENT', /--help/],
  [`check ${CROSSING} --config careles-2`, 'E_CONFIGURATION', /Did you mean careless-2\?/],
  [`check ${CROSSING} --guest hostil`, 'E_OPTION_VALUE', /--guest "hostil". Did you mean hostile\?/],
  [`check ${CROSSING} --operator documented`, 'E_OPTION_VALUE', /any/],
  [`check ${CROSSING} --accel kvm`, 'E_OPTION_VALUE', /tcg/],
  [`check ${CROSSING} --slots 9`, 'E_OPTION_VALUE', /2/],
  [`check ${CROSSING} --slots 3`, 'E_NO_CONFIGURATION', /--tier/],
  [`check ${CROSSING} --property OneGren`, 'E_PROPERTY', /Did you mean OneGreen\?/],
  [`check ${CROSSING} --property OneGreen,`, 'E_OPTION_VALUE', /empty/],
  [`check ${CROSSING} --memory lots`, 'E_OPTION_VALUE', /512M/],
  [`check ${CROSSING} --memory 1K`, 'E_OPTION_VALUE', /at least 1M/],
  [`check ${CROSSING} --jobs 0`, 'E_OPTION_VALUE', /whole number/],
  [`check ${CROSSING} --jobs two`, 'E_OPTION_VALUE', /whole number/],
  [`check ${CROSSING} --order sideways`, 'E_OPTION_VALUE', /forward/],
  [`check ${CROSSING} --reduce hole`, 'E_OPTION_VALUE', /Did you mean whole\?/],
  [`check ${CROSSING} --format docx`, 'E_OPTION_VALUE', /text/],
  [`check ${CROSSING} --record test`, 'E_WRITE', /folder/],
  ['check test/nothing.ts', 'E_NO_FILE', /list designs/],
  [`check ${testDesign('no-design')}`, 'E_NO_DESIGN', /exports/],
  [`check ${testDesign('misshapen')}`, 'E_DESIGN_SHAPE', /name/],
  ['check package.json', 'E_NO_DESIGN', /exports/],
  ['check no-such-design-anywhere', 'E_DESIGN', /"no-such-design-anywhere"/],
  [`trace ${CROSSING}`, 'E_MISSING_ARGUMENT', /--help/],
  [`trace ${CROSSING} OneGren`, 'E_PROPERTY', /Did you mean OneGreen\?/],
  [`trace ${CROSSING} OneGreen extra`, 'E_EXCESS_ARGUMENTS', /--help/],
  [`trace ${CROSSING} OneGreen --format docx`, 'E_OPTION_VALUE', /mermaid/],
  [`trace ${CROSSING} OneGreen --config nope`, 'E_CONFIGURATION', /careful-2/],
  [`trace ${CROSSING} OneGreen --from nowhere.json`, 'E_NO_FILE', /path/],
  [`trace ${CROSSING} OneGreen --from package.json`, 'E_RECORD', /--record/],
  [`trace ${CROSSING} OneGreen --from x.json --tier full`, 'E_OPTION_CONFLICT', /Leave/],
  ['list', 'E_MISSING_ARGUMENT', /--help/],
  ['list propertis', 'E_LIST', /Did you mean properties\?/],
  ['list designs nope/nope.ts', 'E_NO_FILE', /path/],
  [`graph machin lamp --design ${CROSSING}`, 'E_PICTURE', /Did you mean machine\?/],
  [`graph machine lmap --design ${CROSSING}`, 'E_MACHINE', /Did you mean lamp\?/],
  [`graph machine lamp --design ${CROSSING} --on lamp`, 'E_OPTION_CONFLICT', /graph states/],
  [`graph composition ${CROSSING} --format docx`, 'E_OPTION_VALUE', /dot/],
  [`graph states ${CROSSING}`, 'E_OPTION_MISSING', /--on/],
  [`graph states ${CROSSING} --on lamp --config nope`, 'E_CONFIGURATION', /careful-2/],
  [`graph states ${CROSSING} --on lmp`, 'E_COMPONENT', /Did you mean lamp\?/],
  [`graph composition ${CROSSING} --out /dev/full`, 'E_WRITE', /Make room/],
  ['report package.json', 'E_RECORD', /--record/],
  ['report README', 'E_NO_FILE', /path/],
  ['report x.json --format nope', 'E_OPTION_VALUE', /text/],
  [`baseline ${CROSSING} --tier nigtly`, 'E_OPTION_VALUE', /nightly/],
  [`export promla ${CROSSING}`, 'E_FORMAT', /Did you mean promela\?/],
  [`export promela ${CROSSING} careles-2`, 'E_CONFIGURATION', /Did you mean careless-2\?/],
  [`export promela ${CROSSING} --property OneGren`, 'E_PROPERTY', /Did you mean OneGreen\?/],
  ['export promela', 'E_MISSING_ARGUMENT', /--help/],
  [`import nowhere.txt ${CROSSING}`, 'E_NO_FILE', /path/],
  [`import package.json ${CROSSING}`, 'E_TRAIL', /spin -t/],
  [`import package.json ${CROSSING} --format docx`, 'E_OPTION_VALUE', /mermaid/],
  ['pictures --verfy', 'E_UNKNOWN_OPTION', /--verify/],
];

describe('bad input', () => {
  for (const [line, code, hint] of CASES)
    it(`vcpuhp ${line}`, async () => {
      const { status, out, err } = await cli(line.split(' '));
      assert.match(err, new RegExp(`^error ${code}: .+\\. .+\\n$`), err);
      assert.match(err, hint);
      assert.equal(status, 2);
      assert.equal(out, '');
    });

  it('a record that is not whole is refused with the place', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'run.json');
    fs.writeFileSync(file, JSON.stringify({ format: 'vcpuhp-run', version: 2 }));
    assert.match((await cli(['report', file])).err, /^error E_RECORD: .*version: /);
    fs.rmSync(path.dirname(file), { recursive: true });
  });
  it('a full disk is found out by --record, and the verdicts are still printed', async () => {
    const { status, out, err } = await cli(['check', CROSSING, '--jobs', '1', '--record', '/dev/full']);
    assert.match(out, /as expected/);
    assert.match(err, /error E_WRITE: \/dev\/full was not written: the disk is full/);
    assert.equal(status, 2);
  });
  it('a design whose module fails names the file', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    fs.writeFileSync(path.join(folder, 'broken.mjs'), 'this is no module\n');
    const { status, err } = await cli(['check', path.join(folder, 'broken.mjs')]);
    assert.match(err, /^error E_DESIGN_LOAD: .*broken\.mjs cannot be loaded/);
    assert.equal(status, 2);
    fs.rmSync(folder, { recursive: true });
  });
});

describe('help', () => {
  it('every command has one, with an example', async () => {
    for (const name of (await loadCommands()).keys()) {
      const { status, out } = await cli([name, '--help']);
      assert.equal(status, 0);
      assert.match(out, new RegExp(`^Usage: vcpuhp ${name}`));
      assert.match(out, new RegExp(`Examples:\\n  vcpuhp ${name}`), `${name} has no example`);
    }
  });
  it('the program names every command and the exit statuses', async () => {
    const { status, out } = await cli(['--help']);
    assert.equal(status, 0);
    for (const name of (await loadCommands()).keys()) assert.match(out, new RegExp(`^  ${name} `, 'm'));
    assert.match(out, /Exit status: 0 /);
  });
  it('no arguments at all: the help, and status 2', async () => assert.equal((await cli([])).status, 2));
  it('the version', async () => assert.match((await cli(['--version'])).out, /^\d+\.\d+\.\d+\n$/));
});

describe('a run that fails half-way', () => {
  it('keeps its record even when nothing composes', async () => {
    const { status } = await cli(['check', FAULTY, '--config', 'uncomposable', '--jobs', '1', '--json']);
    assert.equal(status, 4);
  });
});
