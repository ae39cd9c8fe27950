/**
 * The least set of triples that holds the starts and is closed under every move, whoever makes it (R20): a value takes part in a
 * step under label 1 or 2, or it stands by. Whoever else takes part must be in the set with the same key.
 */
import type { Labels } from './labels.ts';
import { movesOf, type Move } from './moves.ts';
import { choicesOf, Outcome } from './outcome.ts';
import { Parts, type Part } from './parts.ts';
import type { Signatures } from './signatures.ts';
import { Space, type Reading } from './space.ts';

/** A step that others make, as one value sees it that stands by. */
interface Passing {
  readonly move: number;
  readonly viewer: number;
  /** The shared part before it and who takes part. */
  readonly state: Int32Array;
  /** Outcomes by what the move can tell of the value. */
  readonly outcomes: (readonly Outcome[] | undefined)[];
}

export interface Scope {
  /** Components that are looked at; default: all. */
  readonly components?: ReadonlySet<string>;
  /** More triples than this are given up. Default 1,000,000. */
  readonly triples?: number;
  /** More looks at a move than this are given up. Default: any number. */
  readonly work?: number;
}

/** The set is larger than the limit. */
export class TooLarge extends Error {}

export class Fixpoint {
  readonly space: Space;
  readonly labels: Labels;
  readonly moves: readonly Move[];
  /** Actions whose event a participant may refuse, as far as the abstraction can tell. */
  readonly refusals = new Set<number>();
  readonly #signatures: readonly Signatures[];
  /** By key. */
  readonly #passing: Passing[][] = [];
  readonly #onward: Map<number, number>[] = [];
  readonly #known = new Set<string>();
  readonly #parts: Parts;
  /** What is tried again when a pair is seen together, by triple. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** Keys that were opened and not looked at. */
  readonly #fresh: number[] = [];
  readonly #state: Int32Array;
  readonly #limit: number;
  #work: number;
  #done = 0;

  constructor(labels: Labels, { components, triples = 1_000_000, work = Infinity }: Scope = {}) {
    this.labels = labels;
    const { ir, globals, locals, starts, unknown } = labels;
    const keeps = (i: number): boolean => !unknown.includes(i) && (components?.has(ir.tables[ir.instances[i]!.table]!.component) ?? true);
    this.space = new Space(labels, keeps);
    const kept = new Set([...this.space.shared, ...this.space.own.flat()]);
    this.moves = movesOf(labels).flatMap((m) => {
      const effects = m.effects.filter((f) => kept.has(f.instance));
      return effects.length > 0 ? [{ ...m, effects }] : [];
    });
    this.#parts = new Parts(this.space, this.moves);
    this.#signatures = this.#parts.signatures;
    this.#state = new Int32Array(ir.instances.length).fill(-1);
    this.#limit = triples;
    this.#work = work;
    const state = new Int32Array(ir.instances.length).fill(-1);
    for (const i of [...globals, ...locals[0]!]) if (kept.has(i)) state[i] = ir.instances[i]!.initial;
    const own = starts.map((start) => start.filter((_, k) => kept.has(locals[labels.viewer]![k]!)));
    // The second fixed value may start in any way that a value can.
    for (const second of labels.fixed > 1 ? own : [[]]) {
      if (labels.fixed > 1) this.space.load(second, this.space.own[1]!, state);
      const key = this.#open(labels.viewer, state);
      for (const start of own) this.space.add(key, this.space.localSeenBy(labels.viewer, start), -1, -1, false);
    }
  }

