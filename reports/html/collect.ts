/** From a run record to what the page draws. */
import type { Explanation } from '../../checker/record/exhibits.ts';
import { summaryOf, type MutationRecord } from '../../checker/record/mutation.ts';
import type { DesignRun, RunRecord } from '../../checker/record/run-record.ts';
import { designTable, type DesignTable } from '../../checker/record/verdict-table.ts';
import { traceOf } from '../layout/verdicts.ts';
import { traceCommand, verdictWord } from '../layout/words.ts';
import type { ActionCoverage, Comparison, Growth, PageData, ShownDesign, ShownMutation, ShownTrace } from './data.ts';
import { drawComposition, drawMachine, drawPair, drawStates, Gallery } from './drawings.ts';

/** `after` repeats what the changes say. */
const slim = (t: DesignTable, id: string, explanations: Explanation[]): ShownTrace | undefined => {
  const row = t.rows.find((r) => r.fact.id === id)!;
  const trace = traceOf(t, row);
  if (!trace) return undefined;
  const explanation = t.run.exhibits?.explanations.find((e) => e.property === id && e.configuration === trace.configuration);
  return {
    property: id,
    verdict: verdictWord(row),
    command: traceCommand(t.run.reference, id),
    trace: { ...trace, steps: trace.steps.map((s) => ({ ...s, after: [] })) },
    ...(explanation ? { explanation: explanations.push(explanation) - 1 } : {}),
  };
};

/** New states at each distance, all slices together. */
const growthOf = (run: DesignRun): Growth[] =>
  run.configurations
    .filter((c) => c.slices.length > 0)
    .map((c) => {
      const length = Math.max(...c.slices.map((s) => s.levels.length));
      return { configuration: c.id, distinct: c.distinct, generated: c.generated, levels: Array.from({ length }, (_x, k) => c.slices.reduce((n, s) => n + (s.levels[k] ?? 0), 0)) };
    });

/** One after the other: the layout engine has one memory. */
const inTurn = async <T, U>(items: readonly T[], make: (item: T) => Promise<U>): Promise<U[]> => {
  const out: U[] = [];
  for (const item of items) out.push(await make(item));
  return out;
};

const coverageOf = (run: DesignRun): ActionCoverage => {
  const taken = run.configurations.map((c) => new Map(c.actions.map((a) => [a.name, a.taken])));
  const names = [...new Set(taken.flatMap((t) => [...t.keys()]))].sort();
  return { configurations: run.configurations.map((c) => c.id), rows: names.map((action) => ({ action, taken: taken.map((t) => t.get(action) ?? null) })) };
};

const kindOf = (mutant: string): string => mutant.split(' ')[0]!;

const mutationOf = (m: MutationRecord): ShownMutation => {
  const kinds = [...new Set(m.mutants.map((x) => kindOf(x.id)))];
  const killed = m.mutants.filter((x) => x.fate === 'killed');
  const { score, counts } = summaryOf(m, {});
  return {
    kinds,
    rows: m.properties.map((property) => ({ property, kills: kinds.map((k) => killed.filter((x) => kindOf(x.id) === k && x.by?.includes(property)).length) })),
    mutants: m.mutants.map((x) => [x.id, x.fate, (x.by ?? []).join(', ')]),
    note: `${m.mutants.length} of ${m.all} mutants: ${Object.entries(counts).map(([fate, n]) => `${fate} ${n}`).join(', ')}; score ${score === undefined ? 'none' : `${score} %`}.`,
  };
};

const shown = async (gallery: Gallery, explanations: Explanation[], t: DesignTable): Promise<ShownDesign> => {
  const { exhibits } = t.run;
  return {
    name: t.run.name,
    traces: t.rows.flatMap((r) => slim(t, r.fact.id, explanations) ?? []),
    actions: exhibits?.actions ?? {},
    reasons: exhibits?.reasons ?? [],
    conditions: exhibits?.conditions ?? {},
    machines: exhibits ? await inTurn(exhibits.machines, (m) => drawMachine(gallery, m, t.run)) : [],
    ...(exhibits ? { composition: await drawComposition(gallery, exhibits.composition) } : {}),
    views: exhibits ? await inTurn(exhibits.states, (s) => drawStates(gallery, s.view, s.configuration, s.picture)) : [],
    undrawn: exhibits?.undrawn ?? [],
    growth: growthOf(t.run),
    coverage: coverageOf(t.run),
    ...(exhibits?.mutation ? { mutation: mutationOf(exhibits.mutation) } : {}),
  };
};

/** The first design with each of the others, in what both have. */
const compared = async (gallery: Gallery, base: DesignTable, candidate: DesignTable): Promise<Comparison> => {
  const ids = [...new Set([...base.rows, ...candidate.rows].map((r) => r.fact.id))];
  const verdict = (t: DesignTable, id: string) => t.rows.find((r) => r.fact.id === id)?.verdict;
  const views = (base.run.exhibits?.states ?? []).flatMap((b) => {
    const c = candidate.run.exhibits?.states.find((x) => x.view === b.view && x.configuration === b.configuration && x.picture.level !== 'quotient');
    return c ? [{ title: `${b.view}: ${b.configuration}`, pair: () => drawPair(gallery, b.picture, c.picture) }] : [];
  });
  return {
    base: base.run.name,
    candidate: candidate.run.name,
    verdicts: ids.map((id) => ({ property: id, base: verdict(base, id), candidate: verdict(candidate, id) })).filter((v) => v.base !== v.candidate),
    views: await inTurn(views, async (v) => ({ title: v.title, ...(await v.pair()) })),
  };
};

export const collect = async (record: RunRecord): Promise<PageData> => {
  const tables = record.designs.map(designTable);
  const gallery = new Gallery();
  const explanations: Explanation[] = [];
  const designs = await inTurn(tables, (t) => shown(gallery, explanations, t));
  const comparisons = await inTurn(tables.slice(1), (c) => compared(gallery, tables[0]!, c));
  return { designs, comparisons, svgs: gallery.svgs, explanations };
};
