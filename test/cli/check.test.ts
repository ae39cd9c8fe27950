import assert from 'node:assert/strict';
import { RunRecord } from '../../checker/record/run-record.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING, FAULTY, UNUSED } from './in-process.ts';

const check = (...args: string[]) => cli(['check', ...args, '--jobs', '1']);
const json = async (...args: string[]): Promise<RunRecord> => RunRecord.parse(JSON.parse((await check(...args, '--json')).out));

describe('check', () => {
  it('prints a verdict table', async () => {
    const { status, out } = await check(CROSSING);
    golden(import.meta.url, 'check.txt', out);
    assert.equal(status, 0);
  });
  it('prints a valid record as JSON', async () => {
    const record = await json(CROSSING);
    const [design] = record.designs;
    assert.deepEqual(design!.configurations.map((c) => [c.id, c.distinct, c.generated, c.depth]), [['careful-2', 3, 4, 1], ['careless-2', 4, 8, 2]]);
    assert.equal(record.timing, undefined);
  });
  it('says the same with several jobs, forwards and in reverse, text and JSON', async () => {
    for (const format of ['text', 'json', 'markdown']) {
      const one = await check(CROSSING, '--tier', 'full', '--format', format);
      const two = await cli(['check', CROSSING, '--tier', 'full', '--format', format, '--jobs', '3']);
      assert.equal(two.out, one.out);
    }
    const reverse = await json(CROSSING, '--order', 'reverse');
    const counts = (r: RunRecord) => r.designs[0]!.configurations.map((c) => [c.distinct, c.generated, c.depth, c.properties.map((p) => [p.verdict, p.depth])]);
    assert.deepEqual(counts(reverse), counts(await json(CROSSING)));
  });
  it('times go to stderr only', async () => {
    const { out, err } = await check(CROSSING);
    assert.match(err, /time: crossing careful-2 \d+\.\d\d s CPU/);
    assert.doesNotMatch(out, /CPU/);
  });
  it('names what differs, and exits 1', async () => {
    const { status, out } = await check(CROSSING, '--config', 'careless-2', '--property', 'OneGreen,AllGreen');
    assert.equal(status, 0);
    assert.match(out, /as expected, of the part selected/);
    assert.equal((await check(CROSSING, '--strict')).status, 1);
  });
  it('a sometimes that is unreached in a part of the configurations is no difference', async () => {
    const { status, out } = await check(CROSSING, '--guest', 'linux');
    assert.match(out, /AllGreen +unreached/);
    assert.equal(status, 0);
  });
  it('a tier includes the ones before it; what is kept for recordings is never enumerated', async () => {
    const ids = async (...args: string[]) => (await json(CROSSING, ...args)).designs[0]!.configurations.map((c) => c.id);
    assert.deepEqual(await ids('--tier', 'nightly'), ['careful-2', 'careless-2', 'careless-3']);
    assert.deepEqual(await ids('--config', 'careless-3'), ['careless-3']);
    assert.deepEqual(await ids('--slots', '2', '--guest', 'hostile'), ['careless-2']);
    assert.match((await check(CROSSING, '--config', 'recorded')).err, /^error E_CONFIGURATION/);
  });
  it('a defect of the spec is exit 4, with its trace', async () => {
    const { status, out } = await check(FAULTY, '--reduce', 'whole', '--config', 'refused');
    assert.equal(status, 4);
    golden(import.meta.url, 'check-defect.txt', out);
  });
  it('a spec that does not compose is exit 4', async () => {
    const { status, out } = await check(FAULTY, '--config', 'uncomposable');
    assert.equal(status, 4);
    assert.match(out, /defect E_UNKNOWN_STATE/);
  });
  it('an unargued bound makes holds incomplete, exit 3', async () => {
    const { status, out } = await check(FAULTY, '--config', 'bounded');
    assert.equal(status, 3);
    assert.match(out, /Fine +incomplete/);
  });
  it('the memory limit is exit 3, and what was found is kept', async () => {
    const { status, out } = await check(FAULTY, '--reduce', 'whole', '--config', 'huge', '--memory', '4M');
    assert.equal(status, 3);
    assert.match(out, /huge +\d+,\d+ .*incomplete: E_MEMORY: the memory limit of \d+ MB was reached/);
  });
  it('Ctrl-C keeps what was found, exit 3, with one job and with two', async () => {
    for (const jobs of ['1', '2']) {
      const controller = new AbortController();
      const running = cli(['check', FAULTY, '--reduce', 'whole', '--config', 'huge,fine', '--jobs', jobs], controller.signal);
      setTimeout(() => controller.abort(), 1500);
      const { status, out } = await running;
      assert.equal(status, 3);
      // On a loaded machine it may not even have begun; then that is said.
      assert.match(out, /huge .*incomplete: /);
      assert.match(out, /interrupted: the above is what was found until then/);
    }
  });
  it('actions never enabled are named', async () => assert.match((await check(CROSSING)).out, /actions never enabled\n +lamp\.BREAK: nobody breaks a lamp/));
  it('what is never used fails the check, if the design does not say why; so does a reason that is stale', async () => {
    const { status, out } = await check(UNUSED);
    assert.equal(status, 1);
    golden(import.meta.url, 'check-unused.txt', out);
    // Of a part of it nobody can say so.
    assert.equal((await check(UNUSED, '--config', 'one')).status, 0);
    assert.equal((await check(UNUSED, '--property', 'Fine')).status, 0);
  });
  it('--coverage shows actions, transitions and guards', async () => {
    const { status, out } = await check(CROSSING, '--coverage');
    assert.equal(status, 0);
    golden(import.meta.url, 'check-coverage.txt', out);
    const record = await json(CROSSING, '--coverage');
    assert.deepEqual(record.designs[0]!.configurations[0]!.guards?.find((g) => g.conjunct === 'othersRed'), { action: 'lamp.GO', conjunct: 'othersRed', decides: true });
    assert.equal((await json(CROSSING)).designs[0]!.configurations[0]!.guards, undefined);
  });
  it('--profile shows where the states come from, also of a search that did not finish', async () => {
    golden(import.meta.url, 'check-profile.txt', (await check(CROSSING, '--profile')).out);
    const slices = (await json(CROSSING, '--profile')).designs[0]!.configurations[0]!.slices;
    assert.ok(slices.every((s) => s.profile!.looked === s.distinct));
    const { status, out } = await check('examples/hotplug-sketch.ts', '--config', 'sketch-5-1', '--memory', '4M', '--profile');
    assert.equal(status, 3);
    assert.match(out, /each level has [\d.]+ times the states of the one before/);
  });
});