  /** The labels of those who take part in a move of so many sides. */
  #sidesOf(sides: number): number[] {
    return Array.from({ length: sides }, (_, k) => this.labels.fixed + k);
  }

  /** The other side of a move of two. */
  #partnerOf(role: number): number {
    return 2 * this.labels.fixed + 1 - role;
  }

  /** Whether the component is looked at. */
  looksAt(component: string): boolean {
    const { instances, tables } = this.labels.ir;
    return [...this.space.shared, ...this.space.own[this.labels.viewer]!].some((i) => tables[instances[i]!.table]!.component === component);
  }

  /** Close the set. Throws {@link TooLarge}. */
  run(): void {
    while (!this.advance(Infinity));
  }

  /** Work on it for some milliseconds; true when the set is closed. Throws {@link TooLarge}. */
  advance(ms: number): boolean {
    const until = performance.now() + ms;
    for (; this.#done < this.space.size; this.#done++) {
      if ((this.#done & 63) === 0 && performance.now() > until) return false;
      if (this.space.size > this.#limit) throw new TooLarge(`more than ${this.#limit} abstract states`);
      this.#settle();
      const waiting = this.#waiting.get(`${this.space.keyOf[this.#done]},${this.space.localOf[this.#done]}`) ?? [];
      this.#visit(this.#done);
      for (const again of waiting) again();
    }
    return true;
  }

  /** The key that a viewer sees, ready to be entered. */
  #open(viewer: number, state: Int32Array): number {
    const key = this.space.keySeenBy(viewer, state);
    if (this.#passing[key]) return key;
    this.#passing[key] = [];
    this.#onward[key] = new Map();
    this.#fresh.push(key);
    return key;
  }

  /** Moves that name no other value pass every value by. */
  #settle(): void {
    for (let key = this.#fresh.pop(); key !== undefined; key = this.#fresh.pop()) {
      const [alone] = this.space.readKey(key, this.labels.viewer, []);
      const before = new Int32Array(this.#state.length).fill(-1);
      this.space.load(alone!.tuple, this.space.shared, before);
      for (const [move, m] of this.moves.entries()) if (m.sides === 0 && m.guard(before) !== 0) this.#pass(key, { move, viewer: this.labels.viewer, state: before, outcomes: [] });
    }
  }

  #visit(triple: number): void {
    const { space } = this;
    const key = space.keyOf[triple]!;
    const local = space.localOf[triple]!;
    const passing = this.#passing[key]!;
    for (let k = 0; k < passing.length; k++) this.#standBy(passing[k]!, local, triple);
    for (const [to, action] of this.#onward[key]!) space.add(to, local, triple, action, true);
    for (const [way, { role, besides }] of this.#parts.ways.entries()) {
      const owns = space.readLocal(local, role, besides).map((own) => ({ own, open: this.#parts.open(way, own) }));
      for (const shared of space.readKey(key, role, besides)) for (const part of this.#parts.in(way, key, shared)) for (const { own, open } of owns) if (open[part.move]) this.#play(part, own, triple);
    }
  }

  /** The shared part and what one who takes part has; nothing else is known. */
  #with({ role, shared }: Part, own: Reading): Int32Array {
    const { space } = this;
    const state = this.#state.fill(-1);
    space.load(shared.tuple, space.shared, state);
    space.load(own.tuple, space.own[role]!, state);
    return state;
  }

  /** A value in a part of a move. */
  #play(part: Part, own: Reading, triple: number): void {
    const m = this.moves[part.move]!;
    const told = this.#signatures[part.move]!.ofReading(part.role, own);
    const known = part.roles[told] ?? this.#parts.role(part, told, this.#with(part, own));
    if (!known.possible) return;
    if (m.sides === 2) this.#parts.offer(part, told, own, triple);
    if (!known.looked) {
      known.looked = true;
      if (m.sides === 1) this.#meet(part, own, undefined);
      else this.#lookRound(part, own);
    }
    for (const o of known.outcomes) this.space.add(o.key, o.after(own), triple, m.action, false);
  }

  /** Every partner that was offered so far. */
  #lookRound(part: Part, own: Reading): void {
    const partner = this.#partnerOf(part.role);
    const theirs = this.space.knownKey(partner, this.#with(part, own));
    if (theirs === undefined) return;
    for (const p of this.#parts.alike(part.move, partner, theirs)) if (p) this.#meet(part, own, p.owns[0]!.tuple);
  }

  /** A move with those who take part: what comes of it for each of them, for all that are like them, and for who stands by. */
  #meet(part: Part, own: Reading, partner: readonly number[] | undefined): void {
    this.#look();
    const { space } = this;
    const { move } = part;
    const m = this.moves[move]!;
    const signature = this.#signatures[move]!;
    const state = this.#with(part, own).slice();
    if (partner) space.load(partner, space.own[this.#partnerOf(part.role)]!, state);
    const text = [move, ...space.shared.map((i) => state[i]!), ...signature.ofSides(state)].join();
    if (this.#known.has(text)) return;
    if (partner && !this.#haveMet(this.labels.fixed, this.labels.fixed + 1, state, () => this.#meet(part, own, partner))) return;
    this.#known.add(text);
    const choices = choicesOf(m, state, (a) => this.refusals.add(a));
    if (choices.length === 0) return;
    for (const side of this.#sidesOf(m.sides)) this.#tell(move, side, state, choices);
    this.#passBy(move, this.labels.fixed + m.sides, state, choices);
  }

  /** Where two values are looked at: whether these two were seen together; if not, `again` is done when they are. */
  #haveMet(first: number, second: number, state: Int32Array, again: () => void): boolean {
    if (this.labels.fixed === 1) return true;
    const [key, local] = this.space.pairSeen(first, second, state);
    if (this.space.triple(key, local) >= 0) return true;
    const at = `${key},${local}`;
    this.#waiting.set(at, [...(this.#waiting.get(at) ?? []), again]);
    return false;
  }

  /** The outcomes of a move for all who play one side of it alike. */
  #tell(move: number, side: number, state: Int32Array, choices: readonly ReadonlyMap<number, readonly number[]>[]): void {
    const { space } = this;
    const m = this.moves[move]!;
    const key = this.#open(side, state);
    const told = this.#signatures[move]!.ofState(side, state);
    const way = this.#parts.ways.findIndex((w) => w.sides === m.sides && w.role === side);
    const shared = space.readKey(key, side, this.#parts.ways[way]!.besides).find((r) => r.tuple.every((s, k) => s === state[space.shared[k]!]))!;
    const part = this.#parts.in(way, key, shared).find((p) => p.move === move)!;
    const known = this.#parts.role(part, told, state);
    for (const c of choices) {
      const outcome = new Outcome(space, side, this.#keyAfter(side, state, c), c);
      if (known.texts.has(outcome.text)) continue;
      known.texts.add(outcome.text);
      known.outcomes.push(outcome);
      const alike = part.alike[told];
      if (alike) for (let k = 0; k < alike.owns.length; k++) space.add(outcome.key, outcome.after(alike.owns[k]!), alike.triples[k]!, m.action, false);
    }
  }

  #keyAfter(viewer: number, state: Int32Array, choice: ReadonlyMap<number, readonly number[]>): number {
    const after = state.slice();
    for (const i of this.space.shared) if (choice.has(i)) after[i] = choice.get(i)![state[i]!]!;
    return this.#open(viewer, after);
  }

  /** One more value stands by. */
  #passBy(move: number, viewer: number, state: Int32Array, choices: readonly ReadonlyMap<number, readonly number[]>[]): void {
    const changes = this.#signatures[move]!.touches(viewer) || choices.some((c) => this.space.shared.some((i) => c.has(i) && c.get(i)![state[i]!] !== state[i]));
    if (changes) this.#pass(this.#open(viewer, state), { move, viewer, state, outcomes: [] });
  }

  #pass(key: number, p: Passing): void {
    const { space } = this;
    const m = this.moves[p.move]!;
    if (!this.#signatures[p.move]!.concerns(p.viewer)) {
      // It is all the same to whoever stands by: only the key changes.
      const onward = this.#onward[key]!;
      for (const c of choicesOf(m, p.state, (a) => this.refusals.add(a))) {
        const to = this.#keyAfter(p.viewer, p.state, c);
        if (to === key || onward.has(to)) continue;
        onward.set(to, m.action);
        for (const [local, triple] of space.members(key)) if (triple <= this.#done) space.add(to, local, triple, m.action, true);
      }
      return;
    }
    this.#passing[key]!.push(p);
    // Those who were visited already did not see it; the others will.
    for (const [local, triple] of space.members(key)) if (triple <= this.#done) this.#standBy(p, local, triple);
  }

  /** One look more at a move. */
  #look(): void {
    if (this.#work-- <= 0) throw new TooLarge('more work than the limit');
  }

  #standBy(p: Passing, local: number, triple: number): void {
    this.#look();
    const { space } = this;
    const m = this.moves[p.move]!;
    const signature = this.#signatures[p.move]!;
    for (const own of space.readLocal(local, p.viewer, this.#sidesOf(m.sides))) {
      const told = signature.ofReading(p.viewer, own);
      let outcomes = p.outcomes[told];
      if (!outcomes) {
        const state = p.state.slice();
        space.load(own.tuple, space.own[p.viewer]!, state);
        if (!this.#sidesOf(m.sides).every((side) => this.#haveMet(side, p.viewer, state, () => this.#standBy(p, local, triple)))) continue;
        outcomes = choicesOf(m, state, (a) => this.refusals.add(a)).map((c) => new Outcome(space, p.viewer, this.#keyAfter(p.viewer, state, c), c));
        p.outcomes[told] = outcomes;
      }
      for (const o of outcomes) space.add(o.key, o.after(own), triple, m.action, true);
    }
  }
}
