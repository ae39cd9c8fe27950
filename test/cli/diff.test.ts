import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DifferenceRecord } from '../../checker/record/difference.ts';
import { reporter as mail } from '../../reports/difference/mail.ts';
import { reporter as markdown } from '../../reports/difference/markdown.ts';
import { reporter as text } from '../../reports/difference/text.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING, FAULTY } from './in-process.ts';

const ONE_FIX = path.relative(process.cwd(), fileURLToPath(new URL('../compare/designs/one-fix.ts', import.meta.url)));
const diff = (...args: string[]) => cli(['diff', ...args, '--jobs', '1']);

describe('diff', () => {
  it('rfc-v5 with one fix: verdicts, behaviours and witnesses, replayed; exit 1', async () => {
    const { status, out } = await diff('rfc-v5', ONE_FIX, '--config', 'boot+hot-el2', '--json');
    assert.equal(status, 1);
    const record = DifferenceRecord.parse(JSON.parse(out));
    assert.deepEqual(record.verdicts.map((v) => [v.property, v.base?.verdict, v.candidate?.verdict]), [['OnlyOneCpuOnSucceeds', 'violated', 'holds']]);
    const [c] = record.behaviours;
    assert.deepEqual([c!.refines, c!.refined], ['no', 'no']);
    // The second CPU_ON is what is lost: SUCCESS once more, while the first is pending.
    assert.ok(c!.groups.some((g) => g.change === 'lost' && g.seen === 'vcpu 0 CPU_ON 1: SUCCESS' && g.witness.at(-1)!.label === 'vcpu[0,0].CPU_ON(1,0)' && g.witness.at(-2)!.label === 'vcpu[0,0].CPU_ON(1,0)'));
    assert.ok(c!.groups.every((g) => g.replay === undefined && g.witness.length > 0));
    golden(import.meta.url, 'diff.txt', text.write(record, { colour: false }));
    golden(import.meta.url, 'diff.md', markdown.write(record, { colour: false }));
    const letter = mail.write(record, { colour: false });
    golden(import.meta.url, 'diff.mail', letter);
    for (const line of letter.split('\n')) assert.ok(line.length <= 72, line);
  });
  it('a design has no difference from itself, exit 0', async () => {
    const { status, out } = await diff('rfc-v5', 'rfc-v5', '--config', 'boot+cold-gicv2');
    assert.equal(status, 0);
    assert.match(out, /No difference\.[\s\S]*rfc-v5 shows only what rfc-v5 does: yes\. The other way round: yes\./);
  });
  it('--only verdicts needs no observation; --only behaviours without one is a defect of the design', async () => {
    assert.equal((await diff(CROSSING, CROSSING, '--only', 'verdicts')).status, 0);
    const { status, out } = await diff(CROSSING, CROSSING, '--only', 'behaviours', '--config', 'careful-2');
    assert.equal(status, 4);
    assert.match(out, /not compared: E_NOT_OBSERVABLE/);
  });
  it('too little memory: not decided, exit 3', async () => {
    const { status, out } = await diff('rfc-v5', ONE_FIX, '--config', 'boot+hot-el2', '--only', 'behaviours', '--memory', '1M');
    assert.equal(status, 3);
    assert.match(out, /not everything was looked at/);
  });
  it('bad input is refused by code', async () => {
    for (const [args, code] of [
      [[CROSSING, FAULTY], 'E_NO_CONFIGURATION'],
      [['rfc-v5', ONE_FIX, '--config', 'boot+hot-any'], 'E_NO_CONFIGURATION'],
      [['rfc-v5', 'no-such-design'], 'E_DESIGN'],
      [[CROSSING, CROSSING, '--json', '--mail'], 'E_OPTION_VALUE'],
      [[CROSSING, CROSSING, '--only', 'everything'], 'E_OPTION_VALUE'],
    ] as const) {
      const { status, err } = await diff(...args);
      assert.equal(status, 2);
      assert.match(err, new RegExp(`^error ${code}: .+\\. .+\\n$`));
    }
  });
});
