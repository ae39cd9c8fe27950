/**
 * What is drawn from a seed: the hash of the commit, so that a commit always meets the same designs and random systems,
 * and the next one others.
 */
import { createHash } from 'node:crypto';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A seed as a number below 2^31. */
export const number = (seed: string): number => hash(seed).readUInt32BE(0) >>> 1;

/** `n` of `names` (all, if there are no more), in their order. Which ones does not depend on that order, and one more name moves at most one other out. */
export const drawn = (names: readonly string[], seed: string, n: number): string[] => {
  const rank = (name: string): string => hash(`${seed} ${name}`).toString('hex');
  const chosen = new Set([...names].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, n));
  return names.filter((name) => chosen.has(name));
};
