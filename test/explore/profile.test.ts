/** Where the states come from: numbers that can be counted by hand. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { ne, ref, value } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { outlook } from '../../checker/record/profile.ts';
import { action, counter, lamp, system } from '../compile/tiny.ts';

describe('a profile', () => {
  const up = (name: string, size: number, ...with_: string[]) => action(`up ${name}`, { notLast: ne(value(name, []), size - 1) }, [send(ref(name), 'up'), ...with_.map((w) => send(ref(w), 'press'))]);
  // 4 x 3 states; the lamp is on after an odd number of steps of m, and so follows from it.
  const ir = compose(system({ components: [counter('n', 4), counter('m', 3), lamp(), counter('idle', 2)], actions: [up('n', 4), up('m', 3, 'lamp')] }));

  it('tells how many times fewer states there would be without a component', async () => {
    const { states, profile } = await explore(ir, { profile: true });
    assert.equal(states, 12);
    assert.equal(profile!.looked, 12);
    assert.deepEqual(profile!.components, [
      { name: 'n', met: 4, of: 4, times: 4 },
      // Without m the lamp still tells odd from even.
      { name: 'm', met: 3, of: 3, times: 1.5 },
      { name: 'lamp', met: 2, of: 2, times: 1 },
      { name: 'idle', met: 1, of: 2, times: 1 },
    ]);
  });
  it('tells which actions make the steps', async () => assert.deepEqual((await explore(ir, { profile: true })).profile!.actions, [{ name: 'env.up n', steps: 9 }, { name: 'env.up m', steps: 8 }]));
  it('is there only where it was asked for', async () => assert.equal((await explore(ir)).profile, undefined));
  it('foresees the end of what shrinks, and no end of what grows', () => {
    assert.equal(outlook([1, 1024, 512, 256, 128, 64, 10]), 'each level has 0.50 times the states of the one before: if that goes on, about 54 states are left');
    assert.equal(outlook([1, 2, 4, 8, 16, 32, 1]), 'each level has 2.00 times the states of the one before: no end in sight');
    assert.equal(outlook([1, 2, 3]), 'too few levels to tell what is left');
  });
});
