/** A design is what somebody proposes or has built; a configuration is one system of it that is enumerated. */
import type { Expr } from './expression.ts';
import type { Cause } from './fairness.ts';
import type { System } from './system.ts';

/** What tells systems of a design apart: `accel`, `guest`, `operator`, `slots`, ... */
export type Labels = Readonly<Record<string, string>>;

/** Which runs enumerate a configuration; `recording` ones are never enumerated: recordings are held against them. */
export type Tier = 'quick' | 'full' | 'nightly' | 'recording';

/**
 * The same configuration with any number of values of one index sort: what a proof for all of them works from. Value 0 is a
 * distinguished one; all others are alike but for the state they start in, of which each takes any that one of them has.
 */
export interface Family {
  /** The index sort whose size is free. */
  readonly sort: string;
  /** The system with `size` values of it; from 5 on every way to start occurs. */
  readonly system: (size: number) => System;
}

/** One system to enumerate. */
export interface Configuration {
  /** Unique within the design, e.g. `tcg-hostile-boot+cold+hot`. */
  readonly id: string;
  /** One line for people: which slots, guest, operator, features. */
  readonly title: string;
  readonly tier: Tier;
  /** Free labels by which the command line selects. */
  readonly labels: Labels;
  /** Tell of every action family whether it is ever enabled, even where no property asks (R23). Default true; costs states. */
  readonly coverage?: boolean;
  readonly system: () => System;
  /** Its generalisation to any number of slots (`vcpuhp prove`); absent where there is none. */
  readonly family?: Family;
}

/**
 * What a regression corpus says of a design that is one of its entries: a defect or a superseded design (`fail`), or a difference that
 * must raise no alarm (`pass`). It is held to that besides its exact verdicts, and is looked at where it is named (vcpuhp corpus).
 */
export interface CorpusEntry {
  readonly must: 'fail' | 'pass';
  /** Facts that the corpus says it breaks, as properties cite them (`Q.I17`): some violated property cites each. */
  readonly breaks: readonly string[];
  /** A fact of `breaks` that no violated property cites, and why. */
  readonly unshown?: Readonly<Record<string, string>>;
}

/** A life line of sequence diagrams: whose steps start there, and what is drawn as being there. */
export interface Lane {
  readonly name: string;
  /** Process families: `vcpu` for `vcpu[0,1]`. */
  readonly processes?: readonly string[];
  readonly components?: readonly string[];
  /** Whoever causes a step stands here, and asks the process for it. */
  readonly causes?: readonly Cause[];
  /** One lane for each value of the first index; `{0}` in the name stands for it. */
  readonly each?: boolean;
}

/** A class of states that has a name of its own. A state is in the first phase whose condition holds. */
export interface Phase {
  readonly name: string;
  /** One sentence. */
  readonly text: string;
  readonly where: Expr;
}

/** What is worth looking at of a design: it decides no verdict. */
export interface Presentation {
  /** In the order in which they are drawn; without lanes every process and every component has its own. */
  readonly lanes?: readonly Lane[];
  /** The coarsest picture of the states (5 to 15 of them); the last one takes what is left. Which components a configuration lacks is respected: a phase that speaks of one is left out. */
  readonly phases?: readonly Phase[];
  /** Projections of the states that a report draws. */
  readonly views?: readonly { readonly name: string; readonly configuration: string; readonly on: readonly string[] }[];
}

export interface Design {
  readonly name: string;
  readonly title: string;
  /** Where it comes from: branch, patch, corpus entry. */
  readonly source: string;
  readonly configurations: readonly Configuration[];
  /** Those of the design it is derived from that it is not enumerated in: there for whoever names one (`export`, `import`, other engines), of no tier's verdicts. */
  readonly others?: readonly Configuration[];
  /** The system that a recording is held against, by what the recording says of itself (`setup.labels` of its mapping). Throws E_CONFIGURATION. */
  readonly recorded?: (labels: Labels) => Configuration;
  /**
   * Ids of the properties that some configuration of the quick tier violates; exactly these. A `sometimes` that must
   * not be reachable is named here too.
   */
  readonly violates: readonly string[];
  /** Violated only by configurations of the full or nightly tier: expected there, and not in the quick one. */
  readonly violatesBeyondQuick?: readonly string[];
  /**
   * Why something of it is never used in the quick tier (R23), by name: `property ID` (its antecedent is never true), `action NAME`, `state COMPONENT
   * PATH`, `event COMPONENT NAME`; `*` in a name stands for anything. What is unused and not named here makes a check fail, and so does a name of nothing unused.
   */
  readonly unused?: Readonly<Record<string, string>>;
  /** Its configurations are a part of another design's: whether everything is used is judged there. */
  readonly part?: boolean;
  /** Why a property of `violates` is expected, corpus ids: `{ DanglingFree: 'B02, B03' }`. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Set for an entry of the regression corpus. */
  readonly entry?: CorpusEntry;
  readonly presentation?: Presentation;
}

/** A module in designs/ exports its design under this name. */
export interface DesignModule {
  readonly design: Design;
}
