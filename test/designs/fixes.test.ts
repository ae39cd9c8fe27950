/** Every fix changes something, is listed, and `corrected` is rfc-v5 with all of them (R14). What each mends: npm run corpus. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { isModelError } from '../../checker/model/model-error.ts';
import { dropAction } from '../../checker/model/variation.ts';
import { mended } from '../../designs/fixes/fix.ts';
import { fixes } from '../../designs/fixes/index.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';

const filesOf = (folder: string): string[] => readdirSync(new URL(`../../designs/${folder}/`, import.meta.url)).flatMap((f) => /^([BF]\d+[a-z]?)\.ts$/.exec(f)?.slice(1) ?? []).sort();

const systems = rfcV5.configurations.filter((c) => c.tier === 'quick').map((c) => c.system());

describe('fixes', () => {
  it('each file is in the list, once', () => assert.deepEqual(fixes.map((f) => f.id).sort(), filesOf('fixes')));
  it('for each there is the design without it', () => assert.deepEqual(filesOf('history').filter((id) => fixes.some((f) => f.id === id)), filesOf('fixes')));
  for (const fix of fixes)
    it(`${fix.id} changes a configuration of rfc-v5`, () => assert.ok(systems.some((s) => fix.variations(s).length > 0)));
  it('a fix whose target is gone does not load', () => {
    const b13 = fixes.find((f) => f.id === 'B13')!;
    assert.throws(() => mended(dropAction('vcpu.CPU_ON_ALREADY_ON')(systems[0]!), b13), (e: unknown) => isModelError(e) && e.code === 'E_TARGET_GONE');
  });
});
