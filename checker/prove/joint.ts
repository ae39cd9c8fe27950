/** Is there a state, made of triples that fit together, that may satisfy a condition? */
import type { IrExpr } from '../model/ir.ts';
import { kleene } from '../ir/kleene.ts';
import { Signatures } from './signatures.ts';
import type { Space } from './space.ts';

/** Where it was found: the triple that each label sees. */
export interface Found {
  readonly triples: readonly number[];
  readonly state: Int32Array;
}

/** Look for values, as many as `labels` beside the fixed ones, of which every one sees a triple of the set, and which together may satisfy `e`. */
export const findJoint = (space: Space, e: IrExpr, labels: number): Found | undefined => {
  const { ir, fixed } = space.labels;
  if (e.op === 'const' && !e.value) return undefined;
  const condition = kleene(e, ir);
  const signature = Signatures.of(space, [e]);
  const state = new Int32Array(ir.instances.length).fill(-1);
  const all = Array.from({ length: Math.max(1, labels) }, (_, k) => fixed + k);
  const last = all.at(-1)!;
  const search = (label: number, triples: readonly number[]): Found | undefined => {
    if (label > last) return { triples, state: state.slice() };
    const key = space.knownKey(label, state);
    if (key === undefined) return undefined;
    const seen = new Set<number>();
    const others = all.filter((l) => l !== label);
    for (const [local, triple] of space.members(key))
      for (const own of space.readLocal(local, label, others)) {
        const told = signature.ofReading(label, own);
        if (seen.has(told)) continue;
        seen.add(told);
        space.load(own.tuple, space.own[label]!, state);
        const apart = fixed > 1 && all.some((l) => l < label && !met(space, l, label, state));
        const found = apart || condition(state) === 0 ? undefined : search(label + 1, [...triples, triple]);
        if (found) return found;
      }
    for (const i of space.own[label]!) state[i] = -1;
    return undefined;
  };
  const tried = new Set<number>();
  for (const key of space.keys.keys())
    for (const shared of space.readKey(key, fixed, all.slice(1))) {
      if (tried.has(shared.id)) continue;
      tried.add(shared.id);
      state.fill(-1);
      space.load(shared.tuple, space.shared, state);
      if (condition(state) === 0) continue;
      const found = search(fixed, []);
      if (found) return found;
    }
  return undefined;
};

/** Two values that are looked at together must have been seen together. */
const met = (space: Space, first: number, second: number, state: Int32Array): boolean => space.triple(...space.pairSeen(first, second, state)) >= 0;
