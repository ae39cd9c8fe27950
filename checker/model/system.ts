/**
 * The model as its authors write it: components (XState v5 machines), actions, properties, and the system they form.
 * `tabulate` and `compose` (checker/compile) turn a system into the integer-coded IR that everything else reads.
 */
import type { AnyStateMachine } from 'xstate';
import type { Expr, InstanceRef } from './expression.ts';
import type { Cause, LockAssumption } from './fairness.ts';
import type { Observation } from './observation.ts';
import type { Property, Quiescence } from './property.ts';

/** Sizes of the index sorts, e.g. `{ slot: 3, incarnation: 2 }`. */
export type Sorts = Readonly<Record<string, number>>;

/** One kind of component; its instances are all value tuples of `index`. */
export interface Component {
  readonly name: string;
  /** What it stands for, one sentence. */
  readonly doc: string;
  /** Where the real thing lives: file, struct, field. */
  readonly source: string;
  /** Sorts that index it; [] for a single instance. */
  readonly index: readonly string[];
  /** The machine for these sorts. Pure; no context, no function guards (R3). */
  readonly machine: (sorts: Sorts) => AnyStateMachine;
  /** More reachable local states than this is a defect of the spec (it does not close). Default 4096. */
  readonly limit?: number;
  /** Listens only; removing it leaves the graph isomorphic (R13). */
  readonly observer?: boolean;
  /** `import.meta.url` of the file, named in errors. */
  readonly file: string;
  /** Actions that this component brings. */
  readonly actions?: readonly Action[];
  /** Parts that it adds to actions of other files. */
  readonly joins?: readonly Join[];
}

/** A parameter of an action family: an index sort, or a closed list of values. */
export type Param = { readonly name: string; readonly sort: string } | { readonly name: string; readonly values: readonly string[] };

/** One atomic step of the real system, as a family over its parameters (R2). */
export interface Action {
  /** Component and event in the trace: `vcpu` + `CPU_ON` reads `vcpu[0].CPU_ON(2)`. Their join by '.' is the action's unique name. */
  readonly component: string;
  /** Names of the parameters that index the component in the trace. */
  readonly index: readonly string[];
  readonly event: string;
  readonly params: readonly Param[];
  /** Which assignments of the parameters exist at all: static, no component state in it. */
  readonly where?: Expr;
  /** The unit of fairness: `main`, `vcpu[{k}]`, ... */
  readonly process: string;
  /** Default `system`. */
  readonly cause?: Cause;
  /** Named conjuncts: what the code tests, and nothing more. The names are what fixes, mutations and explanations refer to. */
  readonly when: Readonly<Record<string, Expr>>;
  readonly effects: readonly Effect[];
  /** An `awaited` condition that its process waits for from then on, where no action of its own says so: the step ends the system before. */
  readonly begins?: Expr;
  /** C function that it stands for. */
  readonly fn: string;
  /** file:line at rfc-v5, or the section of the source. */
  readonly source: string;
  readonly doc?: string;
}
export const actionName = (a: Pick<Action, 'component' | 'event'>): string => `${a.component}.${a.event}`;

/**
 * One event to one instance (or, with `each`, to one instance for every value). Cases are tried in order in the
 * pre-state; the first whose condition holds gives the event; none: the instance gets nothing. So an instance gets at
 * most one event of an effect by construction; two effects on one instance are refused (aliasing, R1).
 */
export interface Effect {
  readonly to: InstanceRef;
  readonly cases: readonly { readonly when?: Expr; readonly event: string }[];
  /** Bound variables, variable -> sort: the effect is repeated for every assignment. */
  readonly each?: Readonly<Record<string, string>>;
  /** Static restriction of `each`. */
  readonly where?: Expr;
}

/** What a component adds to an action of another file, over that action's parameters. */
export interface Join {
  /** `component.event` of the action joined. */
  readonly action: string;
  readonly when?: Readonly<Record<string, Expr>>;
  readonly effects?: readonly Effect[];
}

/** Send `event` to an instance. */
export const send = (to: InstanceRef, event: string): Effect => ({ to, cases: [{ event }] });
/** Send by cases; the first condition that holds counts. */
export const choose = (to: InstanceRef, ...cases: readonly { when?: Expr; event: string }[]): Effect => ({ to, cases });
/** Repeat an effect for every value of `bind` in `sort` (that satisfies the static `where`). */
export const each = (bind: string, sort: string, effect: Effect, where?: Expr): Effect => ({
  ...effect,
  each: { ...effect.each, [bind]: sort },
  ...(where ? { where } : {}),
});

/** A composed system before expansion. */
export interface System {
  readonly name: string;
  readonly sorts: Sorts;
  readonly components: readonly Component[];
  /** Actions that belong to no single component's file. */
  readonly actions: readonly Action[];
  readonly properties: readonly Property[];
  /** Initial local states other than the machine's own: `kind[2]` -> a state path (dotted), or several for parallel regions. */
  readonly initial?: Readonly<Record<string, string | readonly string[]>>;
  readonly quiescence?: Quiescence;
  /** States beyond which nothing is explored (R5): neither deadlock nor completion. */
  readonly terminal?: Expr;
  /**
   * Instances that only follow others, so that they cost a slice no states: every slice takes them along, and what reads
   * them needs no exploration of its own. A wrong one costs time, never a verdict.
   */
  readonly companions?: readonly string[];
  /** Assumptions about locks that every property of progress makes (F0 of R19). */
  readonly assumptions?: readonly LockAssumption[];
  /** What is seen of it from outside; for comparisons. */
  readonly observation?: Observation;
  /** Free bounds that were cut without an argument: they make every `holds` `incomplete` (R10). */
  readonly bounds?: readonly string[];
}
