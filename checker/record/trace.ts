/** A trace as reports read it: the initial state in words, and for every step only what changed. */
import { z } from 'zod';

/** One component instance and the local state it is in. */
export const Placement = z.strictObject({ instance: z.string(), state: z.string() });
export type Placement = z.infer<typeof Placement>;

export const Change = z.strictObject({ instance: z.string(), from: z.string(), to: z.string() });
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
  changes: z.array(Change),
});
export type Step = z.infer<typeof Step>;

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
  /** Every instance, in the system's order. */
  initial: z.array(Placement),
  steps: z.array(Step),
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

/** The state every instance is in after the last step. */
export const finalState = (trace: Trace): Placement[] => {
  const states = new Map(trace.initial.map((p) => [p.instance, p.state]));
  for (const step of trace.steps) for (const c of step.changes) states.set(c.instance, c.to);
  return [...states].map(([instance, state]) => ({ instance, state }));
};

/** Instances that some step changes, in the system's order. */
export const touched = (trace: Trace): string[] => {
  const changed = new Set(trace.steps.flatMap((s) => s.changes.map((c) => c.instance)));
  return trace.initial.map((p) => p.instance).filter((i) => changed.has(i));
};

/** Active leaves of a local state (`cpu.on irq.off`) that the other one has not: what to show of a change. */
export const leavesNew = (from: string, to: string): string[] => {
  const before = new Set(from.split(' '));
  const now = to.split(' ').filter((leaf) => !before.has(leaf));
  return now.length ? now : to.split(' ');
};
