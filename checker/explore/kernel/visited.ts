/**
 * Where a set of visited states (assembly/table.ts, assembly/bitmap.ts) finds what it works on, as parameters.ts says it of the kernel.
 * Each part of a set has a memory of its own, and so has who distributes states to parts (assembly/route.ts). Names in the plural are addresses.
 */

/** So many states at once are taken in the order of their buckets, by the high bits of these, where {@link SORTING} says so. */
export const SORTED = 1 << 14;
export const REGION_BITS = 10;

/** States that are looked up, their words one after the other; their numbers, 64 bits each; the order in which they are looked up, if they are sorted; and the answers: 1 is new. */
export const STATES = 0;
export const KEYS = 1;
export const ORDER = 2;
export const FRESH = 3;
/** Where regions of buckets, or parts, begin. */
export const STARTS = 4;

/** How a state is packed. */
export const WIDTH = 5;
export const BUNDLES = 6;
export const WORDS = 7;
export const SHIFTS = 8;
export const MASKS = 9;
/** By bundle, 64 bits each: how far apart the numbers of two states are that differ by one there. */
export const STRIDES = 10;

/** Bits of a number. */
export const ALL_BITS = 11;
/** Buckets of 64 bytes, as a power of two; bytes of an entry (2, 4, 8), and how many a bucket has. */
export const BUCKET_BITS = 12;
export const ENTRY_BYTES = 13;
export const ENTRIES = 14;
/** The buckets, or the bitmap. */
export const PLACES = 15;
/** States that found no room in their bucket: an open-addressing hash, and how many there are. */
export const STASH = 16;
export const STASH_MASK = 17;
export const STASHED = 18;

/** States by part, and which of all they are. */
export const ROUTED = 19;
export const WHICH = 20;
/** The numbers in the order in which they are looked up, if they are sorted. */
export const ORDERED = 21;
export const SORTING = 22;
export const LENGTH = 23;
