/** What the entries of the regression corpus kill: they are mutants that somebody once wrote. */
import type { Design } from '../model/design.ts';

/** Properties that some entry violates and the design itself does not: these notice an entry (that each does is for `vcpuhp corpus` to say). */
export const killedByCorpus = (base: Pick<Design, 'violates'>, entries: readonly Pick<Design, 'violates'>[], properties: readonly string[]): string[] => {
  const violated = new Set(entries.flatMap((e) => e.violates));
  return properties.filter((p) => violated.has(p) && !base.violates.includes(p)).sort();
};
