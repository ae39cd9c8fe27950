/** How a set of visited states is laid out, and what that takes. */
import type { Bundles } from '../bundles.ts';

export const STORE_KINDS = ['hash', 'compressed', 'bitmap'] as const;
/**
 * `hash`: open addressing of state numbers, which also tells the number of a state that is met again. `compressed`: a quotient table
 * (kernel/assembly/table.ts). `bitmap`: a bit for each tuple of valuations (kernel/assembly/bitmap.ts). The last two only tell whether a state is new.
 */
export type StoreKind = (typeof STORE_KINDS)[number];
/** What can be asked for; `auto` chooses (economy.ts). */
export type StoreWish = 'auto' | StoreKind;

/** Valuations of each bundle are below its radix; a state's index is the sum of valuations times strides. */
export interface Radices {
  readonly radices: readonly number[];
  readonly strides: readonly bigint[];
  /** No index is as large. */
  readonly all: bigint;
}

/** Buckets of 64 bytes, 2^`bucketBits` in each of so many parts, each with `entries` entries of so many bytes. */
export interface TablePlan extends Radices {
  readonly kind: 'compressed';
  readonly bytes: number;
  readonly allBits: number;
  readonly parts: number;
  readonly bucketBits: number;
  readonly entryBytes: 2 | 4 | 8;
  readonly entries: number;
  /** Parts are as large as they get: many states are taken in the order of their buckets, so that they share pages. In smaller ones that costs more than it saves. */
  readonly sorted: boolean;
}

export interface BitmapPlan extends Radices {
  readonly kind: 'bitmap';
  readonly bytes: number;
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
/** Valuations that will come: a bitmap grows with each, a table has bits to spare. */
const BITMAP_SLACK = 1.125;
const TABLE_SLACK = 1.5;

const radicesOf = ({ counts, fields }: Bundles, slack: number): Radices => {
  const radices = Array.from(counts, (n, b) => Math.min(fields.mask[b]! + 1, Math.ceil(n * slack) + 2));
  const strides: bigint[] = [];
  let all = 1n;
  for (const r of radices) {
    strides.push(all);
    all *= BigInt(r);
  }
  return { radices, strides, all };
};

/** A table for so many states, with more buckets than `beyond` in all; undefined where a state has too many bits. */
export const tablePlan = (bundles: Bundles, states: number, beyond = 0, mostBucketBits = MOST_BUCKET_BITS): TablePlan | undefined => {
  const radices = radicesOf(bundles, TABLE_SLACK);
  const allBits = Math.max(2, (radices.all - 1n).toString(2).length);
  if (allBits > MOST_BITS) return undefined;
  for (let bucketBits = LEAST_BUCKET_BITS, parts = 1; ; bucketBits < mostBucketBits ? bucketBits++ : parts++) {
    const left = allBits - bucketBits;
    const [entryBytes, entries] = left <= 16 ? ([2, 30] as const) : left <= 32 ? ([4, 15] as const) : ([8, 7] as const);
    const buckets = parts * 2 ** bucketBits;
    if (buckets <= beyond || entries * buckets * FILL < states) continue;
    return { kind: 'compressed', bytes: buckets * (64 + 8 * STASH), ...radices, allBits, parts, bucketBits, entryBytes, entries, sorted: bucketBits === mostBucketBits };
  }
};

/** A bitmap of the valuations met, and some more; undefined where it would be too large. */
export const bitmapPlan = (bundles: Bundles): BitmapPlan | undefined => {
  const radices = radicesOf(bundles, BITMAP_SLACK);
  const bytes = Number(radices.all / 8n) + 1;
  return bytes > MOST_BITMAP ? undefined : { kind: 'bitmap', bytes, ...radices };
};

/** The smaller of both, or the one that is asked for; undefined where neither will do. */
export const planOf = (bundles: Bundles, states: number, only: StoreKind | undefined, beyond?: number, mostBucketBits?: number): Plan | undefined => {
  const table = only === 'bitmap' ? undefined : tablePlan(bundles, states, beyond, mostBucketBits);
  const bitmap = only === 'compressed' ? undefined : bitmapPlan(bundles);
  return bitmap !== undefined && (table === undefined || bitmap.bytes <= table.bytes) ? bitmap : table;
};
