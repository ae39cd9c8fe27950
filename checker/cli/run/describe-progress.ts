/** What a counterexample of liveness shows beside its steps: where its loop begins, why it is fair, or the trap it leads into. */
import { accountOf } from '../../liveness/account.ts';
import type { PartVerdict } from '../../explore/result.ts';
import type { Ir, IrProperty } from '../../model/ir.ts';
import { isProgress } from '../../model/property.ts';
import type { Trace } from '../../record/trace.ts';

/** In the words of the record. Throws if the lasso is none: that is a defect of the checker. */
export const describeProgress = (ir: Ir, p: IrProperty, k: number, found: PartVerdict): Pick<Trace, 'assumes' | 'lasso' | 'trap'> => {
  const { trace, lasso, trap } = found;
  const label = (action: number): string => ir.actions[action]!.label;
  const account = trace && lasso && isProgress(p.kind) ? accountOf(ir, p.kind, p.parts[k]!, { trace, ...lasso }) : undefined;
  return {
    ...(p.assumes ? { assumes: [...p.assumes] } : {}),
    ...(account && lasso ? { lasso: { ...lasso, ending: account.ending, fairness: account.fairness.map((f) => ({ ...f })) } } : {}),
    ...(trap ? { trap: { entered: trap.entered, size: trap.size, exits: trap.exits.map(label), entries: trap.entries.map((e) => ({ label: label(e.action), steps: e.steps })) } } : {}),
  };
};
