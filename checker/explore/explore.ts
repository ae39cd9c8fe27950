/** Explore a system and decide its properties. */
import type { Ir } from '../model/ir.ts';
import { SpecDefect } from '../ir/spec-defect.ts';
import type { ExploreOptions } from './options.ts';
import type { Exploration, FoundDefect, IncompleteReason } from './result.ts';
import { Search } from './search.ts';
import { traceTo, verdictsOf } from './verdicts.ts';

export type { ExploreOptions, Progress } from './options.ts';

/** Enumerate the reachable states of `ir`, breadth first, and judge every property in them. */
export const explore = async (ir: Ir, options: ExploreOptions = {}): Promise<Exploration> => {
  const search = new Search(ir, options);
  await search.run();
  return resultOf(search);
};

/** The plain result of a finished search. */
export const resultOf = (search: Search): Exploration => {
  const { ir, store } = search;
  const reason = reasonOf(search);
  const verdicts = verdictsOf(search, reason === undefined);
  const defect = defectOf(search);
  const levels = search.levels.slice(1).map((end, k) => end - search.levels[k]!);
  return {
    name: ir.name,
    complete: reason === undefined,
    ...(reason ? { reason } : {}),
    states: store.count,
    transitions: search.transitions,
    depth: levels.length - 1,
    levels,
    taken: [...search.taken],
    verdicts,
    ...(defect ? { defect } : {}),
    bytes: store.bytes,
    elapsedMs: search.elapsedMs,
  };
};

const reasonOf = ({ ir, stop }: Search): IncompleteReason | undefined => {
  switch (stop) {
    case 'memory':
      return { code: 'memory', text: 'the memory limit was reached' };
    case 'aborted':
      return { code: 'aborted', text: 'the search was interrupted' };
    case 'defect':
      return { code: 'defect', text: 'a defect of the specification was met' };
    case undefined:
      return ir.bounds.length === 0 ? undefined : { code: 'bounds', text: `bounds without an argument: ${ir.bounds.join(', ')}`, bounds: ir.bounds };
  }
};

const defectOf = (search: Search): FoundDefect | undefined => {
  const d = search.defect;
  if (!d) return undefined;
  try {
    search.after(d.state, d.action);
  } catch (e) {
    if (!(e instanceof SpecDefect)) throw e;
    const { instance, event, localState, message } = e;
    return { action: d.action, instance, event, localState, message, trace: traceTo(search, d.state) };
  }
  throw new Error(`the engine refuses ${search.ir.actions[d.action]!.label}, the interpreter does not`);
};
