/** What a trace violates on its way (R5). */
import { holds } from '../ir/interpret.ts';
import type { Ir } from '../model/ir.ts';
import type { Trace, Verdict } from './result.ts';

/** Properties that a trace violates before its end. What violates nothing before is behind nothing. */
export const violatedBefore = (ir: Ir, trace: Trace, v: Pick<Verdict, 'id' | 'kind'>): string[] => {
  const states = [trace.initial, ...trace.steps.map((s) => s.state)];
  const last = states.length - 1;
  return ir.properties
    .filter((p) => {
      if (p.kind === 'always' || p.kind === 'whenQuiescent') {
        const before = v.kind === 'step' ? states.slice(0, last) : states.slice(0, -1);
        return before.some((s) => p.parts.some((part) => holds(part.when, s) && !holds(part.e, s)));
      }
      if (p.kind !== 'step') return false;
      return trace.steps.some((s, k) => {
        // Of a step property's own trace the last step is its violation; another's last step leads to the state.
        if (v.kind === 'step' && k === last - 1) return false;
        const step = { action: s.action, next: s.state };
        return p.parts.some((part) => holds(part.when, states[k]!, step) && !holds(part.e, states[k]!, step));
      });
    })
    .map((p) => p.id)
    .filter((id) => id !== v.id);
};

