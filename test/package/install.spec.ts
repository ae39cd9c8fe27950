/** The package, installed into an empty project: what somebody has who has never seen this repository. */
import { spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROJECT } from '../../checker/cli/input/designs.ts';

describe('the package', () => {
  let folder: string;
  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } });
    return { status, out: stdout, err: stderr };
  };
  const vcpuhp = (...args: string[]) => run(path.join(folder, 'node_modules/.bin/vcpuhp'), ...args);
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: PROJECT, encoding: 'utf8' });
    assert.equal(packed.status, 0, packed.stderr);
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "mine", "private": true, "type": "module" }');
    const installed = run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', path.join(folder, packed.stdout.trim()));
    assert.equal(installed.status, 0, installed.err);
    fs.cpSync(path.join(PROJECT, 'ci'), folder, { recursive: true });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('has the command, and every design', () => {
    const { status, out } = vcpuhp('list', 'designs');
    assert.equal(status, 0);
    for (const name of ['rfc-v5', 'corrected']) assert.match(out, new RegExp(`^ *${name} `, 'm'));
  });
  it('brings neither tests nor tools of the developers', () => {
    const installed = fs.readdirSync(path.join(folder, 'node_modules'));
    for (const name of ['mocha', 'playwright-core', 'typescript', 'fast-check', 'oxlint', 'assemblyscript']) assert.ok(!installed.includes(name), name);
    assert.ok(!fs.existsSync(path.join(folder, 'node_modules/vcpuhp/test')));
  });
  it('searches what is large, with the kernel', () => {
    const { status, out, err } = vcpuhp('check', 'rfc-v5', '--config', 'boot+hot-any', '--jobs', '1');
    assert.equal(status, 0, out + err);
    assert.match(out, /as expected/);
  });
  it('checks a design of one file against the expectations beside it', () => {
    const { status, out, err } = vcpuhp('check', 'my-design.ts', '--expectations', 'expectations', '--jobs', '1');
    assert.equal(status, 0, out + err);
    assert.match(out, /my-design: .* as expected/);
  });
  it('the workflow does what it says', () => {
    const text = fs.readFileSync(path.join(folder, 'vcpuhp.yml'), 'utf8');
    const commands = [...text.matchAll(/^ *(?:- )?(?:run: )?(npx vcpuhp .*)$/gm)].map((m) => m[1]!);
    assert.equal(commands.length, 7);
    for (const c of commands.flatMap((x) => (x.includes('matrix.shard') ? [1, 2].map((k) => x.replaceAll('${{ matrix.shard }}', String(k))) : [x]))) {
      const { status, out, err } = run('bash', '-c', `export GITHUB_STEP_SUMMARY=summary.md; ${c}`);
      assert.equal(status, 0, `${c}\n${out}${err}`);
    }
    for (const f of ['report.html', 'junit.xml', 'vcpuhp.sarif', 'summary.md']) assert.ok(fs.statSync(path.join(folder, f)).size > 500, f);
  });
  it('fails and says where when the design does something else', () => {
    const file = path.join(folder, 'my-design.ts');
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(path.join(folder, 'worse.ts'), text.replaceAll('corrected', 'rfcV5'));
    const { status } = vcpuhp('check', 'worse.ts', '--config', 'boot+cold-documented', '--jobs', '1', '--exhibits', '--record', 'run.json');
    assert.equal(status, 1);
    const { out } = vcpuhp('report', 'run.json', '--format', 'annotations');
    assert.match(out, /^::error file=worse\.ts,line=1,title=my-design%3A ColdBootedCpuStays::/m);
  });
  it('writes the page without a bundler', () => {
    assert.ok(!fs.existsSync(path.join(folder, 'node_modules/vcpuhp/dist/reports/html/client/main.js')));
    assert.equal(vcpuhp('report', 'run.json', '--out', 'report.html').status, 1);
    assert.ok(fs.readFileSync(path.join(folder, 'report.html'), 'utf8').includes('DecompressionStream'));
  });
  it('is a typed library', () => {
    fs.writeFileSync(path.join(folder, 'use.ts'), "import { compose, decide, design as none, rfcV5, type Design } from 'vcpuhp';\nconst d: Design = rfcV5;\nexport const found = await decide(compose(d.configurations[0]!.system()));\nconst wrong: number = d.name;\nvoid none, wrong;\n");
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "noEmit": true, "module": "nodenext", "target": "es2022", "skipLibCheck": true, "types": [] }, "include": ["use.ts"] }');
    const { out } = run(path.join(PROJECT, 'node_modules/.bin/tsc'));
    assert.match(out, /TS2724: '"vcpuhp"' has no exported member named 'design'/);
    assert.match(out, /TS2322: Type 'string' is not assignable to type 'number'/);
    assert.equal(out.trim().split('\n').length, 2, out);
  });
  it('decides an example through the library', () => {
    fs.writeFileSync(path.join(folder, 'run.mjs'), "import { compose, decide, rfcV5 } from 'vcpuhp';\nconst c = rfcV5.configurations.find((x) => x.id === 'boot+cold-gicv2');\nconst { states, complete } = await decide(compose(c.system()));\nconsole.log(complete, states);\n");
    assert.equal(run(process.execPath, 'run.mjs').out, 'true 16\n');
  });
});
