/** A trace as reports read it: the initial state in words, and for every step only what changed. */
import { z } from 'zod';

/** One component instance and the local state it is in. */
export const Placement = z.strictObject({ instance: z.string(), state: z.string() });
export type Placement = z.infer<typeof Placement>;

/** One region of one instance that a step changed; region '' is the machine's root. */
export const Change = z.strictObject({ instance: z.string(), region: z.string(), from: z.string(), to: z.string() });
export type Change = z.infer<typeof Change>;

export const Step = z.strictObject({
  /** `vcpu[0].CPU_ON(2)`. */
  label: z.string(),
  /** Family: `vcpu.CPU_ON`. */
  action: z.string(),
  process: z.string(),
  cause: z.enum(['guest', 'operator', 'fault', 'system']),
  /** C function that the action stands for. */
  fn: z.string(),
  source: z.string(),
  /** What to show of the step. */
  changes: z.array(Change),
  /** The whole local state after the step, of every instance that the step changed. */
  after: z.array(Placement),
});
export type Step = z.infer<typeof Step>;

/** How a behaviour goes on for ever after its steps, and why it is fair (docs/progress.md). */
export const Lasso = z.strictObject({
  /** Number of the state (0: the initial one, k: after step k) that the loop comes back to; after the last step if the behaviour rests there. */
  loop: z.number(),
  /** Number of the state from which on the goal is owed. */
  since: z.number(),
  ending: z.enum(['livelock', 'completion', 'dead', 'quiescence', 'halt']),
  /** For each assumption, what satisfies it: step `at` takes it, or state `at` excuses it. */
  fairness: z.array(z.strictObject({ name: z.string(), because: z.enum(['taken', 'disabled', 'holds', 'neverEnabled']), at: z.number() })),
});
export type Lasso = z.infer<typeof Lasso>;

/** States from which the goal cannot be reached any more. */
export const Trap = z.strictObject({
  /** Number of the step that goes in; 0: the initial state is in it. */
  entered: z.number(),
  /** How many states it has. */
  size: z.number(),
  /** Actions with which the way to the goal went on before that step. */
  exits: z.array(z.string()),
  /** Every action that goes in somewhere, and how many steps of it do. */
  entries: z.array(z.strictObject({ label: z.string(), steps: z.number() })),
});
export type Trap = z.infer<typeof Trap>;

/** Who waits for whom where a behaviour goes on no more (a wait-for graph). */
export const Waits = z.strictObject({
  /** `waiter` would take the step `action`, but for `conjunct` of its condition, which `holder` makes true. */
  edges: z.array(z.strictObject({ waiter: z.string(), action: z.string(), conjunct: z.string(), holder: z.string() })),
  /** Each waits for the next, the last one for the first; [] if there is no deadlock. */
  cycle: z.array(z.string()),
});
export type Waits = z.infer<typeof Waits>;

/** A life line of the sequence diagram (Lane in checker/model/design.ts). */
export const Lane = z.strictObject({
  name: z.string(),
  processes: z.array(z.string()),
  components: z.array(z.string()),
  causes: z.array(z.string()),
  each: z.boolean(),
});
export type Lane = z.infer<typeof Lane>;

export const Trace = z.strictObject({
  design: z.string(),
  configuration: z.string(),
  /** Id of the property, or '' for the trace of a spec defect. */
  property: z.string(),
  kind: z.enum(['counterexample', 'witness', 'defect']),
  /** Value of the property's quantified variable in this trace, e.g. `i=2`; '' if it has none. */
  part: z.string(),
  /** The property's sentence, or the defect's message. */
  text: z.string(),
  source: z.string(),
  /** The condition that the last state (of a step property: the last step) breaks or, as a witness, satisfies; C-like. '' if there is none. */
  claim: z.string(),
  /** Every instance, in the system's order. */
  initial: z.array(Placement),
  steps: z.array(Step),
  /** The design's own; without them every process and every component has one. */
  lanes: z.array(Lane).optional(),
  /** Liveness: what the verdict rests on. */
  assumes: z.array(z.string()).optional(),
  /** Properties of progress: the behaviour goes on for ever. */
  lasso: Lasso.optional(),
  /** `recoverable` */
  trap: Trap.optional(),
  /** Counterexamples of hanging: who waits for whom at the end, or all the way round the loop. */
  waits: Waits.optional(),
});
export type Trace = z.infer<typeof Trace>;

/** What `trace --json` prints. */
export const TraceDocument = z.strictObject({
  format: z.literal('vcpuhp-trace'),
  version: z.literal(1),
  trace: Trace,
  /** Present with `--replay`: whether XState itself, fed the labels, went through the same states. */
  replay: z.strictObject({ agrees: z.boolean(), steps: z.number(), message: z.string() }).optional(),
});
export type TraceDocument = z.infer<typeof TraceDocument>;

export { finalState, variable, variables } from './trace-variables.ts';
