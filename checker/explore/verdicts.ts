/** From the tallies of a finished search to verdicts with traces. */
import type { Findings } from '../liveness/findings.ts';
import type { Liveness } from '../liveness/judge.ts';
import type { IrProperty } from '../model/ir.ts';
import { isLiveness, type PropertyKind } from '../model/property.ts';
import { violatedBefore } from './behind.ts';
import { cleanPart } from './clean.ts';
import { TYPE_INVARIANT, type Outcome, type PartVerdict, type Verdict } from './result.ts';
import type { Search } from './search.ts';
import type { Tally } from './tallies.ts';
import { traceTo } from './way.ts';

/** What is decided of a search: undefined findings say that liveness is not. */
export interface Decided {
  /** Every reachable state was seen and no bound was cut. */
  readonly all: boolean;
  readonly liveness: Findings | undefined;
}

/**
 * Verdicts in order, the type invariant first. Without `liveness` it is not asked what lies behind what (R5); that may be stopped,
 * by `Undecided`.
 */
export const verdictsOf = async (search: Search, decided: Decided, liveness: Liveness | undefined): Promise<Verdict[]> => {
  const { ir, watch } = search;
  const type: IrProperty = { id: TYPE_INVARIANT, text: '', source: '', scope: '', kind: 'always', parts: [{ label: '', when: { op: 'const', value: true }, e: { op: 'const', value: true } }] };
  const verdicts = [type, ...ir.properties].map((p, k) => verdictOf(search, p, k - 1, watch.tallies.perProperty[k]!, decided));
  if (search.options.behind === false || !liveness) return verdicts;
  const tainted = verdicts.map((v) => (v.trace ? violatedBefore(ir, v.trace, v) : []));
  if (tainted.every((ids) => ids.length === 0)) return verdicts;
  const { tallies, passage } = cleanPart(search);
  const asked = ir.properties.filter((p, k) => isLiveness(p.kind) && tainted[k + 1]!.length > 0);
  await liveness.judge(tallies, { passage, only: new Set(asked.map((p) => p.id)) });
  return verdicts.map((v, k) => {
    const found = tallies.perProperty[k]! > 0;
    return tainted[k]!.length === 0 || found ? v : { ...v, behind: tainted[k]! };
  });
};

const verdictOf = (search: Search, p: IrProperty, property: number, count: number, decided: Decided): Verdict => {
  const parts = search.watch.tallies.of(property).map((t) => partOf(search, p, t, decided));
  const first = parts.reduce<PartVerdict | undefined>((best, x) => (x.depth !== undefined && (best?.depth === undefined || x.depth < best.depth) ? x : best), undefined);
  return {
    id: p.id,
    kind: p.kind,
    outcome: outcomeOf(p.kind, count, decidedOf(search, p, decided)),
    vacuous: parts.every((x) => x.vacuous),
    count,
    ...(first?.depth === undefined ? {} : { depth: first.depth }),
    ...(first?.trace === undefined ? {} : { trace: first.trace }),
    parts,
  };
};

/** `stuck` is decided by the steps of all states. */
const decidedOf = (search: Search, p: IrProperty, decided: Decided): Decided => (p.kind === 'stuck' && search.economy.withoutSteps ? { ...decided, all: false } : decided);

const outcomeOf = (kind: PropertyKind, count: number, { all, liveness }: Decided): Outcome => {
  if (kind === 'sometimes') return count > 0 ? 'satisfied' : all ? 'unreached' : 'notDecided';
  return count > 0 ? 'violated' : all && (liveness || !isLiveness(kind)) ? 'holds' : 'notDecided';
};

const partOf = (search: Search, p: IrProperty, t: Tally, decided: Decided): PartVerdict => {
  const { trace, ...finding } = decided.liveness?.get(search.watch.tallies.position(t.property, t.part)) ?? {};
  return {
    label: p.parts[t.part]!.label,
    outcome: outcomeOf(p.kind, t.count, decidedOf(search, p, decided)),
    vacuous: !t.met || finding.vacuity !== undefined,
    count: t.count,
    ...finding,
    ...(t.count === 0 ? {} : { depth: t.depth, trace: trace ?? traceTo(search, t.state, t.action) }),
  };
};
