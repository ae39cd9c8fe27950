/**
 * The actions of a family as the abstraction sees them: one representative for each way in which the parameters may coincide
 * with value 0 and with each other. A representative names the the labels after the fixed ones; any other value is a bystander.
 */
import type { IrAction } from '../model/ir.ts';
import { argumentsOver } from '../reduce/symmetry/permute.ts';
import { kleene, type Condition } from '../ir/kleene.ts';
import type { Labels } from './labels.ts';

/** One event of a move: the cases in order, `undefined` stands for what is always true. */
export interface MoveEffect {
  readonly instance: number;
  readonly cases: readonly { readonly when: Condition | undefined; readonly next: readonly number[] }[];
}

export interface Move {
  /** Number of the action in the IR. */
  readonly action: number;
  readonly label: string;
  /** How many values it names beside the fixed ones: the first `sides` labels after them. */
  readonly sides: number;
  /** The condition, and that the system has not ended. */
  readonly guard: Condition;
  readonly effects: readonly MoveEffect[];
}

/** Whether the labels behind the fixed ones come in their order: one member for each pattern. */
export const inOrder = (args: readonly number[], fixed: number): boolean => {
  let highest = fixed - 1;
  for (const a of args) {
    if (a > highest + 1) return false;
    highest = Math.max(highest, a);
  }
  return true;
};

/** Representatives of all actions, in the order of the IR. */
export const representatives = ({ ir, system, sort, fixed }: Labels): { readonly index: number; readonly action: IrAction; readonly sides: number }[] => {
  const args = argumentsOver(system, sort);
  return ir.actions.flatMap((action, index) => (inOrder(args(action), fixed) ? [{ index, action, sides: Math.max(fixed - 1, ...args(action)) - fixed + 1 }] : []));
};

/** Those representatives that change anything, ready to be taken. */
export const movesOf = (labels: Labels): Move[] =>
  representatives(labels)
    .filter(({ action }) => action.effects.length > 0)
    .map(({ index, action, sides }) => {
      const { ir } = labels;
      const over = kleene(ir.terminal, ir);
      const guards = action.guard.map((g) => kleene(g.e, ir));
      return {
        action: index,
        label: action.label,
        sides,
        guard: (s) => {
          const end = over(s);
          if (end === 2) return 0;
          let least = (2 - end) as 0 | 1 | 2;
          for (const g of guards) {
            const v = g(s);
            if (v === 0) return 0;
            if (v < least) least = v;
          }
          return least;
        },
        effects: action.effects.map((f) => ({
          instance: f.instance,
          cases: f.cases.map((c) => ({ when: c.when ? kleene(c.when, ir) : undefined, next: ir.tables[ir.instances[f.instance]!.table]!.next[c.event]! })),
        })),
      };
    });
