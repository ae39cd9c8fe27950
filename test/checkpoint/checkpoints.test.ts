/** A search that went on from a checkpoint finds what one that was never interrupted finds; what is no good is refused. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { compose } from '../../checker/compile/compose.ts';
import { isCheckpointError } from '../../checker/explore/checkpoint/checkpoint-error.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { ExploreOptions } from '../../checker/explore/options.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { ticketLock } from '../../examples/ticket-lock.ts';
import { inFolder } from './folder.ts';
import { counters } from './system.ts';

const timeless = (r: Exploration): object => ({ ...r, elapsedMs: 0, bytes: 0 });

/** Explore and stop at the end of some level. */
const interrupted = async (ir: Ir, folder: string, depth: number, options: ExploreOptions = {}): Promise<Exploration> => {
  const controller = new AbortController();
  const r = await explore(ir, { ...options, signal: controller.signal, checkpoint: { folder, resume: fs.existsSync(folder), saved: (d) => d >= depth && controller.abort() } });
  assert.equal(r.reason?.code, 'aborted');
  return r;
};
const resumed = (ir: Ir, folder: string, options: ExploreOptions = {}): Promise<Exploration> => explore(ir, { ...options, checkpoint: { folder, resume: true } });

const refusal = async (act: Promise<unknown>): Promise<string> => {
  const e = await act.then(() => assert.fail('not refused'), (e: unknown) => e);
  assert.ok(isCheckpointError(e), String(e));
  return e.code;
};

describe('checkpoints', function () {
  this.timeout(60_000);
  const ir = compose(counters(20));

  for (const order of ['forward', 'reverse'] as const)
    for (const [name, system] of [['counters', ir], ['ticket lock', compose(ticketLock(3, 2))], ['sketch', compose(hotplugSketch(3, true))]] as const)
      it(`${name}: interrupted at some levels and gone on with, the result is the same (${order})`, () =>
        inFolder(async (root) => {
          const once = await explore(system, { order });
          const folder = path.join(root, 'x');
          for (const depth of [2, 3, Math.floor(once.depth / 2)]) await interrupted(system, folder, depth, { order });
          assert.deepEqual(timeless(await resumed(system, folder, { order })), timeless(once));
          // Finished already: nothing is searched again.
          assert.deepEqual(timeless(await resumed(system, folder, { order })), timeless(once));
        }));

  it('states that come to be packed otherwise are written anew', () =>
    inFolder(async (root) => {
      const once = await explore(ir);
      const folder = path.join(root, 'x');
      const packing = { bits: 1, many: 2 };
      for (let depth = 2; depth < once.depth; depth += 3) await interrupted(ir, folder, depth, { packing });
      assert.deepEqual(timeless(await resumed(ir, folder, { packing })), timeless(once));
      assert.ok(!fs.existsSync(path.join(folder, 'log.0')), 'they were never packed otherwise');
    }));

  for (const order of ['forward', 'reverse'] as const)
    it(`interrupted in the middle of a level it loses nothing of it (${order})`, () =>
      inFolder(async (root) => {
        const large = compose(counters(60));
        const folder = path.join(root, 'x');
        let controller = new AbortController();
        let cuts = 0;
        // Each time a little later, as what was found must be read again first.
        for (let ms = 100; ; ms *= 2) {
          const timer = setTimeout(() => controller.abort(), ms);
          const r = await explore(large, { order, signal: controller.signal, checkpoint: { folder, resume: cuts > 0 } });
          clearTimeout(timer);
          if (r.complete) {
            assert.deepEqual(timeless(r), timeless(await explore(large, { order })));
            break;
          }
          cuts++;
          controller = new AbortController();
        }
        assert.ok(cuts > 0, 'it was never interrupted');
      }));

  it('what another system, another order or another version wrote is refused', () =>
    inFolder(async (root) => {
      const folder = path.join(root, 'x');
      await interrupted(ir, folder, 5);
      assert.equal(await refusal(resumed(compose(counters(21)), folder)), 'E_CHECKPOINT_FOREIGN');
      assert.equal(await refusal(resumed(ir, folder, { order: 'reverse' })), 'E_CHECKPOINT_FOREIGN');
      assert.equal(await refusal(explore(ir, { checkpoint: { folder, resume: false } })), 'E_CHECKPOINT_EXISTS');
    }));

  it('a damaged or truncated one is never taken for good', () =>
    inFolder(async (root) => {
      const once = timeless(await explore(ir));
      const whole = path.join(root, 'whole');
      await interrupted(ir, whole, 6);
      const log = fs.readFileSync(path.join(whole, 'log.0'));
      const broken = async (change: (folder: string) => void): Promise<string> => {
        const folder = path.join(root, 'broken');
        fs.cpSync(whole, folder, { recursive: true });
        change(folder);
        try {
          return await resumed(ir, folder).then((r) => (assert.deepEqual(timeless(r), once), 'same'), (e: unknown) => (isCheckpointError(e) ? e.code : assert.fail(String(e))));
        } finally {
          fs.rmSync(folder, { recursive: true });
        }
      };
      const flip = (file: string, at: number) => (folder: string) => {
        const bytes = fs.readFileSync(path.join(folder, file));
        bytes[at]! ^= 0x10;
        fs.writeFileSync(path.join(folder, file), bytes);
      };
      // All but the last level are covered by both heads.
      for (let at = 0; at < log.length / 2; at += 97) assert.equal(await broken(flip('log.0', at)), 'E_CHECKPOINT_DAMAGED');
      assert.equal(await broken(flip('log.0', log.length - 1)), 'same', 'the head before knows nothing of the last level');
      assert.equal(await broken((f) => fs.truncateSync(path.join(f, 'log.0'), 100)), 'E_CHECKPOINT_DAMAGED');
      assert.equal(await broken((f) => fs.rmSync(path.join(f, 'log.0'))), 'E_CHECKPOINT_DAMAGED');
      assert.equal(await broken((f) => fs.truncateSync(path.join(f, 'head'), 10)), 'same', 'the head before is as good');
      assert.equal(await broken((f) => ['head', 'head.older'].forEach((h) => flip(h, 30)(f))), 'E_CHECKPOINT_DAMAGED');
      assert.equal(await broken((f) => fs.appendFileSync(path.join(f, 'log.0'), 'a level that was never finished')), 'same');
    }));

  it('a full disk is told, and the last checkpoint stays good', () =>
    inFolder(async (root) => {
      const once = timeless(await explore(ir));
      const folder = path.join(root, 'x');
      const { writeSync } = fs;
      let room = 20_000;
      const scarce = ((fd: number, data: Uint8Array, at: number, n: number): number => {
        if (room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        room -= n;
        return writeSync(fd, data, at, Math.max(1, Math.min(n, room + n)));
      }) as typeof fs.writeSync;
      fs.writeSync = scarce;
      const r = await explore(ir, { checkpoint: { folder, resume: false } }).finally(() => (fs.writeSync = writeSync));
      assert.deepEqual([r.complete, r.reason?.code], [false, 'checkpoint']);
      assert.match(r.reason!.text, /^E_CHECKPOINT_WRITE: .*the disk is full\. The last one is good: make room/);
      assert.deepEqual(timeless(await resumed(ir, folder)), once);
    }));
});
