/** The sets that tell whether a state is new, against a Set of JavaScript; how they are chosen; and a search that does with less memory where that ends. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { Bundles } from '../../checker/explore/bundles.ts';
import { explore } from '../../checker/explore/explore.ts';
import { SORTED } from '../../checker/explore/kernel/visited.ts';
import type { ExploreOptions } from '../../checker/explore/options.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import { Spill } from '../../checker/explore/spill.ts';
import { Store } from '../../checker/explore/store.ts';
import { bitmapPlan, planOf, tablePlan } from '../../checker/explore/visited/plan.ts';
import { Visited } from '../../checker/explore/visited/visited.ts';
import { design } from '../../designs/rfc-v5.ts';
import { hotplugSketch } from '../../examples/hotplug-sketch.ts';
import { inFolder } from '../checkpoint/folder.ts';
import { counters } from '../checkpoint/system.ts';

const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);

/** Bundles of one instance each, with fields of so many bits and so many valuations met, or as many as fit. */
const bundles = (bits: readonly number[], met: number): Bundles => {
  const sizes = bits.map((b) => 2 ** b);
  const all = new Bundles(bits.map((_, b) => [b]), sizes, 1, bits, true);
  // Their number is all that is asked.
  bits.forEach((b, k) => (all.counts[k] = Math.min(met, 2 ** b - 1)));
  return all;
};

/** Packed states of random numbers below `met`. */
const states = ({ fields }: Bundles, bits: readonly number[], met: number, n: number, random: () => number): Int32Array => {
  const words = new Int32Array(n * fields.width);
  for (let i = 0; i < n; i++) bits.forEach((b, k) => (words[i * fields.width + fields.word[k]!]! |= Math.floor(random() * Math.min(met, 2 ** b - 1)) << fields.shift[k]!));
  return words;
};

