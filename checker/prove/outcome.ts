/** What a move does, as one of those who see it. */
import type { Move } from './moves.ts';
import type { Reading, Space } from './space.ts';

/** The events of one way in which a move can go: the state after, by the state before; absent: no event. */
export type Choice = ReadonlyMap<number, readonly number[]>;

/** Every way in which a move can go in a state in which some instances are not known. Empty where it cannot be made. */
export const choicesOf = (m: Move, state: Int32Array, refused: (action: number) => void): Choice[] => {
  if (m.guard(state) === 0) return [];
  let choices: Map<number, readonly number[]>[] = [new Map()];
  for (const f of m.effects) {
    const from = state[f.instance]!;
    if (from < 0) continue;
    const ways: (readonly number[] | undefined)[] = [];
    let open = true;
    for (const c of f.cases) {
      const v = c.when ? c.when(state) : 2;
      if (v === 0) continue;
      if (c.next[from]! < 0) refused(m.action);
      else ways.push(c.next);
      if (v === 2) {
        open = false;
        break;
      }
    }
    if (open) ways.push(undefined);
    if (ways.length === 1) {
      if (ways[0]) for (const c of choices) c.set(f.instance, ways[0]);
    } else choices = choices.flatMap((c) => ways.map((w) => (w ? new Map(c).set(f.instance, w) : c)));
  }
  return choices;
};

/** Rows of the tables are the same objects wherever an event is the same. */
const numbers = new WeakMap<readonly number[], number>();
let last = 0;
const numberOf = (next: readonly number[]): number => {
  let n = numbers.get(next);
  if (n === undefined) numbers.set(next, (n = last++));
  return n;
};

/** A move in one way it can go, as `viewer` sees it: the key after, and the events for what the viewer has. */
export class Outcome {
  readonly key: number;
  /** Two outcomes with the same text are the same. */
  readonly text: string;
  readonly #viewer: number;
  readonly #events: readonly (readonly [at: number, next: readonly number[]])[];
  readonly #after: number[] = [];
  readonly #space: Space;

  constructor(space: Space, viewer: number, key: number, choice: Choice) {
    this.#space = space;
    this.key = key;
    this.#viewer = viewer;
    this.#events = space.own[viewer]!.flatMap((i, at) => (choice.has(i) ? [[at, choice.get(i)!] as const] : []));
    this.text = `${key}:${this.#events.map(([at, next]) => `${at}>${numberOf(next)}`).join(';')}`;
  }

  /** The local after it, of one that reads as `own`. */
  after(own: Reading): number {
    let to = this.#after[own.id];
    if (to === undefined) {
      const tuple = [...own.tuple];
      for (const [at, next] of this.#events) tuple[at] = next[tuple[at]!]!;
      this.#after[own.id] = to = this.#space.localSeenBy(this.#viewer, tuple);
    }
    return to;
  }
}
