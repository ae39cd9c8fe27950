/** What a conformance check found: plain data, as printed with --json. */

/** Counts by name, in order of first occurrence. */
export type Tally = Readonly<Record<string, number>>;

export interface Account {
  /** Lines of the recording; every one is in exactly one of the following. */
  readonly lines: number;
  /** Explained: traces of steps, commands, descriptions of the state. By kind. */
  readonly explained: Tally;
  /** Without meaning for the model, by kind and reason. */
  readonly ignored: readonly { readonly kind: string; readonly reason: string; readonly count: number }[];
  /** Declared to be outside the model. */
  readonly outside: readonly { readonly reason: string; readonly count: number; readonly first: number }[];
  /** After the line at which the check ended. */
  readonly unread: number;
}

/** A step of the run that explains the recording, and the line at which it was taken. */
export interface RunStep {
  readonly label: string;
  readonly evidence: 'observed' | 'command' | 'inferred';
  readonly line: number;
}

/** Why a step that the line names was not possible, in the state in which least was missing. */
export interface Nearest {
  readonly label: string;
  /** Conjuncts of its condition that did not hold; [] if it was enabled. */
  readonly failing: readonly string[];
  /** What else did not fit. */
  readonly because: readonly string[];
  /** The run to the state in which this was found. */
  readonly run: readonly RunStep[];
}

export interface Rejection {
  readonly line: number;
  readonly text: string;
  /** `return`: the answer of a command came before the command could have been done. */
  readonly moment: 'instant' | 'call' | 'return';
  readonly why: string;
  /** Observable steps that the model allowed there, with the line that each would leave behind. */
  readonly allowed: readonly string[];
  readonly nearest: Nearest | undefined;
}

export interface Outcome {
  /** `undecided`: the bound on what may happen unseen was hit. `unmapped`: the mapping does not know a line. */
  readonly verdict: 'accepted' | 'rejected' | 'undecided' | 'unmapped';
  readonly recording: string;
  readonly file: string;
  readonly mapping: string;
  readonly account: Account;
  /** Families of the shortest run: seen in a line, done by a command, inferred. */
  readonly observed: Tally;
  readonly commanded: Tally;
  readonly inferred: Tally;
  readonly run: readonly RunStep[];
  /** How many states the system may be in at the end, and the most that were considered at one moment, of the bound. */
  readonly hypotheses: number;
  readonly widest: number;
  readonly bound: number;
  readonly rejection?: Rejection;
  /** Lines that no case of the mapping fits, by kind. */
  readonly unmapped?: readonly { readonly kind: string; readonly line: number; readonly count: number }[];
  /** Families that the mapping names and this design does not have. */
  readonly missing: readonly string[];
  /** At which line the bound was hit. */
  readonly at?: number;
}