/** mulberry32 */
const generator = (from: number) => (): number => {
  from = (from + 0x6d2b79f5) | 0;
  let t = Math.imul(from ^ (from >>> 15), 1 | from);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Add batches to a set, laid out anew where it has no more room, and to one of JavaScript: both call the same states new. How often it was laid out. */
const held = (of: Bundles, visited: Visited, batches: readonly Int32Array[]): number => {
  const { width } = of.fields;
  const known = new Set<string>();
  const order: Int32Array[] = [];
  let laid = 0;
  const fresh = new Int32Array(10_000);
  const lay = (grow: boolean): void => {
    for (let more = grow, done = false; !done; more = true) {
      laid++;
      assert.ok(visited.renew(visited.plan(known.size, more)!));
      done = order.every((words) => visited.room(words.length / width) && (visited.add(words, words.length / width, fresh), true));
    }
  };
  lay(false);
  for (const words of batches) {
    const n = words.length / width;
    while (!visited.room(n)) lay(true);
    visited.add(words, n, fresh);
    const added: number[] = [];
    for (let i = 0; i < n; i++) {
      const state = [...words.subarray(i * width, (i + 1) * width)];
      const isNew = !known.has(state.join());
      assert.equal(fresh[i], isNew ? 1 : 0, `state ${state.join()}`);
      if (isNew) added.push(...state);
      known.add(state.join());
    }
    order.push(Int32Array.from(added));
  }
  return laid;
};

describe('sets of visited states', function () {
  this.timeout(120_000);

  // Entries of two, four and eight bytes; one, two and three words; numbers of up to 62 bits.
  for (const [bits, met, entryBytes] of [[[6, 6], 64, 2], [[14, 14], 400, 2], [[10, 12, 14], 1000, 4], [[12, 12, 12, 12, 12], 400, 8], [[31, 31], 2 ** 30, 8], [[20, 20, 20], 2 ** 19, 8]] as const)
    it(`a table of ${bits.join('+')} bits, entries of ${entryBytes} bytes, tells what is new (VCPUHP_SEED=${seed})`, () =>
      fc.assert(
        fc.property(fc.integer(), fc.constantFrom(undefined, 12), (s, mostBucketBits) => {
          const of = bundles(bits, met);
          assert.equal(tablePlan(of, 0)!.entryBytes, entryBytes);
          const random = generator(s);
          held(of, new Visited(() => of, 'compressed', mostBucketBits), Array.from({ length: 15 }, () => states(of, bits, met, 1000, random)));
        }),
        { seed, numRuns: 4 },
      ));

  it('a table grows, in one part and in several, and forgets nothing', () => {
    const bits = [12, 12, 12];
    const of = bundles(bits, 4096);
    const batches = Array.from({ length: 200 }, (_, k) => states(of, bits, 4096, 1000, generator(k)));
    for (const most of [undefined, 12]) assert.ok(held(of, new Visited(() => of, 'compressed', most), batches) > 2);
    assert.equal(tablePlan(of, 10 ** 6, 0, 12)!.parts, 24);
  });

  it('many states at once are taken in the order of their buckets, and equal ones in theirs', () => {
    const bits = [12, 12, 12];
    const of = bundles(bits, 4096);
    const visited = new Visited(() => of, 'compressed', 19);
    const plan = visited.plan(4e6, false)!;
    assert.ok(plan.kind === 'compressed' && plan.sorted && plan.parts === 1);
    assert.ok(visited.renew(plan));
    assert.ok(visited.batch >= SORTED);
    const known = new Set<string>();
    const fresh = new Int32Array(40_000);
    for (let k = 0; k < 4; k++) {
      // Among 80,000, so that many come twice.
      const words = states(of, bits, 43, 40_000, generator(k));
      visited.add(words, 40_000, fresh);
      for (let i = 0; i < 40_000; i++) {
        const state = words.subarray(2 * i, 2 * i + 2).join();
        assert.equal(fresh[i], known.has(state) ? 0 : 1);
        known.add(state);
      }
    }
  });

  it('a table whose stash is nearly full says so, and tells what is new until then', () => {
    const bits = [31, 30];
    const of = bundles(bits, 2 ** 31);
    const visited = new Visited(() => of, 'compressed');
    assert.ok(visited.renew(visited.plan(0, false)!));
    const random = generator(1);
    const known = new Set<string>();
    const fresh = new Int32Array(500);
    let n = 0;
    while (visited.room(500)) {
      const words = states(of, bits, 2 ** 31, 500, random);
      visited.add(words, 500, fresh);
      assert.deepEqual([...fresh], Array.from(fresh, () => 1));
      for (let i = 0; i < 500; i++) known.add(words.subarray(2 * i, 2 * i + 2).join());
      n += 500;
      // What was new a moment ago is not.
      visited.add(words, 500, fresh);
      assert.deepEqual([...fresh], Array.from(fresh, () => 0));
    }
    assert.equal(known.size, n);
    // Seven entries a bucket, and half a place of the stash.
    const full = n / (2 ** 12 * 7);
    assert.ok(full > 0.65 && full < 0.9, `${full}`);
  });

  it(`a bitmap tells what is new (VCPUHP_SEED=${seed})`, () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 20 }), fc.integer(), (bits, met, s) => {
        const of = bundles(bits, met);
        const random = generator(s);
        held(of, new Visited(() => of, 'bitmap'), Array.from({ length: 3 }, () => states(of, bits, met, 1000, random)));
      }),
      { seed, numRuns: 20 },
    ));

  it('a bitmap has no room for a valuation beyond its radix', () => {
    const of = bundles([10, 10], 100);
    const visited = new Visited(() => of, 'bitmap');
    assert.ok(visited.renew(visited.plan(0, false)!));
    assert.ok(visited.room(1));
    for (let v = 0; v < 200; v++) of.number(1, Int32Array.of(v));
    assert.ok(!visited.room(1));
    assert.ok(visited.renew(visited.plan(0, true)!) && visited.room(1));
  });

  it('the smaller one is chosen', () => {
    assert.equal(planOf(bundles([4, 4, 4], 16), 1000, undefined)!.kind, 'bitmap');
    assert.equal(planOf(bundles([14, 14, 14], 9000), 1000, undefined)!.kind, 'compressed');
    assert.equal(planOf(bundles([14, 14, 14], 9000), 1000, 'bitmap'), undefined);
    assert.equal(bitmapPlan(bundles([14, 14, 14], 9000)), undefined);
    // 64 bits are too many.
    assert.equal(tablePlan(bundles([31, 31, 2], 2 ** 31), 1000), undefined);
    assert.equal(planOf(bundles([31, 31, 2], 2 ** 31), 1000, 'compressed'), undefined);
    assert.equal(tablePlan(bundles([31, 31, 2], 2), 1000)?.kind, 'compressed');
  });
});

