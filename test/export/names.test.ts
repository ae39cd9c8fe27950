import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Names } from '../../checker/export/program/names.ts';

describe('identifiers', () => {
  it('keep what is readable', () => {
    const names = new Names();
    assert.deepEqual([names.take('vcpu[0,0].stop'), names.take('vcpu', 'thread', 'in guest'), names.take('vcpu[0].0.stop'), names.take('Register'), names.take('[2]')], ['vcpu_0_0_stop', 'vcpu_thread_in_guest', 'vcpu_0_0_stop_2', 'Register_2', 'x_2']);
  });
  it('are never the same for two things, and never a word of the languages', () => {
    const word = fc.array(fc.constantFrom('a', 'A', '1', '2', '_', '.', '[', '-', 'if', 'do'), { maxLength: 5 }).map((x) => x.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (things) => {
        const names = new Names();
        const taken = things.map((t) => names.take(t));
        assert.equal(new Set(taken).size, things.length);
        for (const t of taken) {
          assert.match(t, /^[A-Za-z]\w*$/);
          assert.ok(!['if', 'do'].includes(t.toLowerCase()));
        }
      }),
    );
  });
});
