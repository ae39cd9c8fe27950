/** Executes a trace once more, through XState itself, and compares every state on the way. */
import { replay } from '../../explore/replay.ts';
import type { Trace, TraceDocument } from '../../record/trace.ts';
import { configurationNamed, type FoundDesign } from '../input/designs.ts';

type Replayed = NonNullable<TraceDocument['replay']>;

/** The local state of every instance before the first step and after each. */
const statesOf = (trace: Trace): string[][] => {
  const now = new Map(trace.initial.map((p) => [p.instance, p.state]));
  const snapshot = (): string[] => [...now.values()];
  return [
    snapshot(),
    ...trace.steps.map((s) => {
      for (const p of s.after) now.set(p.instance, p.state);
      return snapshot();
    }),
  ];
};

export const replayed = ({ design }: FoundDesign, trace: Trace): Replayed => {
  const system = configurationNamed(design, trace.configuration).system();
  const { steps, divergence } = replay(system, { labels: trace.steps.map((s) => s.label), states: statesOf(trace) });
  const last = trace.steps.length;
  if (trace.kind === 'defect' && trace.text.startsWith('E_SPEC_DEFECT')) {
    // The last step is the one that a machine must refuse.
    const agrees = divergence?.step === last && divergence.message.includes('does not accept');
    return { agrees, steps, message: agrees ? `replayed through XState: ${divergence.message}` : `replay differs: ${divergence?.message ?? 'XState accepts every event'}` };
  }
  return divergence
    ? { agrees: false, steps, message: `replay differs at step ${divergence.step}${divergence.label ? ` (${divergence.label})` : ''}: ${divergence.message}` }
    : { agrees: true, steps, message: `replayed through XState: ${steps} of ${last} steps, every state the same` };
};
