/** What a slice found, brought back to the full system: the same actions, executed there. */
import type { FoundDefect, PartVerdict, Trace } from '../explore/result.ts';
import { enabledActions, initialState, step } from '../ir/interpret.ts';
import { SpecDefect } from '../ir/spec-defect.ts';
import type { Lasso, Trap } from '../liveness/findings.ts';
import type { Ir } from '../model/ir.ts';
import type { Slice } from './slices.ts';

/** A trace of a slice meets a defect of the specification in what the slice leaves still. */
export class DefectOnTheWay extends Error {
  readonly found: FoundDefect;
  constructor(found: FoundDefect) {
    super(found.message);
    this.found = found;
  }
}

/** A behaviour of the full system that grows by actions of a slice. */
class Behaviour {
  readonly initial: readonly number[];
  readonly steps: { readonly action: number; readonly state: readonly number[] }[] = [];
  readonly #ir: Ir;
  readonly #slice: Slice;

  constructor(ir: Ir, slice: Slice) {
    this.initial = initialState(ir);
    this.#ir = ir;
    this.#slice = slice;
  }

  get state(): readonly number[] {
    return this.steps.at(-1)?.state ?? this.initial;
  }

  take(actionOfSlice: number): void {
    const ir = this.#ir;
    const action = this.#slice.actions[actionOfSlice]!;
    if (!enabledActions(ir, this.state).includes(action)) throw new Error(`a trace of a slice of ${ir.name} is no behaviour of the system: ${ir.actions[action]!.label} is not enabled`);
    try {
      this.steps.push({ action, state: step(ir, action, this.state) });
    } catch (e) {
      if (!(e instanceof SpecDefect)) throw e;
      const { instance, event, localState, message } = e;
      throw new DefectOnTheWay({ action, instance, event, localState, message, trace: { initial: this.initial, steps: this.steps } });
    }
  }
}

/** The same actions in the full system. Throws {@link DefectOnTheWay}. */
export const wholeTrace = (ir: Ir, slice: Slice, trace: Trace): Trace => {
  const b = new Behaviour(ir, slice);
  for (const s of trace.steps) b.take(s.action);
  return { initial: b.initial, steps: b.steps };
};

/**
 * A lasso of a slice comes round in the slice; what the slice leaves still may be elsewhere by then. Its instances have finitely many
 * states and the loop moves them in the same way each time: gone round often enough, the whole system comes round too.
 */
export const wholeLasso = (ir: Ir, slice: Slice, { trace, loop, since }: Lasso): Lasso => {
  const b = new Behaviour(ir, slice);
  for (const s of trace.steps.slice(0, loop)) b.take(s.action);
  const round = trace.steps.slice(loop);
  const met = new Map<string, number>();
  for (let key = JSON.stringify(b.state); round.length > 0 && !met.has(key); key = JSON.stringify(b.state)) {
    met.set(key, b.steps.length);
    for (const s of round) b.take(s.action);
  }
  return { trace: { initial: b.initial, steps: b.steps }, loop: met.get(JSON.stringify(b.state)) ?? loop, since };
};

const wholeTrap = (slice: Slice, trap: Trap): Trap => ({
  ...trap,
  exits: trap.exits.map((a) => slice.actions[a]!),
  entries: trap.entries.map((e) => ({ ...e, action: slice.actions[e.action]! })),
});

/** The verdict of a part with its trace, its loop and its trap in the full system. Throws {@link DefectOnTheWay}. */
export const liftedPart = (ir: Ir, slice: Slice, part: PartVerdict): PartVerdict => {
  if (!part.trace) return part;
  if (!part.lasso) return { ...part, trace: wholeTrace(ir, slice, part.trace), ...(part.trap ? { trap: wholeTrap(slice, part.trap) } : {}) };
  const { trace, ...lasso } = wholeLasso(ir, slice, { trace: part.trace, ...part.lasso });
  return { ...part, trace, lasso, depth: trace.steps.length };
};
