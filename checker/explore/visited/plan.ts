/** How a set of visited states is laid out, and what that takes. */
import type { Bundles } from '../bundles.ts';

/**
 * `hash`: open addressing of state numbers, which also tells the number of a state that is met again. `compressed`: a quotient table
 * (kernel/assembly/table.ts). `bitmap`: a bit for each tuple of valuations (kernel/assembly/bitmap.ts). The last two only tell whether a state is new.
 */
export const STORE_KINDS = ['hash', 'compressed', 'bitmap'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Buckets of 64 bytes, 2^`bucketBits` in each of so many parts, each with `entries` entries of so many bytes. */
export interface TablePlan {
  readonly kind: 'compressed';
  readonly bytes: number;
  /** By word of a state: bits used in those before it. */
  readonly offsets: readonly number[];
  readonly allBits: number;
  readonly parts: number;
  readonly bucketBits: number;
  readonly entryBytes: 2 | 4 | 8;
  readonly entries: number;
}

/** Numbers of each bundle below its radix; a tuple's bit is the sum of numbers times strides. */
export interface BitmapPlan {
  readonly kind: 'bitmap';
  readonly bytes: number;
  readonly radices: readonly number[];
  readonly strides: readonly number[];
}

export type Plan = TablePlan | BitmapPlan;

const LEAST_BUCKET_BITS = 12;
/** 2 GiB of buckets a part: with the rest they are to fit 4 GiB. */
export const MOST_BUCKET_BITS = 25;
/** Entries taken when a table is made. It can take some more until its stash is full. */
const FILL = 0.7;
/** Places of the stash, by bucket. */
export const STASH = 1 / 2;
/** A key of 64 bits would leave no number for an empty place of the stash. */
const MOST_BITS = 63;
const MOST_BITMAP = 2 ** 31;
/** Valuations that will come. */
const SLACK = 1.125;

/** Bits that the packed state uses of each word. */
const bitsByWord = ({ fields }: Bundles): number[] =>
  Array.from({ length: fields.width }, (_, w) => Math.max(0, ...Array.from(fields.word, (of, b) => (of === w ? fields.shift[b]! + 32 - Math.clz32(fields.mask[b]!) : 0))));

/** A table for so many states, with more buckets than `beyond` in all; undefined where a state has too many bits. */
export const tablePlan = (bundles: Bundles, states: number, beyond = 0, mostBucketBits = MOST_BUCKET_BITS): TablePlan | undefined => {
  const bits = bitsByWord(bundles);
  const allBits = Math.max(2, bits.reduce((n, b) => n + b, 0));
  if (allBits > MOST_BITS) return undefined;
  for (let bucketBits = LEAST_BUCKET_BITS, parts = 1; ; bucketBits < mostBucketBits ? bucketBits++ : parts++) {
    const left = allBits - bucketBits;
    const [entryBytes, entries] = left <= 16 ? ([2, 30] as const) : left <= 32 ? ([4, 15] as const) : ([8, 7] as const);
    const buckets = parts * 2 ** bucketBits;
    if (buckets <= beyond || entries * buckets * FILL < states) continue;
    return { kind: 'compressed', bytes: buckets * (64 + 8 * STASH), offsets: bits.map((_, w) => bits.slice(0, w).reduce((n, b) => n + b, 0)), allBits, parts, bucketBits, entryBytes, entries };
  }
};

/** A bitmap of the valuations met, and some more; undefined where it would be too large. */
export const bitmapPlan = ({ counts, fields }: Bundles): BitmapPlan | undefined => {
  const radices = Array.from(counts, (n, b) => Math.min(fields.mask[b]! + 1, Math.ceil(n * SLACK) + 2));
  const strides: number[] = [];
  let all = 1;
  for (const r of radices) {
    strides.push(all);
    all *= r;
  }
  const bytes = Math.ceil(all / 8);
  return bytes > MOST_BITMAP ? undefined : { kind: 'bitmap', bytes, radices, strides };
};

/** The smaller of both, or the one that is asked for; undefined where neither will do. */
export const planOf = (bundles: Bundles, states: number, only: StoreKind | undefined, beyond?: number, mostBucketBits?: number): Plan | undefined => {
  const table = only === 'bitmap' ? undefined : tablePlan(bundles, states, beyond, mostBucketBits);
  const bitmap = only === 'compressed' ? undefined : bitmapPlan(bundles);
  return bitmap !== undefined && (table === undefined || bitmap.bytes <= table.bytes) ? bitmap : table;
};
