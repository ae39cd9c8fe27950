/** What the page's script gets: everything that it draws, packed. */
import type { Exhibits, Explanation } from '../../checker/record/exhibits.ts';
import type { Trace } from '../../checker/record/trace.ts';
import type { Verdict } from '../../checker/record/run-record.ts';

/** A property with a trace. */
export interface ShownTrace {
  readonly property: string;
  readonly verdict: string;
  readonly command: string;
  readonly trace: Trace;
  /** Number in `explanations`. */
  readonly explanation?: number;
}

/** A picture and what it shows in words. */
export interface Drawn {
  readonly title: string;
  /** Number in `svgs`; a picture that is too large to be drawn has none. */
  readonly svg?: number;
  /** Rows of the text alternative, its heading first. */
  readonly words: readonly (readonly string[])[];
  /** Shown before the table. */
  readonly note?: string;
}

/** One component: its statechart, and which events were taken in which states. */
export interface ShownMachine extends Drawn {
  readonly events: readonly string[];
  readonly states: readonly string[];
  /** By event, by state: `used`, `unused`, or '' where the machine does not react. */
  readonly cells: readonly (readonly ('used' | 'unused' | '')[])[];
}

export interface Growth {
  readonly configuration: string;
  readonly levels: readonly number[];
  readonly distinct: number;
  readonly generated: number;
}

/** How often each action family is taken in each configuration; null where nobody looked. */
export interface ActionCoverage {
  readonly configurations: readonly string[];
  readonly rows: readonly { readonly action: string; readonly taken: readonly (number | null)[] }[];
}

/** Which properties notice which kinds of small mistakes. */
export interface ShownMutation {
  readonly note: string;
  /** Kinds of mistakes, `drop-conjunct`. */
  readonly kinds: readonly string[];
  /** By property, by kind: how many mutants it kills. */
  readonly rows: readonly { readonly property: string; readonly kills: readonly number[] }[];
  /** Mutant, fate, properties. */
  readonly mutants: readonly (readonly string[])[];
}

export interface ShownDesign {
  readonly name: string;
  readonly traces: readonly ShownTrace[];
  readonly actions: Exhibits['actions'];
  readonly reasons: Exhibits['reasons'];
  readonly conditions: Exhibits['conditions'];
  readonly machines: readonly ShownMachine[];
  readonly composition?: Drawn;
  readonly views: readonly Drawn[];
  readonly undrawn: Exhibits['undrawn'];
  readonly growth: readonly Growth[];
  readonly coverage: ActionCoverage;
  readonly mutation?: ShownMutation;
}

export interface Comparison {
  readonly base: string;
  readonly candidate: string;
  readonly verdicts: readonly { readonly property: string; readonly base: Verdict | undefined; readonly candidate: Verdict | undefined }[];
  readonly views: readonly { readonly title: string; readonly base: number; readonly candidate: number; readonly words: readonly (readonly string[])[] }[];
}

export interface PageData {
  readonly designs: readonly ShownDesign[];
  readonly comparisons: readonly Comparison[];
  /** Designs have most of their machines alike: each picture is here once. */
  readonly svgs: readonly string[];
  /** Apart from the traces: like stands beside like, which packs to half the size. */
  readonly explanations: readonly Explanation[];
}
