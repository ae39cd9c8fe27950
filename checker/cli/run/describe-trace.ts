/** A trace of the engine, numbers of the IR, in the words of the run record. */
import { changes, describeState } from '../../ir/print.ts';
import type { Trace as FoundTrace } from '../../explore/result.ts';
import type { Ir } from '../../model/ir.ts';
import type { Step, Trace } from '../../record/trace.ts';

/** What the record says of a trace beside its steps. */
export type TraceFacts = Omit<Trace, 'initial' | 'steps'>;

const placements = (ir: Ir, state: readonly number[]) => describeState(ir, state).map(({ instance, state: s }) => ({ instance, state: s }));

const step = (ir: Ir, action: number, before: readonly number[], after: readonly number[]): Step => {
  const a = ir.actions[action]!;
  return {
    label: a.label,
    action: a.name,
    process: a.process,
    cause: a.cause,
    fn: a.fn,
    source: a.source,
    changes: changes(ir, before, after).map(({ instance, region, from, to }) => ({ instance, region, from, to })),
    after: placements(ir, after).filter((_p, i) => before[i] !== after[i]),
  };
};

/** `refused`: an action that the trace ends before, because taking it is the defect; shown as a step without effect. */
export const describeTrace = (ir: Ir, found: FoundTrace, facts: TraceFacts, refused?: number): Trace => {
  let before = found.initial;
  const steps = found.steps.map((s) => {
    const described = step(ir, s.action, before, s.state);
    before = s.state;
    return described;
  });
  if (refused !== undefined) steps.push(step(ir, refused, before, before));
  return { ...facts, initial: placements(ir, found.initial), steps };
};
