import assert from 'node:assert/strict';
import { drawn, number } from './draw.ts';

const names = Array.from({ length: 40 }, (_, k) => `design-${k}`);

describe('what the engines are given', () => {
  it('is drawn by the seed alone', () => {
    const eight = drawn(names, 'a', 8);
    assert.equal(eight.length, 8);
    assert.deepEqual(drawn(names.toReversed(), 'a', 8).toReversed(), eight);
    assert.notDeepEqual(drawn(names, 'b', 8), eight);
    assert.equal(new Set(['a', 'b', 'c'].map(number)).size, 3);
  });
  it('one more name moves at most one other out', () => {
    const before = drawn(names, 'a', 8);
    const after = drawn([...names, 'another'], 'a', 8);
    assert.ok(before.filter((n) => !after.includes(n)).length <= 1);
  });
  it('is everything if there is no more', () => assert.deepEqual(drawn(['b', 'a'], 'x', 8), ['b', 'a']));
  it('every design is drawn by some seed', () => {
    const ever = new Set(Array.from({ length: 100 }, (_, k) => drawn(names, String(k), 8)).flat());
    assert.equal(ever.size, names.length);
  });
});
