/** The unit of work: one configuration of one design. Plain data, so that another process can be told to do it. */
import type { StoreKind, StoreWish } from '../../explore/visited/plan.ts';
import type { KeepOptions } from './kept.ts';
import type { ConfigurationRun, PropertyFact } from '../../record/run-record.ts';

export interface Task {
  /** Absolute path of the design's module. */
  readonly file: string;
  readonly configuration: string;
  /** Ids of the properties to decide; undefined for all. */
  readonly properties?: readonly string[] | undefined;
  /** Bytes that the search may use. */
  readonly memory?: number | undefined;
  readonly order?: 'forward' | 'reverse' | undefined;
  /** Tell which conjuncts of conditions ever decide. */
  readonly outcomes?: boolean | undefined;
  /** Tell where the states come from. */
  readonly profile?: boolean | undefined;
  readonly reduce?: 'cone' | 'whole' | undefined;
  readonly store?: StoreWish | undefined;
  readonly keep?: KeepOptions | undefined;
}

/** What came of it. Timing is kept apart: it is in no output that two runs must agree on. */
export interface TaskResult {
  readonly run: ConfigurationRun;
  readonly facts: readonly PropertyFact[];
  /** URL of the file that declares an action family. */
  readonly declaredIn: Readonly<Record<string, string>>;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Of the slices; the first that is not a hash. */
  readonly store: StoreKind;
  /** A checkpoint that the task was told to use cannot be used. */
  readonly refused?: { readonly code: string; readonly what: string; readonly fix: string };
}

/** How far a search is. */
export interface TaskProgress {
  readonly states: number;
  readonly frontier: number;
  readonly depth: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}
