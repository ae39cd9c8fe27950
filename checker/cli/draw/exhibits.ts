/** Pictures and explanations for a record: made after the searches, of the shortest trace of each property. */
import fs from 'node:fs';
import path from 'node:path';
import { compose } from '../../compile/compose.ts';
import { declared } from '../../compile/expand-action.ts';
import { explainEnd } from '../../ir/explain-end.ts';
import { follow } from '../../ir/follow.ts';
import { holds, violatedGuards } from '../../ir/interpret.ts';
import { printExpr } from '../../ir/print.ts';
import type { Ir } from '../../model/ir.ts';
import { actionName } from '../../model/system.ts';
import type { Exhibits, Explanation } from '../../record/exhibits.ts';
import { MutationRecord } from '../../record/mutation.ts';
import type { DesignRun } from '../../record/run-record.ts';
import type { Trace } from '../../record/trace.ts';
import { designTable } from '../../record/verdict-table.ts';
import { isBadInput } from '../input/bad-input.ts';
import { PROJECT, type FoundDesign } from '../input/designs.ts';
import { loadJson } from '../input/record-file.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { compositionPicture } from './composition-picture.ts';
import { machinesOf } from './find-machine.ts';
import { machinePicture } from './machine-picture.ts';
import { statesPicture } from './states-picture.ts';

/** Where the system has ended nothing is enabled, whatever the conditions say (R5). */
const ENDED = 'the system has ended';

/** Sets of conjuncts, each known by one number; 0 is the empty one. */
class Reasons {
  readonly sets: string[][] = [[]];
  readonly #ids = new Map<string, number>([['', 0]]);
  of(conjuncts: readonly string[]): number {
    const key = conjuncts.join('\0');
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = this.sets.push([...conjuncts]) - 1));
    return id;
  }
}

const explain = (ir: Ir, trace: Trace, reasons: Reasons): Explanation => {
  const numbers = new Map(ir.actions.map((a, i) => [a.label, i]));
  const taken = trace.steps.map((s) => numbers.get(s.label)!);
  const { states, refusal } = follow(ir, taken);
  if (refusal) throw new Error(`the trace of ${trace.property} in ${trace.configuration} is no behaviour of the system: ${refusal.message}`);
  let before = ir.actions.map(() => 0);
  return {
    property: trace.property,
    configuration: trace.configuration,
    ...(((claim) => (claim ? { claim } : {}))(explainEnd(ir, trace, states, taken))),
    states: states.map((state) => {
      const ended = holds(ir.terminal, state);
      const now = ir.actions.map((_a, i) => reasons.of(ended ? [ENDED] : violatedGuards(ir, i, state)));
      const changed = now.flatMap((r, i) => (r === before[i] ? [] : [[i, r] as [number, number]]));
      before = now;
      return changed;
    }),
  };
};

/** Every picture that the design names; one that cannot be drawn says why instead. */
const views = async ({ design }: FoundDesign, run: DesignRun, terminal: Terminal): Promise<Pick<Exhibits, 'states' | 'undrawn'>> => {
  const { phases = [], views: named = [] } = design.presentation ?? {};
  const first = design.configurations.find((c) => c.id === (named[0]?.configuration ?? run.configurations[0]?.id));
  const asked = [
    ...(phases.length && first ? [{ name: 'phases', configuration: first.id, on: [] as readonly string[], level: 'phases' as const }] : []),
    ...named.flatMap((v) => [
      { ...v, level: 'projection' as const },
      { ...v, name: `${v.name}, and what can come next`, level: 'quotient' as const },
    ]),
  ];
  const [states, undrawn]: [Exhibits['states'], Exhibits['undrawn']] = [[], []];
  for (const { name, configuration, on, level } of asked) {
    const c = design.configurations.find((x) => x.id === configuration);
    if (!c) continue;
    try {
      states.push({ view: name, configuration, picture: await statesPicture(design, c, on, terminal, { level }) });
    } catch (e) {
      if (!isBadInput(e)) throw e;
      undrawn.push({ view: name, reason: e.message });
    }
  }
  return { states, undrawn };
};

/** Recorded mutation of a design: reports/mutation/DESIGN.json, where there is one. */
const mutationOf = (design: string): Pick<Exhibits, 'mutation'> => {
  const file = path.join(PROJECT, 'reports/mutation', `${design}.json`);
  return fs.existsSync(file) ? { mutation: loadJson(file, MutationRecord, `Write it with: vcpuhp mutate ${design} --out ${file}`) } : {};
};

/** Throws when a trace of the run is no behaviour of the design: then the record is of another one. */
export const exhibitsOf = async (found: FoundDesign, run: DesignRun, terminal: Terminal): Promise<Exhibits> => {
  const table = designTable(run);
  const reasons = new Reasons();
  const explanations: Explanation[] = [];
  const actions: Exhibits['actions'] = {};
  const conditions: Record<string, Record<string, string>> = {};
  for (const c of run.configurations) {
    const traces = table.rows.flatMap((r) => (r.shortest === c.id ? (c.properties.find((p) => p.id === r.fact.id)?.trace ?? []) : []));
    if (traces.length === 0 || terminal.signal.aborted) continue;
    terminal.progress(`explaining traces of ${run.name} ${c.id}`);
    const system = found.design.configurations.find((x) => x.id === c.id)!.system();
    const ir = compose(system);
    actions[c.id] = ir.actions.map((a) => ({ label: a.label, family: a.name }));
    for (const { action, joins } of declared(system)) {
      const texts = (conditions[actionName(action)] ??= {});
      for (const when of [action.when, ...joins.map((j) => j.when ?? {})]) for (const [name, e] of Object.entries(when)) texts[name] ??= printExpr(e);
    }
    for (const t of traces) explanations.push(explain(ir, t, reasons));
  }
  const pictures = await views(found, run, terminal);
  terminal.progress('');
  return {
    machines: [...machinesOf(found).values()].map(({ component, sorts }) => machinePicture(component, sorts)),
    composition: compositionPicture(found.design),
    ...pictures,
    actions,
    reasons: reasons.sets,
    conditions,
    explanations,
    ...mutationOf(run.name),
  };
};

/** The runs of designs, each with its exhibits. */
export const withExhibits = async (found: readonly FoundDesign[], runs: readonly DesignRun[], terminal: Terminal): Promise<DesignRun[]> => {
  const out: DesignRun[] = [];
  for (const [i, run] of runs.entries()) out.push({ ...run, exhibits: await exhibitsOf(found[i]!, run, terminal) });
  return out;
};
