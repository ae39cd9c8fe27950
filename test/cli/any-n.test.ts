/** Bad input to `prove`, `larger` and `export smt2`, and what an interruption or a limit leaves. */
import assert from 'node:assert/strict';
import { cli } from './in-process.ts';

const LOCK = 'examples/spin-lock.ts';

describe('any number of values, from the command line', () => {
  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown design', ['no-such-design', 'owner'], /no-such-design/],
    ['an unknown configuration', [LOCK, 'ownr'], /E_CONFIG.*ownr[^]*owner/],
    ['a configuration without a family', ['rfc-v5', 'boot+hot-migrate'], /E_NO_FAMILY.*boot\+hot-migrate[^]*boot\+hot-documented/],
    ['an unknown property', [LOCK, 'owner', '--property', 'MutualExclusio'], /E_PROPERTY.*MutualExclusio[^]*MutualExclusion/],
  ];
  for (const [what, args, message] of refused) {
    it(`prove refuses ${what}`, async () => {
      const { status, out, err } = await cli(['prove', ...args]);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, message);
    });
    it(`larger refuses ${what}`, async () => {
      const { status, out, err } = await cli(['larger', ...args, '--size', '3']);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, message);
    });
  }
  it('a file that cannot be written is refused before anything is done', async () => {
    for (const option of ['--out', '--certificate']) {
      const { status, err } = await cli(['prove', LOCK, 'owner', option, 'package.json/x']);
      assert.equal(status, 2);
      assert.match(err, /E_[A-Z_]+.*package\.json/);
    }
    assert.equal((await cli(['export', 'smt2', LOCK, 'owner', '--out', 'package.json/x'])).status, 2);
  });
  it('a device without room is an error', async () => {
    for (const args of [['prove', LOCK, 'owner', '--out', '/dev/full'], ['prove', LOCK, 'owner', '--certificate', '/dev/full'], ['export', 'smt2', LOCK, 'owner', '--out', '/dev/full']]) {
      const { status, err } = await cli(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, /\/dev\/full/);
    }
  });
  it('little memory: what is not decided is said', async () => {
    const { status, out } = await cli(['larger', 'rfc-v5', 'boot+hot-secure', '--size', '6', '--memory', '1M', '--abstract', 'scan-any-order', '--property', 'PresentAlwaysOne']);
    assert.equal(status, 3);
    assert.match(out, /not decided: the search did not end[^]*: not all\n/);
  }).timeout(60_000);
  it('a small limit: unknown, with what was given up', async () => {
    const { status, out } = await cli(['prove', LOCK, 'bit', '--limit', '2', '--pairs', '2']);
    assert.equal(status, 3);
    assert.match(out, /unknown +MutualExclusion; not violated at size 2, 3\n +given up after \d+ abstract states, (one value|two values), over/);
  });

  /** Ctrl-C: heard only where the run gives way. */
  const interrupted = async (args: readonly string[]) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    return cli(args, stop.signal);
  };
  it('larger, interrupted, says what it did not decide', async () => {
    const { status, out } = await interrupted(['larger', 'rfc-v5', 'boot+hot-secure', '--size', '6', '--abstract', 'scan-any-order', '--property', 'PresentAlwaysOne']);
    assert.equal(status, 3);
    assert.match(out, /^PresentAlwaysOne: not decided: the search did not end .*\n[\d,]+ states for .*: not all\n$/);
  }).timeout(60_000);
  it('prove, interrupted, says what it did not try', async () => {
    const { status, out } = await interrupted(['prove', 'rfc-v5', 'boot+hot-secure']);
    assert.equal(status, 3);
    assert.match(out, /unknown +EnabledImpliesPresent\n +interrupted\nunknown/);
    assert.match(out, /\ninterrupted: not everything was tried\n/);
  }).timeout(60_000);
});
