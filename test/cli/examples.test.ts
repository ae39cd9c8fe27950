/** What --help shows as an example must work. Long searches and files that the user has to bring are left out. */
import assert from 'node:assert/strict';
import { loadCommands } from '../../checker/cli/input/plugins.ts';
import { findDesign } from '../../checker/cli/input/designs.ts';
import { propertiesOf } from '../../checker/cli/input/selection.ts';
import { cli } from './in-process.ts';

/** Searches all of the project, writes into it, or reads a file that is not there. */
const LEFT_OUT = /^(check|check --tier .*|check (rfc-v5|my-design) .*|check my-design.ts .*|baseline.*|pictures|report .*|trace rfc-v5 .*|.* --out .*|import .*|conform (run|\*)\.jsonl.*|conform --merge .*|prove corrected .*|corpus|corpus --page .*|diff rfc-v5 .*|mutate corrected .*|litmus .*(\*|--update).*|new .*)$/;

describe('examples of --help', () => {
  it('work', async () => {
    const lines = [...(await loadCommands()).values()].flatMap((c) => c.examples).filter((e) => !LEFT_OUT.test(e));
    assert.ok(lines.length >= 8, lines.join('\n'));
    for (const line of lines) {
      const { status, out, err } = await cli(line.split(' '));
      assert.ok(status === 0, `vcpuhp ${line}: ${status} ${err}`);
      assert.ok(line.endsWith('--verify') || out !== '', line);
    }
  });
  it('name properties that there are', async () => {
    const { design } = await findDesign('rfc-v5');
    const known = propertiesOf(design.configurations as Parameters<typeof propertiesOf>[0]).map((p) => p.id);
    const named = [...(await loadCommands()).values()].flatMap((c) => c.examples).flatMap((e) => /^(?:trace rfc-v5 |check rfc-v5 .*--property )(\w+)/.exec(e)?.[1] ?? []);
    assert.ok(named.length >= 2);
    for (const id of named) assert.ok(known.includes(id), id);
  });
});
