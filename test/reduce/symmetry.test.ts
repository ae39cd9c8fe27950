/** Symmetry: one state an orbit, and orbits that add up to every state; refused where values are told apart. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { lt, implies, forall, at } from '../../checker/model/expression.ts';
import type { System } from '../../checker/model/system.ts';
import { decideLarger } from '../../checker/reduce/symmetry/larger.ts';
import { SCAN_ANY_ORDER, scanAnyOrder } from '../../checker/reduce/symmetry/scan-any-order.ts';
import { sliced } from '../../checker/reduce/symmetry/slice.ts';
import { searchOrbits } from '../../checker/reduce/symmetry/search.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { spinLock } from '../../examples/spin-lock.ts';
import { cli } from '../cli/in-process.ts';

const range = (from: number, n: number): number[] => Array.from({ length: n }, (_, k) => from + k);
/** Orbits add up to the states of the full search, and verdicts are the same. */
const agree = async (s: System, sort: string, values: readonly number[]): Promise<[orbits: number, states: number]> => {
  const ir = compose(s);
  const r = await searchOrbits(s, ir, sort, values);
  const e = await explore(ir);
  assert.ok(r.complete && e.complete);
  assert.equal(r.covered, e.states);
  assert.deepEqual(r.violated.map((v) => v.property), e.verdicts.filter((v) => v.outcome === 'violated').map((v) => v.id));
  for (const v of r.violated) assert.equal(v.actions.length, e.verdicts.find((x) => x.id === v.property)!.depth);
  return [r.states, e.states];
};
const secure = (n: number): System => scanAnyOrder(corrected.configurations.find((c) => c.id === 'boot+hot-secure')!.family!.system(n));

describe('symmetry', () => {
  for (const way of ['owner', 'bit', 'broken'] as const)
    it(`spin-lock, ${way}: orbits of all processes`, async () => {
      for (const n of [2, 3, 4, 5]) await agree(spinLock(way, n), 'process', range(0, n));
    });
  it('broken spin-lock, 5 processes: 35 states for 453', async () => assert.deepEqual(await agree(spinLock('broken', 5), 'process', range(0, 5)), [35, 453]));
  it('only some of the values', async () => assert.deepEqual(await agree(spinLock('broken', 4), 'process', [1, 2, 3]), [51, 145]));
  it('corrected with PSCI in firmware, 2 hot-pluggable slots, scan-any-order: nearly two for one', async () => {
    const s = secure(3);
    const [orbits, states] = await agree({ ...s, properties: s.properties.slice(0, 3) }, 'slot', [1, 2]);
    assert.ok(states / orbits > 1.9, `${states} ${orbits}`);
  });
  it('the cone of what is asked has the same verdicts, with fewer states', async () => {
    const s = secure(3);
    const asked = { ...s, properties: s.properties.filter((p) => ['EnabledIffPlugged', 'GuestRunsOnlyOnEnabledCpu', 'PresentAlwaysOne'].includes(p.id)) };
    const part = sliced(asked, compose(asked));
    const [orbits] = await agree(part, 'slot', [1, 2]);
    const [more] = await agree(asked, 'slot', [1, 2]);
    assert.ok(orbits * 4 < more, `${orbits} ${more}`);
    const verdicts = (reduce: 'cone' | 'whole') => decideLarger(asked, 'slot', [1, 2], SCAN_ANY_ORDER, { reduce }).then((l) => l.verdicts);
    assert.deepEqual(verdicts('cone'), verdicts('whole'));
  });
  it('refuses an order of the values, and names the action', async () => {
    const { family } = corrected.configurations.find((c) => c.id === 'boot+hot-secure')!;
    await assert.rejects(async () => decideLarger({ ...family!.system(3), properties: [] }, 'slot', [1, 2], undefined, { reduce: 'whole' }), { code: 'E_NO_SYMMETRY', message: /action vcpu\[\d,\d\]\.next_event/ });
  });
  it('refuses a property of one of them, and values that start differently', async () => {
    const s = spinLock('bit', 3);
    const odd: System = { ...s, properties: [{ id: 'Odd', text: '', source: '', kind: 'always', expr: forall('p', 'process', implies(lt('p', 1), at('process', ['p'], 'outside'))) }] };
    await assert.rejects(async () => searchOrbits(odd, compose(odd), 'process', [0, 1, 2]), { code: 'E_NO_SYMMETRY', message: /property Odd/ });
    const started: System = { ...s, initial: { 'process[2]': 'critical' } };
    await assert.rejects(async () => searchOrbits(started, compose(started), 'process', [0, 1, 2]), { code: 'E_NO_SYMMETRY', message: /process\[\d\] starts otherwise/ });
  });
  it('a violation is one of the system as it is; liveness is refused', async () => {
    const s = spinLock('broken', 4);
    const live: System = { ...s, properties: [...s.properties, { id: 'CanEnter', text: '', source: '', kind: 'sometimes', expr: at('process', [0], 'critical') }] };
    const { verdicts } = await decideLarger(live, 'process', [0, 1, 2, 3], SCAN_ANY_ORDER);
    assert.deepEqual(verdicts.map((v) => [v.id, v.verdict, v.actions?.length]), [['MutualExclusion', 'violated', 4], ['LockIsHeldInside', 'violated', 5], ['OnlyLeavingFrees', 'holds', undefined], ['CanEnter', 'refused', undefined]]);
  });
  it('is a command', async () => {
    const { status, out } = await cli(['larger', 'examples/spin-lock.ts', 'owner', '--size', '6']);
    assert.equal(status, 0);
    assert.match(out, /^MutualExclusion: holds\n[\s\S]*3 states for 7, /);
    assert.match((await cli(['larger', 'rfc-v5', 'boot+hot-secure', '--size', '3'])).err, /E_NO_SYMMETRY: .*next_event.*--abstract scan-any-order/);
  });
});
