/**
 * Properties of progress as formulas of linear temporal logic over the states of a program: what is owed, and each fairness
 * assumption by what enables it and what takes it. Which step was taken is no state, so the program must remember it.
 */
import type { IrAction, IrExpr, IrFairness, IrPart, IrProperty } from '../../model/ir.ts';
import { isProgress } from '../../model/property.ts';
import type { Program } from './program.ts';

/** More assumptions than these make automata that nobody waits for. */
export const MOST_ASSUMPTIONS = 3;

/** An assumption, over variables. `able`: where one of the actions can be taken; `wants`: where one could but for a lock that is granted. */
export type Assumption =
  | { readonly kind: 'weak' | 'strong'; readonly name: string; readonly actions: ReadonlySet<number>; readonly able: IrExpr; readonly wants?: IrExpr }
  | { readonly kind: 'repeatedly'; readonly name: string; readonly e: IrExpr };

/** One part of one property: its number among the parts, what starts the obligation, and what meets it. */
export interface Behaviour {
  readonly property: number;
  readonly part: number;
  readonly kind: IrProperty['kind'];
  readonly when: IrExpr;
  readonly reached: IrExpr;
  /** Positions in {@link Behaviours.assumptions}. */
  readonly assumes: readonly number[];
}

export interface Behaviours {
  readonly assumptions: readonly Assumption[];
  readonly claims: readonly Behaviour[];
}

/** Why a property of progress is not exported; undefined if it is. */
export const unexportable = ({ parts }: IrProperty): string | undefined => {
  const most = Math.max(0, ...parts.map((p) => p.fairness?.length ?? 0));
  return most > MOST_ASSUMPTIONS ? `it rests on ${most} fairness assumptions, more than the ${MOST_ASSUMPTIONS} with which its automaton stays small` : undefined;
};

/** What the program can say of whole behaviours. */
export const behavioursOf = (program: Program): Behaviours => {
  const assumptions: Assumption[] = [];
  const known = new Map<string, number>();
  const numberOf = (f: IrFairness): number => {
    const key = JSON.stringify(f);
    if (!known.has(key)) known.set(key, assumptions.push(assumptionOf(program, f)) - 1);
    return known.get(key)!;
  };
  const claims = program.ir.properties.flatMap((p, property) =>
    isProgress(p.kind) && unexportable(p) === undefined ? p.parts.map((one, part): Behaviour => ({ property, part, kind: p.kind, ...obligation(program, one), assumes: [...new Set((one.fairness ?? []).map(numberOf))] })) : [],
  );
  return { assumptions, claims };
};

const obligation = ({ conditions, variables: { build: b } }: Program, part: IrPart): Pick<Behaviour, 'when' | 'reached'> => ({
  when: conditions.expression(part.when),
  reached: b.or([part.e, ...(part.unless ? [part.unless] : [])].map((e) => conditions.expression(e))),
});

const assumptionOf = (program: Program, f: IrFairness): Assumption => {
  const { conditions, rules, ir, variables: { build: b } } = program;
  if (f.kind === 'repeatedly') return { kind: f.kind, name: f.name, e: conditions.expression(f.e) };
  const butFor = (a: IrAction): IrExpr => b.and(a.guard.filter((g) => !f.granted.includes(g.name)).map((g) => conditions.expression(g.e)));
  return {
    kind: f.kind,
    name: f.name,
    actions: new Set(f.actions),
    able: b.or(f.actions.map((a) => rules[a]!.guard)),
    ...(f.granted.length > 0 ? { wants: b.or(f.actions.map((a) => butFor(ir.actions[a]!))) } : {}),
  };
};
