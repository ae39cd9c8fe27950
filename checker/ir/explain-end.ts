/** Which part of its property a trace decides, and in which of its states: also of what never comes about. */
import type { Ir, IrExpr } from '../model/ir.ts';
import type { ClaimNode, Explanation } from '../record/exhibits.ts';
import type { Trace } from '../record/trace.ts';
import { explainClaim, explainPart, implied } from './explain-claim.ts';
import { holds } from './interpret.ts';

const END = 'at the end of the trace';

/** What no state tells by itself: it stands as one part that does not hold. */
const never = (text: string): ClaimNode => ({ op: 'leaf', text, holds: false, decides: true, parts: [] });
const after = (state: number): string => (state === 0 ? 'in the initial state' : `after step ${state}`);

/** `states`: the initial one and that after each step; `actions`: those taken. Undefined where the system has no such property. */
export const explainEnd = (ir: Ir, trace: Trace, states: readonly (readonly number[])[], actions: readonly number[]): Explanation['claim'] => {
  const p = ir.properties.find((x) => x.id === trace.property);
  const part = p?.parts.find((x) => x.label === trace.part);
  if (!p || !part) return undefined;
  const last = states.length - 1;
  const at = (e: IrExpr, k = last): ClaimNode => explainClaim(ir, e, states[k]!);
  switch (p.kind) {
    case 'always':
    case 'whenQuiescent':
    case 'survives':
    case 'sometimes':
      return { where: END, node: explainPart(ir, part.when, part.e, states[last]!) };
    case 'step': {
      const action = actions.at(-1);
      return action === undefined ? undefined : { where: END, node: explainPart(ir, part.when, part.e, states[last - 1]!, { action, next: states[last]! }) };
    }
    case 'dead':
      return { where: END, node: implied(part.when, at(part.when), never('some action is enabled')) };
    case 'stuck':
      return { where: END, node: implied(part.when, at(part.when), never(`${part.process} can go on, now or later`)) };
    case 'leadsTo': {
      const since = trace.lasso!.since;
      const goal = part.unless ? { op: 'or' as const, text: '', holds: false, decides: true, parts: [at(part.e), at(part.unless)] } : at(part.e);
      return { where: `owed ${after(since)}, and not there ${END} nor ever after`, node: implied(part.when, at(part.when, since), goal) };
    }
    case 'eventually':
      return { where: `${END}, and nowhere before or after`, node: at(part.e) };
    case 'alwaysEventually':
      return { where: `${END}, and never again`, node: at(part.e) };
    case 'eventuallyAlways': {
      const { loop } = trace.lasso!;
      const broken = states.findIndex((s, k) => k >= loop && !holds(part.e, s));
      return { where: `${after(broken)}, which comes again and again`, node: at(part.e, broken) };
    }
    case 'recoverable':
      return { where: `${END}, and nowhere that leads from there`, node: implied(part.when, at(part.when), at(part.e)) };
  }
};
