/** How an exploration is run. */

export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** States found and not yet expanded. */
  readonly frontier: number;
  readonly depth: number;
  readonly bytes: number;
  readonly elapsedMs: number;
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
  /** Go on behind states and steps that violate a property (R5). Default true. */
  readonly expandViolating?: boolean;
}

export const DEFAULT_MEMORY = 4 * 2 ** 30;
