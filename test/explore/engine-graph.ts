/** The engine's graph by names, to be compared with the oracles'. */
import type { Ir } from '../../checker/model/ir.ts';
import type { ExploreOptions } from '../../checker/explore/options.ts';
import { resultOf } from '../../checker/explore/explore.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import { Search } from '../../checker/explore/search.ts';
import { Stepper } from '../../checker/explore/stepper.ts';
import { TERMINAL, Watch } from '../../checker/explore/watch.ts';

export interface EngineGraph {
  readonly result: Exploration;
  /** State key -> action label -> key of the state after. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Local state names of a state. */
export const labelsOf = (ir: Ir, state: readonly number[]): string[] => state.map((s, i) => ir.tables[ir.instances[i]!.table]!.states[s]!);

export const engineGraph = async (ir: Ir, options: ExploreOptions = {}): Promise<EngineGraph> => {
  const search = new Search(ir, options);
  await search.run();
  const { store, compiled } = search;
  const stepper = new Stepper(compiled);
  const watch = new Watch(ir, compiled);
  const key = (words: Int32Array, offset: number): string => JSON.stringify(labelsOf(ir, compiled.layout.read(words, offset)));
  const edges = new Map<string, Map<string, string>>();
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    const row = new Map<string, string>();
    edges.set(key(store.chunk(s), store.offset(s)), row);
    const n = watch.state(stepper, s, 0) & TERMINAL ? 0 : stepper.enabled();
    for (let k = 0; k < n; k++) {
      const action = stepper.actions[k]!;
      if (stepper.apply(action)) row.set(ir.actions[action]!.label, key(stepper.next, 0));
    }
  }
  return { result: await resultOf(search), edges };
};