const timeless = (r: Exploration): object => ({ ...r, elapsedMs: 0, bytes: 0, store: '', complete: true, reason: '' });
/** All but the verdicts that the steps of states decide. */
const safety = (r: Exploration): object => ({ ...timeless(r), verdicts: r.verdicts.filter((v) => v.kind !== 'stuck') });
const own = (id: string) => compose(design.configurations.find((c) => c.id === id)!.system());

describe('a search without a hash', function () {
  this.timeout(120_000);

  const sketch = compose(hotplugSketch(4, true));
  const withSteps = own('boot+cold-documented');

  for (const store of ['compressed', 'bitmap'] as const)
    for (const kernel of [{ from: 1000 }, { from: 1000, pages: 2 }, { from: 1000, pages: 30 }])
      it(`finds the same with a set that is ${store}, with a kernel of ${kernel.pages ?? 'all'} pages`, async () => {
        assert.deepEqual(timeless(await explore(sketch, { store, kernel })), timeless(await explore(sketch)));
        assert.equal((await explore(sketch, { store, kernel })).store, store);
      });

  it('finds the same backwards, and where it stops at violations', async () => {
    for (const options of [{ order: 'reverse' }, { expandViolating: false }] as const)
      for (const store of ['compressed', 'bitmap'] as const) assert.deepEqual(timeless(await explore(sketch, { ...options, store, kernel: { from: 1000 } })), timeless(await explore(sketch, options)));
  });

  it('decides all but what the steps of states decide, and says so', async () => {
    const [hash, set] = [await explore(withSteps), await explore(withSteps, { store: 'compressed', kernel: { from: 500 } })];
    assert.deepEqual(safety(set), safety(hash));
    assert.ok(hash.verdicts.some((v) => v.kind === 'stuck'));
    for (const v of set.verdicts.filter((v) => v.kind === 'stuck')) assert.equal(v.outcome, 'notDecided');
    assert.ok(!set.complete && set.reason?.code === 'store');
    assert.match(set.reason.text, /--store compressed/);
  });

  it('goes on without where memory ends: states that are expanded lie in a file, and traces are read from it', async () => {
    const ir = own('boot+hot-any');
    const hash = await explore(ir);
    const options: ExploreOptions = { memory: 6 * 2 ** 20, scarce: 20_000 };
    const refused = await explore(ir, { ...options, scarce: Infinity });
    assert.ok(refused.reason?.code === 'memory' && refused.states < hash.states);
    for (const kernel of [{ from: 500 }, { from: Infinity }]) {
      let read = 0;
      const { read: reads } = Spill.prototype;
      Spill.prototype.read = function (...given) {
        read++;
        reads.apply(this, given);
      };
      const eased = await explore(ir, { ...options, kernel }).finally(() => (Spill.prototype.read = reads));
      assert.ok(read > 0);
      assert.equal(eased.states, hash.states);
      assert.equal(eased.store, 'compressed');
      assert.match(eased.reason!.text, /^E_MEMORY: at the memory limit of 6 MB the steps of the states were given up/);
      // What lies behind what was not asked.
      const view = (r: Exploration): object[] => r.verdicts.filter((v) => !['stuck', 'leadsTo', 'recoverable', 'eventually', 'alwaysEventually', 'eventuallyAlways'].includes(v.kind)).map((v) => ({ ...v, behind: undefined }));
      assert.deepEqual(view(eased), view(hash));
    }
  });

  it('a set is taken in place of a hash that grows, where it is smaller and nothing asks about the future', async () => {
    const { store, states: n } = await explore(sketch, { scarce: 2000 });
    assert.deepEqual([store, n], ['bitmap', 75_014]);
    assert.equal((await explore(withSteps, { scarce: 2000 })).store, 'hash');
  });

  it('interrupted and gone on with, the result is the same', () =>
    inFolder(async (root) => {
      const ir = compose(counters(60));
      for (const [name, options] of Object.entries({ set: { store: 'compressed', kernel: { from: 500 } }, eased: { memory: 4 * 2 ** 20, scarce: 1000, packing: { bits: 4, many: 1 << 12 } } } as const)) {
        const once = await explore(ir, options);
        assert.equal(once.store, name === 'set' ? 'compressed' : 'bitmap');
        const folder = path.join(root, name);
        for (const depth of [40, 90, 110, 150]) {
          const controller = new AbortController();
          await explore(ir, { ...options, signal: controller.signal, checkpoint: { folder, resume: fs.existsSync(folder), saved: (d) => d >= depth && controller.abort() } });
        }
        const { bytes: _, elapsedMs: __, ...resumed } = await explore(ir, { ...options, checkpoint: { folder, resume: true } });
        const { bytes: ___, elapsedMs: ____, ...whole } = once;
        assert.deepEqual(resumed, whole, name);
      }
    }));

  it('keeps in memory what a full disk does not take, and says so', async () => {
    const ir = compose({ ...hotplugSketch(5, true), properties: [] });
    const options: ExploreOptions = { memory: 10 * 2 ** 20, scarce: 20_000 };
    const { write } = Spill.prototype;
    for (const room of [0, 2]) {
      let written = 0;
      Spill.prototype.write = function (...given) {
        if (written++ >= room) throw new Error('ENOSPC: no space left on device, write');
        write.apply(this, given);
      };
      const { reason, states: found } = await explore(ir, options).finally(() => (Spill.prototype.write = write));
      assert.match(reason!.text, /limit of 10 MB was reached, and states could not be put elsewhere \(.*: ENOSPC/);
      assert.ok(found > 500_000);
    }
    const whole = await explore(ir, options);
    assert.deepEqual([whole.states, whole.reason], [1_425_184, undefined]);
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = '/nowhere';
    try {
      assert.match((await explore(ir, options)).reason!.text, /could not be put elsewhere \(\/nowhere: ENOENT/);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });

  it('ends where states have no numbers left', async () => {
    const { get } = Object.getOwnPropertyDescriptor(Store.prototype, 'numbersEnd')!;
    assert.equal(get!.call(new Store(1, 2 ** 20)), false);
    Object.defineProperty(Store.prototype, 'numbersEnd', { configurable: true, get: function (this: Store) { return this.count > 60_000; } });
    const r = await explore(sketch).finally(() => Object.defineProperty(Store.prototype, 'numbersEnd', { configurable: true, get: get! }));
    assert.equal(r.states, 65_536);
    assert.match(r.reason!.text, /^E_MEMORY: 65536 states were found, and more have no number here/);
  });

  it('goes over to a set where the memory of the kernel ends, whatever is half done then', async () => {
    const ir = compose({ ...hotplugSketch(4, true), properties: [] });
    const whole = await explore(ir);
    const ends = new Set<string>();
    // Fields that become wider need new memory for all states at once.
    for (let pages = 14; pages <= 40; pages += 2) {
      const r = await explore(ir, { scarce: 1000, packing: { bits: 2, many: 1 << 12 }, kernel: { from: 500, pages } });
      assert.deepEqual(timeless(r), timeless(whole), `${pages} pages`);
      ends.add(r.store);
    }
    assert.ok(ends.size > 0 && !ends.has('hash'), [...ends].join());
  });

  it('leaves no file behind', () =>
    inFolder(async (root) => {
      const spill = new Spill(root);
      spill.write(Int32Array.of(1, 2, 3), 8);
      const back = new Int32Array(2);
      spill.read(back, 12);
      assert.deepEqual([...back], [2, 3]);
      assert.deepEqual(fs.readdirSync(root), []);
    }));
});
