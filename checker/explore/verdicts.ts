/** From the tallies of a finished search to verdicts with traces. */
import type { IrProperty } from '../model/ir.ts';
import { isLiveness, type PropertyKind } from '../model/property.ts';
import { violatedBefore } from './behind.ts';
import { cleanTallies } from './clean.ts';
import { TYPE_INVARIANT, type Outcome, type PartVerdict, type Trace, type Verdict } from './result.ts';
import type { Search } from './search.ts';
import type { Tally } from './tallies.ts';

/** Verdicts in order, the type invariant first. `decided`: every reachable state was seen and no bound was cut. */
export const verdictsOf = (search: Search, decided: boolean): Verdict[] => {
  const { ir, watch } = search;
  const type: IrProperty = { id: TYPE_INVARIANT, text: '', source: '', scope: '', kind: 'always', parts: [{ label: '', when: { op: 'const', value: true }, e: { op: 'const', value: true } }] };
  const verdicts = [type, ...ir.properties].map((p, k) => verdictOf(search, p, k - 1, watch.tallies.perProperty[k]!, decided));
  if (search.options.behind === false) return verdicts;
  const tainted = verdicts.map((v) => (v.trace ? violatedBefore(ir, v.trace, v) : []));
  if (tainted.every((ids) => ids.length === 0)) return verdicts;
  const clean = cleanTallies(search);
  return verdicts.map((v, k) => {
    const found = clean.perProperty[k]! > 0;
    return tainted[k]!.length === 0 || found ? v : { ...v, behind: tainted[k]! };
  });
};

const verdictOf = (search: Search, p: IrProperty, property: number, count: number, decided: boolean): Verdict => {
  const parts = search.watch.tallies.of(property).map((t) => partOf(search, p, t, decided));
  const first = parts.reduce<PartVerdict | undefined>((best, x) => (x.depth !== undefined && (best?.depth === undefined || x.depth < best.depth) ? x : best), undefined);
  return {
    id: p.id,
    kind: p.kind,
    outcome: outcomeOf(p.kind, count, decided),
    vacuous: parts.every((x) => x.vacuous),
    count,
    ...shown(first),
    parts,
  };
};

const shown = (x: { readonly depth?: number; readonly trace?: Trace } | undefined): { depth?: number; trace?: Trace } => ({
  ...(x?.depth === undefined ? {} : { depth: x.depth }),
  ...(x?.trace === undefined ? {} : { trace: x.trace }),
});

const outcomeOf = (kind: PropertyKind, count: number, decided: boolean): Outcome => {
  if (kind === 'sometimes') return count > 0 ? 'satisfied' : decided ? 'unreached' : 'notDecided';
  return count > 0 ? 'violated' : decided && !isLiveness(kind) ? 'holds' : 'notDecided';
};

const partOf = (search: Search, p: IrProperty, t: Tally, decided: boolean): PartVerdict => ({
  label: p.parts[t.part]!.label,
  outcome: outcomeOf(p.kind, t.count, decided),
  vacuous: !t.met,
  count: t.count,
  ...(t.count === 0 ? {} : { depth: t.depth, trace: traceTo(search, t.state, t.action) }),
});

/** The way to a state by parents; with `action` one step more. */
export const traceTo = (search: Search, state: number, action = -1): Trace => {
  const { store, compiled } = search;
  const read = (s: number): number[] => compiled.layout.read(store.chunk(s), store.offset(s));
  const steps: { action: number; state: number[] }[] = [];
  for (let s = state; store.parent(s) >= 0; s = store.parent(s)) steps.push({ action: store.action(s), state: read(s) });
  steps.reverse();
  if (action >= 0) steps.push({ action, state: search.after(state, action) });
  return { initial: read(0), steps };
};
