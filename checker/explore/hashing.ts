/** The hash of packed states, and entering many into an empty table. kernel/assembly does the same. */
import { ENOUGH } from './kernel/parameters.ts';

const hashes = new Int32Array(ENOUGH);
const met = new Int32Array(ENOUGH);

/** Two multiplications a word, and a last mix so that low and high bits both depend on every word. */
export const hashOf = (words: Int32Array, offset: number, width: number): number => {
  let h = 0x9e3779b9 | 0;
  for (let k = 0; k < width; k++) {
    h = Math.imul(h ^ words[offset + k]!, 0x85ebca6b);
    h ^= h >>> 15;
    h = Math.imul(h, 0xc2b2ae35);
  }
  return h ^ (h >>> 16);
};

/** Enter `count` states, in chunks (`chunkOf`) of `chunk` states of `width` words, into a table of zeros: number + 1, and the bits of the hash that its place does not tell. */
export const enterAll = (table: Int32Array, chunkOf: (c: number) => Int32Array, chunk: number, width: number, count: number): void => {
  const mask = table.length - 1;
  for (let from = 0; from < count; from += ENOUGH) {
    const n = Math.min(ENOUGH, count - from);
    const words = chunkOf(Math.floor(from / chunk));
    for (let k = 0, at = (from % chunk) * width; k < n; k++, at += width) hashes[k] = hashOf(words, at, width);
    // All entries are touched before the first is written, so that the misses of the cache overlap.
    for (let k = 0; k < n; k++) met[k] = table[hashes[k]! & mask]!;
    for (let k = 0; k < n; k++) {
      let at = hashes[k]! & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = (hashes[k]! & ~mask) | (from + k + 1);
    }
  }
};
