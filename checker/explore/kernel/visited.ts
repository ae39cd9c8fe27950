/**
 * Where a set of visited states (assembly/table.ts, assembly/bitmap.ts) finds what it works on, as parameters.ts says it of the kernel.
 * Each part of a set has a memory of its own. Names in the plural are addresses.
 */

/** States that are looked up: their words one after the other, room for a key of 64 bits each, and the answers: 1 is new. */
export const STATES = 0;
export const KEYS = 1;
export const FRESH = 2;

/** How a state is packed. */
export const WIDTH = 3;
export const BUNDLES = 4;
export const WORDS = 5;
export const SHIFTS = 6;
export const MASKS = 7;
/** By bundle, 64 bits each: how far apart two states lie that differ by one there. */
export const STRIDES = 8;

/** By word of a state: how many bits are used in the words before it; and how many in all. */
export const OFFSETS = 9;
export const ALL_BITS = 10;
/** Buckets of 64 bytes, as a power of two; bytes of an entry (2, 4, 8), and how many a bucket has. */
export const BUCKET_BITS = 11;
export const ENTRY_BYTES = 12;
export const ENTRIES = 13;
/** The buckets, or the bitmap. */
export const PLACES = 14;
/** States that found no room in their bucket: an open-addressing hash, and how many there are. */
export const STASH = 15;
export const STASH_MASK = 16;
export const STASHED = 17;
export const LENGTH = 18;
