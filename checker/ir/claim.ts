/** What one part of a property says, with instances for variables; C-like. */
import type { Ir, IrExpr, IrPart, IrProperty } from '../model/ir.ts';
import { printIrExpr } from './print.ts';

/** The condition that a counterexample breaks, or a witness satisfies; '' where the kind has none. */
export const claimOf = (ir: Ir, p: IrProperty, k: number): string => {
  const part = p.parts[k];
  if (!part) return '';
  const say = (e: IrExpr): string => printIrExpr(ir, e);
  const goal = say(part.e);
  switch (p.kind) {
    case 'dead':
    case 'stuck':
      return '';
    case 'sometimes':
      return given(part, say, '&&', goal);
    case 'always':
    case 'whenQuiescent':
    case 'step':
    case 'survives':
      return given(part, say, '=>', goal);
    case 'leadsTo':
      return `${say(part.when)} ~> ${goal}${part.unless ? ` unless ${say(part.unless)}` : ''}`;
    case 'eventually':
      return `at some time ${goal}`;
    case 'alwaysEventually':
      return `again and again ${goal}`;
    case 'eventuallyAlways':
      return `from some time on always ${goal}`;
    case 'recoverable':
      return given(part, say, '=>', `${goal} can be reached`);
  }
};

const given = (part: IrPart, say: (e: IrExpr) => string, op: string, goal: string): string => (part.when.op === 'const' ? goal : `${say(part.when)} ${op} ${goal}`);
