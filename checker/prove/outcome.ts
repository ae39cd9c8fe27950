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

/** By position in what one has: the state after an event. */
type Events = readonly (readonly [at: number, next: readonly number[]])[];

/** The events for what one has, on every local: many outcomes share them. */
class Change {
  readonly text: string;
  readonly #space: Space;
  readonly #viewer: number;
  readonly #events: Events;
  /** By the number of the reading. */
  readonly #after: (number | undefined)[] = [];

  private constructor(space: Space, viewer: number, events: Events, text: string) {
    this.#space = space;
    this.#viewer = viewer;
    this.#events = events;
    this.text = text;
  }

  static readonly #known = new WeakMap<Space, Map<string, Change>>();

  static of(space: Space, viewer: number, choice: Choice): Change {
    const events = space.own[viewer]!.flatMap((i, at) => (choice.has(i) ? [[at, choice.get(i)!] as const] : []));
    const text = events.map(([at, next]) => `${at}>${numberOf(next)}`).join(';');
    const known = Change.#known.get(space) ?? new Map<string, Change>();
    Change.#known.set(space, known);
    const found = known.get(`${viewer}:${text}`) ?? new Change(space, viewer, events, text);
    known.set(`${viewer}:${text}`, found);
    return found;
  }

  after(own: Reading): number {
    let to = this.#after[own.id];
    if (to === undefined) {
      const tuple = [...own.tuple];
      for (const [at, next] of this.#events) tuple[at] = next[tuple[at]!]!;
      to = this.#space.localSeenBy(this.#viewer, tuple);
      while (this.#after.length < own.id) this.#after.push(undefined);
      this.#after[own.id] = to;
    }
    return to;
  }
}

/** A move in one way it can go, as `viewer` sees it: the key after, and what comes of what the viewer has. */
export class Outcome {
  readonly key: number;
  /** Two outcomes with the same text are the same. */
  readonly text: string;
  readonly #change: Change;

  constructor(space: Space, viewer: number, key: number, choice: Choice) {
    this.key = key;
    this.#change = Change.of(space, viewer, choice);
    this.text = `${key}:${this.#change.text}`;
  }

  /** The local after it, of one that reads as `own`. */
  after(own: Reading): number {
    return this.#change.after(own);
  }
}
