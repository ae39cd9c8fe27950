/** The abstract behaviour that leads to where a property is lost, and the rule of the abstraction that lets it in. */
import type { Fixpoint } from './fixpoint.ts';
import type { Found } from './joint.ts';
import type { Refutation } from './judge.ts';
import type { AbstractStep, Spurious } from './proof.ts';

/** The rules by which the abstraction loses something, as docs/any-n.md names them. */
const RULES = {
  pair: 'pair: each of the values that the step or the property takes together sees a reachable state, but perhaps they never do so at once',
  partner: 'partner: whoever else takes part is any value that was ever seen with the same shared state',
  bystander: 'bystander: a step of others is made by any values that were ever seen with the same shared state',
  condition: 'condition: what a condition asks of values that are not looked at, or of their order, may be true',
} as const;

export const spuriousOf = (fixpoint: Fixpoint, by: Refutation, found: Found): Spurious => {
  const { space, labels, moves } = fixpoint;
  const { ir } = labels;
  const chain: number[] = [];
  for (let t = found.triples[0]!; t >= 0; t = space.origin(t).triple) chain.unshift(t);
  const steps = chain.map((t, k): AbstractStep => {
    const { action, standsBy } = space.origin(t);
    const before = chain[k - 1];
    return { action: action < 0 ? '' : ir.actions[action]!.label, standsBy, changes: before === undefined ? [] : [...changes(fixpoint, before, t)] };
  });
  const last = chain.findLast((t) => {
    const o = space.origin(t);
    return o.standsBy || moves.find((m) => m.action === o.action)?.sides === 2;
  });
  const rule = by.labels > 1 ? 'pair' : last === undefined ? 'condition' : space.origin(last).standsBy ? 'bystander' : 'partner';
  return { at: [by.label, by.action < 0 ? '' : ir.actions[by.action]!.label].filter((x) => x !== '').join(' '), rule: RULES[rule], over: labels.ir.tables.map((t) => t.component).filter((c) => fixpoint.looksAt(c)), steps };
};

function* changes({ space, labels }: Fixpoint, before: number, after: number): Generator<string> {
  const { ir } = labels;
  const told = (i: number, from: number, to: number): string => {
    const x = ir.instances[i]!;
    const { states } = ir.tables[x.table]!;
    return `${x.name}: ${difference(states[from]!, states[to]!)}`;
  };
  const [k, l] = [space.keys[space.keyOf[before]!]!, space.keys[space.keyOf[after]!]!];
  for (const [n, i] of space.shared.entries()) if (k[n] !== l[n]) yield told(i, k[n]!, l[n]!);
  const [p, q] = [space.locals[space.localOf[before]!]!, space.locals[space.localOf[after]!]!];
  for (const [n, i] of space.own[labels.viewer]!.entries()) if (p[n] !== q[n]) yield told(i, p[n]!, q[n]!);
}

/** Only the regions that differ. */
const difference = (from: string, to: string): string => {
  const [a, b] = [from.split(' '), to.split(' ')];
  return `${a.filter((x) => !b.includes(x)).join(' ')} -> ${b.filter((x) => !a.includes(x)).join(' ')}`;
};
