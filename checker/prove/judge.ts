/** Which obligations does a set of triples discharge? */
import { Before } from '../ir/before.ts';
import { argumentsOver } from '../reduce/symmetry/permute.ts';
import { readExpr } from '../reduce/cone.ts';
import type { IrExpr, IrPart, IrProperty } from '../model/ir.ts';
import type { Counted } from './back-references.ts';
import { findJoint, type Found } from './joint.ts';
import type { Labels } from './labels.ts';
import { inOrder, representatives } from './moves.ts';
import type { Space } from './space.ts';

/** A condition that must not hold anywhere: what an obligation comes to for one choice of labels (and one action). */
export interface Refutation {
  /** The values that the obligation speaks of: `i=1`. */
  readonly label: string;
  /** The action whose step would violate it; -1: it speaks of states. */
  readonly action: number;
  /** How many values take part beside the fixed ones. */
  readonly labels: number;
  readonly condition: IrExpr;
}

/** The values of the sort that a part speaks of, in the order of its variables. */
const valuesOf = (part: IrPart, over: readonly string[]): number[] => part.label.split(' ').flatMap((x) => {
  const [name, v] = x.split('=');
  return name !== undefined && over.includes(name) ? [Number(v)] : [];
});

/** What would refute an obligation; `over`: its variables of the sort. */
export class Refutations {
  readonly #labels: Labels;
  readonly #before: Before;
  readonly #moves: readonly { readonly index: number; readonly args: readonly number[] }[];
  readonly #always: readonly Counted[];

  /** `always`: what is known in every state beside. */
  constructor(labels: Labels, always: readonly Counted[] = []) {
    this.#labels = labels;
    this.#always = always;
    this.#before = new Before(labels.ir);
    const args = argumentsOver(labels.system, labels.sort);
    this.#moves = representatives(labels).map(({ index, action }) => ({ index, args: args(action) }));
  }

  /** In states, or at steps for a property of steps. Undefined where more values would have to be looked at than there are labels. */
  of(p: IrProperty, over: readonly string[]): Refutation[] | undefined {
    const b = this.#before.build;
    const { fixed, other } = this.#labels;
    const taking = (labels: readonly number[]): number => Math.max(fixed - 1, ...labels) - fixed + 1;
    const out: Refutation[] = [];
    for (const part of p.parts) {
      const values = valuesOf(part, over);
      const violated = b.and([part.when, b.not(part.e)]);
      if (p.kind !== 'step') {
        if (!inOrder(values, fixed)) continue;
        if (values.includes(other)) return undefined;
        const labels = taking(values);
        const highest = fixed + labels - 1;
        out.push({ label: part.label, action: -1, labels, condition: b.and([violated, ...this.#always.filter((c) => c.label <= highest && c.namedBy <= highest).map((c) => c.always)]) });
        continue;
      }
      for (const { index, args } of this.#moves) {
        if (!inOrder([...args, ...values], fixed)) continue;
        const action = this.#labels.ir.actions[index]!;
        const condition = b.and([this.#before.condition(violated, index), ...action.guard.map((g) => g.e), b.not(this.#labels.ir.terminal)]);
        if (condition.op === 'const' && !condition.value) continue;
        if (values.includes(other)) return undefined;
        out.push({ label: part.label, action: index, labels: taking([...args, ...values]), condition });
      }
    }
    return out;
  }
}

/** The first refutation that the set does not exclude. */
export const refuted = (space: Space, refutations: readonly Refutation[]): { readonly by: Refutation; readonly found: Found } | undefined => {
  for (const by of refutations) {
    const found = findJoint(space, by.condition, by.labels);
    if (found) return { by, found };
  }
  return undefined;
};

/** Components that refutations read. */
export const componentsRead = (labels: Labels, refutations: readonly Refutation[]): Set<string> => componentsOf(labels, refutations.map((r) => r.condition));

/** Components that conditions read. */
export const componentsOf = ({ ir }: Labels, conditions: readonly IrExpr[]): Set<string> => {
  const reads = new Set<number>();
  for (const e of conditions) readExpr(e, reads);
  return new Set([...reads].map((i) => ir.tables[ir.instances[i]!.table]!.component));
};
