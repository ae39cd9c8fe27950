/** Records of parts of one run of mutants, put together. */
import { ModelError } from '../model/model-error.ts';
import type { MutantRun, MutationRecord } from '../record/mutation.ts';

/** Of the same model. What stands in both must agree in its fate; what only one of them decided counts. */
export const joined = (one: MutationRecord, other: MutationRecord): MutationRecord => {
  const found = new Map(one.mutants.map((m) => [m.id, m]));
  for (const m of other.mutants) {
    const known = found.get(m.id);
    if (known && known.fate !== m.fate && known.fate !== 'undecided' && m.fate !== 'undecided')
      throw new ModelError('E_PARTS_DISAGREE', `${m.id} is ${known.fate} in one record and ${m.fate} in another`, { fix: 'Judge it once more; one of the records was altered, or the checker has a defect' });
    if (!known || known.fate === 'undecided') found.set(m.id, m);
  }
  return { ...one, parts: [...new Set([...one.parts, ...other.parts])], mutants: sortedById([...found.values()]) };
};

export const sortedById = (runs: readonly MutantRun[]): MutantRun[] => runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
