/** One way in which the system may have come to where the recording is: its state, the open commands, and the path. */
import type { Chain } from './plan.ts';
import type { Variables } from './subject.ts';

/** A command that was sent; `done` parts of alternative `alternative` have happened. */
export interface Open {
  readonly line: number;
  readonly alternative: number;
  readonly done: number;
}

/** A step whose lines have not all been seen. */
export interface Owed {
  readonly action: number;
  readonly pre: number;
  readonly post: number;
  /** The command that the step was part of (its line), if any. */
  readonly command?: number;
  readonly chain: Chain;
  readonly group: number;
  /** Which members of the group have been seen, ascending. */
  readonly seen: readonly number[];
  /** What its earlier lines said that its later ones are read with. */
  readonly kept: Variables;
}

/** `observed`: a line shows it. `command`: part of a recorded command, without a line of its own. `inferred`: neither. */
export type Evidence = 'observed' | 'command' | 'inferred';

export interface Hypothesis {
  readonly key: string;
  readonly state: number;
  readonly open: readonly Open[];
  readonly owed?: Owed;
  /** Steps so far. */
  readonly length: number;
  readonly parent?: Hypothesis;
  /** The step that led here, if it was one, and the line at which it was taken. */
  readonly step?: { readonly action: number; readonly evidence: Evidence; readonly line: number };
}

export const hypothesis = (state: number, open: readonly Open[], owed: Owed | undefined, parent?: Hypothesis, step?: Hypothesis['step']): Hypothesis => ({
  key: `${state}|${open.map((o) => `${o.line}.${o.alternative}.${o.done}`).join()}|${owed ? `${owed.action}.${owed.pre}.${owed.command ?? ''}.${owed.group}.${owed.seen.join('-')}.${JSON.stringify(owed.kept)}` : ''}`,
  state,
  open,
  ...(owed ? { owed } : {}),
  length: (parent?.length ?? 0) + (step ? 1 : 0),
  ...(parent ? { parent } : {}),
  ...(step ? { step } : {}),
});

/** The steps that led to a hypothesis, in order. */
export const runTo = (h: Hypothesis): NonNullable<Hypothesis['step']>[] => {
  const out: NonNullable<Hypothesis['step']>[] = [];
  for (let x: Hypothesis | undefined = h; x; x = x.parent) if (x.step) out.push(x.step);
  return out.toReversed();
};

export const shortest = (hs: readonly Hypothesis[]): Hypothesis => hs.reduce((a, b) => (b.length < a.length ? b : a));

/** Hypotheses by key; of two with the same future the shorter is kept. */
export class HypothesisSet {
  readonly #byKey = new Map<string, Hypothesis>();

  add(h: Hypothesis): boolean {
    const known = this.#byKey.get(h.key);
    if (known && known.length <= h.length) return false;
    this.#byKey.set(h.key, h);
    return true;
  }

  get size(): number {
    return this.#byKey.size;
  }

  list(): Hypothesis[] {
    return [...this.#byKey.values()];
  }
}
