/** The state store against a Map, at widths of one to five words. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pending } from '../../checker/explore/pending.ts';
import { FULL, Store } from '../../checker/explore/store.ts';

describe('store', () => {
  for (const width of [1, 2, 3, 5])
    it(`numbers states in order of entry, ${width} words each, one at a time and together`, () => {
      // Few different words, so that states differ in a single one of them.
      fc.assert(
        fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: width, maxLength: width }), { maxLength: 600 }), fc.boolean(), (states, together) => {
          const store = new Store(width, 2 ** 30);
          const known = new Map<string, number>();
          const pending = new Pending(width);
          const flush = (): void => {
            assert.equal(store.addAll(pending), pending.count);
            for (let i = 0; i < pending.count; i++) assert.equal(pending.targets[i], known.get(String(pending.words.slice(i * width, (i + 1) * width))));
            pending.count = 0;
          };
          states.forEach((s, k) => {
            const fresh = !known.has(String(s));
            if (fresh) known.set(String(s), known.size);
            const words = Int32Array.from(s);
            if (together) pending.push(words, k);
            else assert.equal(store.add(words, k), known.get(String(s)));
            if (pending.count === 100) flush();
          });
          flush();
          assert.equal(store.count, known.size);
          for (const [key, number] of known) {
            const words = Int32Array.from(key.split(',').map(Number));
            assert.equal(store.find(words), number);
            assert.deepEqual([...store.chunk(number).subarray(store.offset(number), store.offset(number) + width)], [...words]);
            const first = states.findIndex((s) => String(s) === key);
            assert.equal(store.parent(number), first);
          }
          assert.equal(store.find(new Int32Array(width).fill(99)), -1);
        }),
        { numRuns: 50 },
      );
    });

  it('grows over several chunks and forgets nothing', () => {
    const store = new Store(2, 2 ** 30);
    const n = 200_000;
    for (let k = 0; k < n; k++) assert.equal(store.add(Int32Array.of(k & 0xff, k >>> 8), k - 1), k);
    for (let k = 0; k < n; k += 997) assert.deepEqual([store.find(Int32Array.of(k & 0xff, k >>> 8)), store.parent(k)], [k, k - 1]);
  });

  it('refuses to pass its limit and keeps what it has', () => {
    const store = new Store(1, 2 ** 20);
    let k = 0;
    while (store.add(Int32Array.of(k), 0) !== FULL) k++;
    assert.ok(k > 1000 && store.bytes <= 2 ** 20);
    assert.equal(store.find(Int32Array.of(k - 1)), k - 1);
    assert.equal(store.reserve(2 ** 20), false);
  });
});
