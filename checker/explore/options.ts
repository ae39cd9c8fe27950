/** How an exploration is run. */

import type { Packing } from './bundles.ts';
import type { Search } from './search.ts';
import type { StoreWish } from './visited/plan.ts';

export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** States found and not yet expanded. */
  readonly frontier: number;
  readonly depth: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}

/** Where a search keeps checkpoints. */
export interface CheckpointOptions {
  /** A folder of its own, made if it is not there. */
  readonly folder: string;
  /** Go on from the checkpoint that is there, if any. Otherwise one that is there is refused. */
  readonly resume: boolean;
  /** Called when a checkpoint is on the disk: all levels before `depth` are in it. */
  readonly saved?: (depth: number) => void;
}

export interface ExploreOptions {
  /** Bytes for states, edges and tables; the search stops before it would need more. Default 4 GiB. */
  readonly memory?: number;
  /** Stops the search; what was found is kept. */
  readonly signal?: AbortSignal;
  /** Called at most every 500 ms. */
  readonly onProgress?: (progress: Progress) => void;
  /** Order within a level. Counts, verdicts and depths do not depend on it; which shortest trace is shown may. */
  readonly order?: 'forward' | 'reverse';
  /** Find out which violations lie only behind another one (R5). Default true. */
  readonly behind?: boolean;
  /** Also tell which conjuncts of guards ever decide ({@link Exploration.deciding}). Costs time. */
  readonly outcomes?: boolean;
  /** Also tell where the states come from ({@link Exploration.profile}). Costs some seconds. */
  readonly profile?: boolean;
  /** How states are packed at first. No result depends on it. */
  readonly packing?: Packing;
  /**
   * How a search of more than 20,000 states (`kernel.from`) tells whether one is new. Default `auto`: a hash; where memory ends, what takes least of it. Other than a hash
   * only for states of up to 63 bits. Results do not depend on it, but without a hash `stuck` is not decided.
   */
  readonly store?: StoreWish;
  /** From how many states on the inner loop runs in WebAssembly (kernel/), and how many pages of 64 KiB it may use at most. No result depends on it. */
  readonly kernel?: { readonly from: number; readonly pages?: number };
  /** States from which on a search does with less memory where that ends. Default 2^20. */
  readonly scarce?: number;
  /** Keep checkpoints, at every level and when the search is interrupted; the result of a search that went on from one is the same. */
  readonly checkpoint?: CheckpointOptions | undefined;
  /** Stop as if interrupted once one of these properties (ids) is found violated or satisfied: what was found stands, the rest is not decided. */
  readonly stopAt?: ReadonlySet<string>;
  /** Told of the search when it has ended, before it is judged. */
  readonly onSearched?: (search: Search) => void;
  /** Go on behind states and steps that violate a property (R5). Default true. */
  readonly expandViolating?: boolean;
}

export const DEFAULT_MEMORY = 4 * 2 ** 30;
