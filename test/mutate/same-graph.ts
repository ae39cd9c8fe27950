/** Whether two systems with the same instances have the same graph: the same states, and from each the same steps to the same states. */
import { Search } from '../../checker/explore/search.ts';
import { Stepper } from '../../checker/explore/stepper.ts';
import { TERMINAL, Watch } from '../../checker/explore/watch.ts';
import type { Ir } from '../../checker/model/ir.ts';

/** Explores both; undefined where the memory does not suffice. */
export const sameGraph = async (a: Ir, b: Ir, memory: number): Promise<boolean | undefined> => {
  if (a.instances.length !== b.instances.length || a.instances.some((x, i) => x.initial !== b.instances[i]!.initial)) return false;
  const [x, y] = [new Search({ ...a, properties: [] }, { memory }), new Search({ ...b, properties: [] }, { memory })];
  await x.run();
  await y.run();
  if (x.stop === 'memory' || y.stop === 'memory') return undefined;
  if (x.stop !== undefined || y.stop !== undefined || x.store.count !== y.store.count || x.transitions !== y.transitions) return false;
  const [sx, sy] = [new Stepper(x.compiled), new Stepper(y.compiled)];
  const [wx, wy] = [new Watch(x.ir, x.compiled), new Watch(y.ir, y.compiled)];
  const labels = new Map(b.actions.map((q, k) => [q.label, k]));
  const read = (s: Search, words: Int32Array, offset: number): number[] => s.compiled.layout.read(words, offset);
  for (let s = 0; s < x.store.count; s++) {
    const state = read(x, x.store.chunk(s), x.store.offset(s));
    if (state.some((v, i) => y.compiled.layout.code(i, v) === undefined)) return false;
    const t = y.store.find(y.compiled.layout.pack(state));
    if (t < 0) return false;
    sx.load(x.store.chunk(s), x.store.offset(s));
    sy.load(y.store.chunk(t), y.store.offset(t));
    const ends = (wx.state(sx, s, 0) & TERMINAL) !== 0;
    if (ends !== ((wy.state(sy, t, 0) & TERMINAL) !== 0)) return false;
    if (ends) continue;
    const [n, m] = [sx.enabled(), sy.enabled()];
    if (n !== m) return false;
    const enabled = new Set(sy.actions.subarray(0, m));
    for (let k = 0; k < n; k++) {
      const action = sx.actions[k]!;
      const other = labels.get(a.actions[action]!.label);
      if (other === undefined || !enabled.has(other)) return false;
      sx.apply(action);
      sy.apply(other);
      if (read(x, sx.next, 0).join() !== read(y, sy.next, 0).join()) return false;
    }
  }
  return true;
};
