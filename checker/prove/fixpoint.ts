/**
 * The least set of triples that holds the starts and is closed under every move, whoever makes it (R20): a value takes part in a
 * step under label 1 or 2, or it stands by. Whoever else takes part must be in the set with the same key.
 */
import type { Labels } from './labels.ts';
import { movesOf, type Move } from './moves.ts';
import { choicesOf, Outcome } from './outcome.ts';
import { Signatures } from './signatures.ts';
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

/** Members of a key that a move cannot tell apart, in one role: those of one triple stand together, the last one's from `from` on. */
interface Alike {
  readonly triples: number[];
  readonly owns: Reading[];
  from: number;
}

/** Outcomes of a move for those who play one role of it alike; `texts` keeps them apart. */
interface Role {
  /** The condition does not exclude them. */
  readonly possible: boolean;
  readonly outcomes: Outcome[];
  readonly texts: Set<string>;
  /** Those who play it have met every partner there is. */
  looked: boolean;
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
  /** By move and role, then by key and by what the move can tell. */
  readonly #alike: readonly ((Alike | undefined)[] | undefined)[][];
  /** By move and role, then by the reading of the key and by what the move can tell. */
  readonly #roles: readonly ((Role | undefined)[] | undefined)[][];
  /** By number of sides, then by the reading of the key. */
  readonly #possible: readonly (readonly number[])[][] = [[], [], []];
  /** How a value may take part: the number of sides, its role, who else there is, and its place in what is kept by move and role. */
  readonly #parts: readonly { readonly sides: number; readonly role: number; readonly besides: readonly number[] }[];
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
    this.#signatures = this.moves.map((m) => Signatures.ofMove(this.space, m));
    this.#alike = this.moves.flatMap(() => [[], []]);
    this.#roles = this.moves.flatMap(() => [[], []]);
    const first = labels.viewer;
    this.#parts = ([[1, first], [2, first], [2, first + 1]] as const).map(([sides, role]) => ({ sides, role, besides: this.#besides(role, sides) }));
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

  /** Labels that may take part beside `role`: the other side, and one that stands by. */
  #besides(role: number, sides: number): number[] {
    return this.#sidesOf(sides + 1).filter((l) => l !== role);
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
    for (const { sides, role, besides } of this.#parts) {
      const owns = space.readLocal(local, role, besides);
      for (const shared of space.readKey(key, role, besides)) for (const move of this.#possibleIn(shared, sides)) for (const own of owns) this.#play(move, role, key, shared, own, triple);
    }
  }

  /** Moves of so many sides that the shared part alone does not exclude. */
  #possibleIn(shared: Reading, sides: number): readonly number[] {
    const known = this.#possible[sides]!;
    let found = known[shared.id];
    if (!found) {
      this.#state.fill(-1);
      this.space.load(shared.tuple, this.space.shared, this.#state);
      known[shared.id] = found = this.moves.flatMap((m, k) => (m.sides === sides && m.guard(this.#state) !== 0 ? [k] : []));
    }
    return found;
  }

  /** Where what concerns one role of a move is kept. */
  #place(move: number, role: number): number {
    return 2 * move + role - this.labels.fixed;
  }

  /** Those who play a role of a move alike. `state` holds the shared part, and what one of them has. */
  #roleOf(move: number, role: number, shared: Reading, told: number, state: () => Int32Array): Role {
    const known = (this.#roles[this.#place(move, role)]![shared.id] ??= []);
    return (known[told] ??= { possible: this.moves[move]!.guard(state()) !== 0, outcomes: [], texts: new Set(), looked: false });
  }

  /** The shared part and what one who takes part has; nothing else is known. */
  #with(role: number, shared: Reading, own: Reading): Int32Array {
    const { space } = this;
    const state = this.#state;
    state.fill(-1);
    space.load(shared.tuple, space.shared, state);
    space.load(own.tuple, space.own[role]!, state);
    return state;
  }

  /** A value in a role of a move that names others than 0. */
  #play(move: number, role: number, key: number, shared: Reading, own: Reading, triple: number): void {
    const m = this.moves[move]!;
    const told = this.#signatures[move]!.ofReading(role, own);
    const known = this.#roleOf(move, role, shared, told, () => this.#with(role, shared, own));
    if (!known.possible) return;
    if (m.sides === 2) this.#offer(move, role, key, own, told, triple);
    if (!known.looked) {
      known.looked = true;
      if (m.sides === 1) this.#meet(move, role, shared, own, undefined);
      else this.#lookRound(move, role, shared, own);
    }
    for (const o of known.outcomes) this.space.add(o.key, o.after(own), triple, m.action, false);
  }

  /** Every partner that was offered so far. */
  #lookRound(move: number, role: number, shared: Reading, own: Reading): void {
    const partner = this.#partnerOf(role);
    const theirs = this.space.knownKey(partner, this.#with(role, shared, own));
    if (theirs === undefined) return;
    for (const p of this.#alike[this.#place(move, partner)]![theirs] ?? []) if (p) this.#meet(move, role, shared, own, p.owns[0]!.tuple);
  }

  /** Others find it as a partner; those who were looking for one meet it now. */
  #offer(move: number, role: number, key: number, own: Reading, told: number, triple: number): void {
    const alike = ((this.#alike[this.#place(move, role)]![key] ??= [])[told] ??= { triples: [], owns: [], from: 0 });
    if (alike.triples.at(-1) !== triple) alike.from = alike.triples.length;
    else if (alike.owns.includes(own, alike.from)) return;
    alike.triples.push(triple);
    alike.owns.push(own);
  }

  /** A move with those who take part: what comes of it for each of them, for all that are like them, and for who stands by. */
  #meet(move: number, role: number, shared: Reading, own: Reading, partner: readonly number[] | undefined): void {
    this.#look();
    const { space } = this;
    const m = this.moves[move]!;
    const signature = this.#signatures[move]!;
    const state = new Int32Array(this.#state.length).fill(-1);
    space.load(shared.tuple, space.shared, state);
    space.load(own.tuple, space.own[role]!, state);
    if (partner) space.load(partner, space.own[this.#partnerOf(role)]!, state);
    const text = [move, ...space.shared.map((i) => state[i]!), ...signature.ofSides(state)].join();
    if (this.#known.has(text)) return;
    if (partner && !this.#haveMet(this.labels.fixed, this.labels.fixed + 1, state, () => this.#meet(move, role, shared, own, partner))) return;
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
    const shared = space.readKey(key, side, this.#besides(side, m.sides)).find((r) => r.tuple.every((s, k) => s === state[space.shared[k]!]))!;
    const known = this.#roleOf(move, side, shared, told, () => state);
    for (const c of choices) {
      const outcome = new Outcome(space, side, this.#keyAfter(side, state, c), c);
      if (known.texts.has(outcome.text)) continue;
      known.texts.add(outcome.text);
      known.outcomes.push(outcome);
      const alike = this.#alike[this.#place(move, side)]![key]?.[told];
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
