/** Explore a system and decide its properties. */
import { Liveness } from '../liveness/judge.ts';
import { refuseUnsound } from '../liveness/refuse.ts';
import type { Ir } from '../model/ir.ts';
import { SpecDefect } from '../ir/spec-defect.ts';
import { DEFAULT_MEMORY, type ExploreOptions } from './options.ts';
import { decidingConjuncts } from './outcomes.ts';
import { profileOf } from './profile.ts';
import type { Exploration, FoundDefect, IncompleteReason } from './result.ts';
import { Search, type Stop } from './search.ts';
import { usageOf } from './usage.ts';
import { verdictsOf } from './verdicts.ts';
import { Undecided } from './undecided.ts';
import { traceTo } from './way.ts';

export type { ExploreOptions, Progress } from './options.ts';

/** Enumerate the reachable states of `ir`, breadth first, judge every property in them, then liveness on the whole graph. Throws E_REDUCTION (checker/liveness/refuse.ts). */
export const explore = async (ir: Ir, options: ExploreOptions = {}): Promise<Exploration> => {
  refuseUnsound(ir, options);
  const search = new Search(ir, options);
  await search.run();
  options.onSearched?.(search);
  return resultOf(search);
};

/** The plain result of a finished search. */
export const resultOf = async (search: Search): Promise<Exploration> => {
  const { ir, store } = search;
  const liveness = new Liveness(search, pauseOf(search.options));
  const whole = search.stop === undefined && search.watch.tallies.perProperty[0] === 0;
  // Liveness needs every state with every step: not of a search that stopped early, or that met a state of no table.
  const found = whole ? await orStop(liveness.judge(search.watch.tallies)) : {};
  const all = search.stop === undefined && ir.bounds.length === 0;
  const judged = await orStop(verdictsOf(search, { all, liveness: found.value }, liveness));
  const verdicts = judged.value ?? (await verdictsOf(search, { all, liveness: found.value }, undefined));
  const reason = reasonOf(search.stop ?? found.stop ?? judged.stop, search);
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
    used: usageOf(ir, search.compiled),
    ...(search.options.outcomes ? { deciding: [...decidingConjuncts(search)] } : {}),
    ...(search.options.profile ? { profile: profileOf(search) } : {}),
    verdicts,
    ...(defect ? { defect } : {}),
    bytes: store.bytes,
    store: search.kind,
    elapsedMs: search.elapsedMs,
  };
};

/** What a computation comes to, or why it was stopped. */
const orStop = async <T>(computation: Promise<T>): Promise<{ readonly value?: T; readonly stop?: Stop }> => {
  try {
    return { value: await computation };
  } catch (e) {
    if (e instanceof Undecided) return { stop: e.stop };
    throw e;
  }
};

/** Lets the event loop turn, at most every 50 ms, and heeds an abort. */
const pauseOf = ({ signal }: ExploreOptions): (() => Promise<void>) => {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 50) return;
    await new Promise((resume) => setImmediate(resume));
    last = performance.now();
    if (signal?.aborted) throw new Undecided('aborted');
  };
};

const reasonOf = (stop: Stop | undefined, search: Search): IncompleteReason | undefined => {
  const { ir, options, unwritten, store, economy } = search;
  const limit = `the memory limit of ${Math.floor((options.memory ?? DEFAULT_MEMORY) / 2 ** 20)} MB`;
  const given = { code: 'memory', text: `E_MEMORY: at ${limit} the steps of the states were given up: all states were found, but properties of kind stuck and of progress are not decided; give more with --memory, from the start` } as const;
  switch (stop) {
    case 'memory': {
      if (store.numbersEnd) return { code: 'memory', text: `E_MEMORY: ${store.count} states were found, and more have no number here; take a smaller configuration` };
      if (economy.eased && search.stop === undefined) return given;
      const unspilled = store.unspilled === undefined ? '' : `, and states could not be put elsewhere (${store.unspilled})`;
      return { code: 'memory', text: `E_MEMORY: ${limit} was reached${unspilled}; give more with --memory, or take a smaller configuration` };
    }
    case 'checkpoint':
      return { code: 'checkpoint', text: unwritten! };
    case 'aborted':
      return { code: 'aborted', text: 'the search was interrupted' };
    case 'defect':
      return { code: 'defect', text: 'a defect of the specification was met' };
    case undefined:
      if (search.economy.withoutSteps) return economy.eased ? given : { code: 'store', text: `--store ${options.store} keeps no steps of the states: properties of kind stuck are not decided; leave it out` };
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
