/** The search's inner loop in WebAssembly finds what the search finds alone; it is what its source gives. That random systems agree is in test/oracle. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { Arena } from '../../checker/explore/kernel/arena.ts';
import { RESERVED } from '../../checker/explore/kernel/parameters.ts';
import { Kernel } from '../../checker/explore/kernel/kernel.ts';
import type { ExploreOptions } from '../../checker/explore/options.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { design } from '../../designs/rfc-v5.ts';
import { counters } from '../checkpoint/system.ts';
import { property } from '../compile/tiny.ts';
import { add, le, value } from '../../checker/model/expression.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { compileKernel, KERNEL } from './build-kernel.ts';

const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);

const timeless = (r: Exploration): object => ({ ...r, elapsedMs: 0, bytes: 0 });
const own = (id: string): Ir => compose(design.configurations.find((c) => c.id === id)!.system());

/** Explore, and count the states that the kernel expanded, and how often it could do no more. */
const counted = async (ir: Ir, options: ExploreOptions): Promise<{ readonly result: Exploration; readonly expanded: number; readonly over: number }> => {
  const { expand } = Kernel.prototype;
  let [expanded, over] = [0, 0];
  Kernel.prototype.expand = function (from, until) {
    const n = expand.call(this, from, until);
    expanded += n;
    over += this.over ? 1 : 0;
    return n;
  };
  try {
    return { result: await explore(ir, options), expanded, over };
  } finally {
    Kernel.prototype.expand = expand;
  }
};

describe('kernel', function () {
  this.timeout(120_000);

  it('is what its source gives (npm run kernel)', async () => assert.deepEqual(Buffer.from(await compileKernel()), fs.readFileSync(KERNEL)));

  // Conditions across bundles, properties of steps, processes that can be stuck, violations; then several words a state.
  for (const id of ['boot+hot-any', 'linux-boot+cold'])
    it(`finds in rfc-v5 ${id} what the search finds alone, and does most of it`, async () => {
      const ir = own(id);
      const alone = await explore(ir, { kernel: { from: Infinity } });
      const { result, expanded } = await counted(ir, { kernel: { from: 1000 } });
      assert.deepEqual(timeless(result), timeless(alone));
      assert.ok(expanded > alone.states / 2, `${expanded} of ${alone.states}`);
    });

  // 30 values a counter: 27,000 classes of three bundles are more than a table may have; 10: they are not.
  for (const size of [10, 30])
    it(`leaves alone what no table tells of several bundles at once (${size})`, async () => {
      const n = (i: number) => value('n', [i]);
      const system = counters(size);
      const ir = compose({ ...system, properties: [...system.properties, property('Sum', { kind: 'always', expr: le(add(n(0), n(1), n(2)), 2 * size) })] });
      const alone = await explore(ir, { kernel: { from: Infinity } });
      const { result, expanded } = await counted(ir, { kernel: { from: 100 } });
      assert.deepEqual(timeless(result), timeless(alone));
      assert.ok(result.verdicts.some((v) => v.id === 'Sum' && v.count > 0));
      // Each state asks for the sum.
      assert.equal(expanded > alone.states / 2, size === 10);
    });

  it('has no part in a search that is too small, goes backwards, or stops behind violations', async () => {
    const ir = compose(hotplugSketch(3, true));
    for (const options of [{}, { order: 'reverse', kernel: { from: 1 } }, { expandViolating: false, kernel: { from: 1 } }] as const) assert.equal((await counted(ir, options)).expanded, 0);
  });

  it('gives up where its memory ends, and the search goes on alone', async () => {
    const ir = compose(hotplugSketch(4, true));
    const alone = await explore(ir, { kernel: { from: Infinity } });
    const overs: number[] = [];
    for (const pages of [2, 20, 25, 30, 40]) {
      const { result, over } = await counted(ir, { kernel: { from: 1000, pages } });
      assert.deepEqual(timeless(result), timeless(alone), `${pages} pages`);
      overs.push(over);
    }
    assert.ok(overs.includes(1), overs.join());
  });

  // Some of these limits forbid to pack states otherwise when that has come to be needed.
  it('keeps to the memory limit and keeps what it found, as the search does alone', async () => {
    const sketch = compose(hotplugSketch(4, true));
    const withEdges = own('boot+hot-any');
    for (const [ir, kilobytes, from] of [[sketch, 700, 500], [sketch, 900, 500], [sketch, 1300, 500], [withEdges, 6000, 500], [withEdges, 5000, Infinity]] as const) {
      const memory = kilobytes * 2 ** 10;
      const whole = await explore({ ...ir, properties: [] });
      const { result, expanded } = await counted(ir, { kernel: { from }, memory });
      assert.equal(result.reason?.code, 'memory');
      assert.ok(expanded > 0 === from < Infinity && result.states > 500 && result.states < whole.states, `${result.states} states, ${expanded} by the kernel`);
      // What is remembered of valuations is looked at every 2,048 states.
      assert.ok(result.bytes <= 1.1 * memory, `${result.bytes} bytes of ${memory}`);
      assert.deepEqual(result.levels.slice(0, -2), whole.levels.slice(0, result.levels.length - 2));
    }
  });
});

describe('memory shared with WebAssembly', () => {
  it(`gives out zeros, nothing twice, and what was freed again (VCPUHP_SEED=${seed})`, () => {
    const act = fc.oneof(fc.record({ take: fc.integer({ min: 1, max: 5000 }) }), fc.record({ free: fc.nat(20) }));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const arena = Arena.make(64)!;
        const held: { array: Int32Array; mark: number }[] = [];
        acts.forEach((a, mark) => {
          if ('take' in a) {
            const array = arena.ints(a.take);
            if (array === undefined) return;
            assert.ok(array.every((x) => x === 0));
            held.push({ array: array.fill(mark + 1), mark: mark + 1 });
          } else if (held.length > 0) arena.free(held.splice(a.free % held.length, 1)[0]!.array);
          for (const h of held) assert.ok(h.array.every((x) => x === h.mark));
        });
        const bytes = arena.memory.buffer.byteLength;
        for (const h of held) arena.free(h.array);
        // All of it is one block again.
        const all = arena.ints(bytes / 4 - 2048);
        assert.equal(all === undefined ? bytes : arena.memory.buffer.byteLength, bytes);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('is counted by the garbage collector', () => {
    const { arrayBuffers } = process.memoryUsage();
    const arena = Arena.make()!;
    arena.ints(2 ** 24);
    assert.ok(process.memoryUsage().arrayBuffers - arrayBuffers >= 2 ** 26, 'or it would not be collected before memory ends');
    assert.equal(arena.memory.buffer.byteLength >= 2 ** 26, true);
  });

  it('has a line behind all that it gives out, as rows are read four words at a time', () => {
    const arena = Arena.make()!;
    // The first ends where a page does, and so do the others.
    for (const bytes of [2 ** 16 - RESERVED, 2 ** 16, 2 ** 17]) {
      const last = arena.ints(bytes / 4)!;
      assert.ok(arena.memory.buffer.byteLength >= last.byteOffset + bytes + 64);
    }
  });

  it('refuses more than there is', () => {
    const arena = Arena.make(2)!;
    assert.equal(arena.ints(2 ** 15), undefined);
    assert.equal(arena.ints(2 ** 14)?.length, 2 ** 14);
  });
});
