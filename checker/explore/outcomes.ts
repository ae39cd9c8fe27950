/**
 * Outcomes of guards: which conjuncts of which action families ever decide? One decides in a state where all others of its action hold and
 * it does not. A conjunct that never does could as well not be there.
 */
import type { Ir } from '../model/ir.ts';
import { isConst } from '../ir/build.ts';
import { Masks } from './masks.ts';
import { rulesOf, type Rule } from './rules.ts';
import type { Search } from './search.ts';
import { Stepper } from './stepper.ts';

/** States between two looks at what is still open. */
const BATCH = 1 << 12;

/** How a conjunct is named here. */
export const conjunctName = (family: string, conjunct: string): string => `${family} ${conjunct}`;

/** Names of the conjuncts that decide in some found state; those of `known` are not looked for again. */
export const decidingConjuncts = (search: Search, known: ReadonlySet<string> = new Set()): Set<string> => {
  const { ir, compiled, store } = search;
  const { recoder, generator } = compiled;
  const open = conditions(ir, search, known);
  const names = [...open.keys()];
  const found = new Set(known);
  const stepper = new Stepper(compiled);
  let masks: Masks | undefined;
  let out = new Int32Array(0);
  const plant = (): void => {
    const rules: Rule[] = names.flatMap((name, id) => (found.has(name) ? [] : open.get(name)!.flatMap((e) => rulesOf(recoder.build, id, e))));
    masks = rules.length === 0 ? undefined : new Masks(rules, compiled.layout.bundles, generator);
    out = new Int32Array(rules.length);
  };
  let size = -1;
  for (let state = 0; state < store.count; state++) {
    // Most are found early: what is left is looked for by fewer rules.
    if ((state & (BATCH - 1)) === 0 || state === 64 || state === 512) {
      if (found.size !== size) plant();
      size = found.size;
    }
    if (masks === undefined) break;
    stepper.go(store.chunk(state), store.offset(state));
    for (let n = masks.match(stepper.numbers, stepper.unpacked, out); n > 0; n--) found.add(names[masks.ids[out[n - 1]!]!]!);
  }
  return found;
};

/** For each conjunct, where it decides: one condition an action of the family. */
const conditions = (ir: Ir, { compiled }: Search, known: ReadonlySet<string>) => {
  const { recoder } = compiled;
  const b = recoder.build;
  const alive = b.not(recoder.expression(ir.terminal));
  const found = new Map<string, ReturnType<typeof recoder.expression>[]>();
  ir.actions.forEach((a) => {
    const parts = a.guard.map((g) => recoder.expression(g.e));
    a.guard.forEach((g, k) => {
      const name = conjunctName(a.name, g.name);
      if (known.has(name)) return;
      const e = b.and([alive, ...parts.map((p, m) => (m === k ? b.not(p) : p))]);
      if (!isConst(e, false)) found.set(name, [...(found.get(name) ?? []), e]);
    });
  });
  return found;
};
