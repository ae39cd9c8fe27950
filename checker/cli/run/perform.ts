/** Does one task in this process: load the design, compose the configuration, explore it, and put the result in words. */
import { pathToFileURL } from 'node:url';
import { compose } from '../../compile/compose.ts';
import { declared } from '../../compile/expand-action.ts';
import { decide } from '../../reduce/decide.ts';
import { isCheckpointError } from '../../explore/checkpoint/checkpoint-error.ts';
import type { Profile } from '../../explore/profile.ts';
import { TYPE_INVARIANT, type Exploration, type Outcome, type Verdict as Found } from '../../explore/result.ts';
import { claimOf } from '../../ir/claim.ts';
import type { Design, Lane } from '../../model/design.ts';
import type { Ir } from '../../model/ir.ts';
import type { System } from '../../model/system.ts';
import { cpuSeconds } from '../../record/cpu-seconds.ts';
import type { ConfigurationRun, PropertyFact, PropertyRun, Verdict } from '../../record/run-record.ts';
import type { Trace } from '../../record/trace.ts';
import { findDesign } from '../input/designs.ts';
import type { RunConfiguration } from '../input/selection.ts';
import { Kept } from './kept.ts';
import type { Task, TaskProgress, TaskResult } from './task.ts';
import { componentRuns, guardRuns, takenByFamily } from './coverage.ts';
import { describeProgress } from './describe-progress.ts';
import { describeWaits } from './describe-waits.ts';
import { describeTrace } from './describe-trace.ts';

/** A `sometimes` that is satisfied holds, one that is unreached does not; the record needs no other words. */
const VERDICT: Readonly<Record<Outcome, Verdict>> = { holds: 'holds', satisfied: 'holds', violated: 'violated', unreached: 'violated', notDecided: 'incomplete' };

const factsOf = (ir: Ir): PropertyFact[] => ir.properties.map(({ id, kind, text, source, scope }) => ({ id, kind, text, source, scope }));

/** The system with the properties asked for only: what is not asked is not searched for. */
export const narrowed = (system: System, ids: readonly string[] | undefined): System => (ids ? { ...system, properties: system.properties.filter((p) => ids.includes(p.id)) } : system);

/** What every trace of a configuration says of itself. */
type OfTrace = Pick<Trace, 'design' | 'configuration' | 'lanes'>;

const propertyRun = (ir: Ir, found: Found, facts: OfTrace): PropertyRun => {
  const p = ir.properties.find((x) => x.id === found.id)!;
  const part = found.depth === undefined ? -1 : found.parts.findIndex((x) => x.depth === found.depth);
  const trace =
    found.trace &&
    describeTrace(ir, found.trace, {
      ...facts,
      property: p.id,
      kind: found.kind === 'sometimes' ? 'witness' : 'counterexample',
      part: found.parts[part]?.label ?? '',
      text: p.text,
      source: p.source,
      claim: claimOf(ir, p, part),
      ...describeProgress(ir, p, part, found.parts[part]!),
      ...describeWaits(ir, p, found.parts[part]!),
    });
  return {
    id: found.id,
    verdict: VERDICT[found.outcome],
    ...(found.depth === undefined ? {} : { depth: found.depth }),
    ...(found.behind?.length ? { behind: [...found.behind] } : {}),
    unexercised: found.parts.filter((x) => x.vacuous).map((x) => x.label),
    parts: found.parts.map((x) => x.label),
    ...(trace ? { trace } : {}),
  };
};

/** A defect of the spec that the search met: a refused event (R1), or an instance outside its table. */
const defectOf = (ir: Ir, found: Exploration, facts: OfTrace): ConfigurationRun['defect'] => {
  const worded = (code: string, message: string, trace: Exploration['verdicts'][number]['trace'], last?: number): NonNullable<ConfigurationRun['defect']> => {
    const described: Trace | undefined = trace && describeTrace(ir, trace, { ...facts, property: '', kind: 'defect', part: '', text: `${code}: ${message}`, source: '', claim: '' }, last);
    return { code, message, ...(described ? { trace: described } : {}) };
  };
  if (found.defect) return worded('E_SPEC_DEFECT', found.defect.message, found.defect.trace, found.defect.action);
  const type = found.verdicts.find((v) => v.id === TYPE_INVARIANT);
  return type?.outcome === 'violated' ? worded('E_TYPE_INVARIANT', 'an instance is in no state of its table', type.trace) : undefined;
};

/** As the record has it: plain, and open to nobody's change. */
const profileRun = ({ looked, components, actions }: Profile): NonNullable<ConfigurationRun['slices'][number]['profile']> => ({ looked, components: components.map((c) => ({ ...c })), actions: actions.map((a) => ({ ...a })) });

const lanesOf = (lanes: readonly Lane[]): NonNullable<Trace['lanes']> =>
  lanes.map((l) => ({ name: l.name, processes: [...(l.processes ?? [])], components: [...(l.components ?? [])], causes: [...(l.causes ?? [])], each: l.each === true }));

