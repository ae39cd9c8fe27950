/** Who waits for whom at the end of a counterexample: where a behaviour rests, goes round without some process, or ends. */
import type { PartVerdict } from '../../explore/result.ts';
import { waitGraph } from '../../ir/wait-graph.ts';
import type { Ir, IrProperty } from '../../model/ir.ts';
import { isProgress } from '../../model/property.ts';
import type { Trace } from '../../record/trace.ts';

/** In the words of the record; nothing where nobody waits, or the property is not about hanging. */
export const describeWaits = (ir: Ir, { kind }: IrProperty, { trace, lasso }: PartVerdict): Pick<Trace, 'waits'> => {
  if (!trace || !(kind === 'dead' || kind === 'stuck' || kind === 'survives' || kind === 'recoverable' || isProgress(kind))) return {};
  const states = [trace.initial, ...trace.steps.map((s) => s.state)];
  const { waits, cycle } = waitGraph(ir, lasso && lasso.loop < trace.steps.length ? states.slice(lasso.loop, -1) : states.slice(-1), trace.steps.at(-1)?.action);
  // A system that ended may have been about to wait in a circle; other waits at its end mean nothing.
  const shown = kind === 'survives' ? cycle.length > 0 : waits.length > 0;
  return shown ? { waits: { edges: waits.map((w) => ({ ...w })), cycle: [...cycle] } } : {};
};