const NOTHING = { bounds: [], slices: [], distinct: 0, generated: 0, depth: 0, properties: [], actions: [], components: [] } satisfies Partial<ConfigurationRun>;

const head = (c: RunConfiguration) => ({ id: c.id, title: c.title, tier: c.tier, labels: { ...c.labels } });

/** What a configuration comes to when it was never searched. */
export const notRun = (c: RunConfiguration, reason: string): TaskResult => ({ run: { ...head(c), ...NOTHING, complete: false, reason }, facts: [], declaredIn: {}, cpuSeconds: 0, peakBytes: 0, store: 'hash' });

/** What it comes to when the spec does not even compose, or the checker fails. */
const failed = (c: RunConfiguration, e: unknown): ConfigurationRun => {
  const error = e instanceof Error ? e : new Error(String(e));
  const code = (error as { code?: unknown }).code;
  const coded = typeof code === 'string' && code.startsWith('E_');
  const message = coded ? error.message.replace(`${code}: `, '') : error.message;
  return { ...head(c), ...NOTHING, complete: false, reason: 'defect', defect: { code: coded ? code : 'E_INTERNAL', message } };
};

const searched = async (c: RunConfiguration, design: Design, task: Task, signal: AbortSignal, report: (p: TaskProgress) => void): Promise<Omit<TaskResult, 'cpuSeconds'>> => {
  const system = narrowed(c.system(), task.properties);
  const ir = compose(system);
  const kept = task.keep && new Kept(task.keep, ir, task);
  const finished = kept?.finished();
  if (finished) return finished;
  const found = await decide(ir, {
    checkpoint: kept && { folder: kept.checkpoints, resume: task.keep!.resume },
    signal,
    ...(c.coverage === undefined ? {} : { coverage: c.coverage }),
    onProgress: report,
    ...(task.memory === undefined ? {} : { memory: task.memory }),
    ...(task.order === undefined ? {} : { order: task.order }),
    ...(task.outcomes === undefined ? {} : { outcomes: task.outcomes }),
    ...(task.profile === undefined ? {} : { profile: task.profile }),
    ...(task.reduce === undefined ? {} : { reduce: task.reduce }),
    ...(task.store === undefined ? {} : { store: task.store }),
  });
  const facts: OfTrace = { design: design.name, configuration: c.id, ...(design.presentation?.lanes ? { lanes: lanesOf(design.presentation.lanes) } : {}) };
  const defect = defectOf(ir, found, facts);
  const result = {
    run: {
      ...head(c),
      complete: found.complete,
      ...(found.reason ? { reason: found.reason.text } : {}),
      ...(defect ? { defect } : {}),
      bounds: [...ir.bounds],
      distinct: found.states,
      generated: found.transitions,
      depth: found.depth,
      properties: found.verdicts.filter((v) => v.id !== TYPE_INVARIANT).map((v) => propertyRun(ir, v, facts)),
      slices: found.slices.map((x) => ({ still: [...x.still], distinct: x.states, generated: x.transitions, depth: x.depth, levels: [...x.levels], ...(x.profile ? { profile: profileRun(x.profile) } : {}) })),
      actions: takenByFamily(system, ir, found.taken).filter((a) => a.taken > 0 || c.coverage !== false),
      components: componentRuns(system, ir, found, c.coverage !== false && task.properties === undefined),
      ...(found.deciding ? { guards: guardRuns(ir, found.deciding) } : {}),
    },
    facts: factsOf(ir),
    // What no component declares is the design's own.
    declaredIn: Object.fromEntries(declared(system).flatMap(({ place }) => (place.action === undefined ? [] : [[place.action, place.file?.startsWith('file:') ? place.file : pathToFileURL(task.file).href]]))),
    peakBytes: found.bytes,
    store: found.store,
  };
  kept?.finish(result);
  return result;
};

/** Perform a task. A defect of the spec or the checker is a result; only a task that names nothing throws. */
export const perform = async (task: Task, signal: AbortSignal, report: (p: TaskProgress) => void): Promise<TaskResult> => {
  const { design } = await findDesign(task.file);
  const configuration = design.configurations.find((c) => c.id === task.configuration) as RunConfiguration | undefined;
  if (!configuration) throw new Error(`${task.file} has no configuration ${task.configuration}`);
  const before = cpuSeconds();
  const result = await searched(configuration, design, task, signal, report).catch((e: unknown) => {
    // Of a checkpoint that cannot be used nothing follows for the system: it was not searched.
    if (isCheckpointError(e)) return { ...notRun(configuration, e.message), ...(e.code === 'E_CHECKPOINT_WRITE' ? {} : { refused: { code: e.code, what: e.what, fix: e.fix } }) };
    return { run: failed(configuration, e), facts: [], declaredIn: {}, peakBytes: 0, store: 'hash' as const };
  });
  return { ...result, cpuSeconds: cpuSeconds() - before };
};
