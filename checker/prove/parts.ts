/** Who may take part in which moves, as far as the shared part tells, and what came of it for those who did. */
import type { Move } from './moves.ts';
import type { Outcome } from './outcome.ts';
import { Signatures } from './signatures.ts';
import type { Reading, Space } from './space.ts';

/** Members of a key that a move cannot tell apart, in one role, with their triples; those of the last triple stand from `from` on. */
export interface Alike {
  readonly triples: number[];
  readonly owns: Reading[];
  from: number;
}

/** Those who play one role of a move alike: what comes of it for them; `texts` keeps the outcomes apart. */
export interface Role {
  /** The condition does not exclude them. */
  readonly possible: boolean;
  readonly outcomes: Outcome[];
  readonly texts: Set<string>;
  /** They have met every partner there is. */
  looked: boolean;
}

/** One role of a move under one reading of a key; `roles` and `alike` are by what the move can tell. */
export interface Part {
  readonly move: number;
  readonly role: number;
  readonly key: number;
  readonly shared: Reading;
  readonly roles: (Role | undefined)[];
  readonly alike: (Alike | undefined)[];
}

/** A way to take part: the number of sides, the label that one has, and the labels of the others. */
export interface Way {
  readonly sides: number;
  readonly role: number;
  readonly besides: readonly number[];
}

export class Parts {
  readonly moves: readonly Move[];
  readonly signatures: readonly Signatures[];
  readonly ways: readonly Way[];
  readonly #space: Space;
  /** By way, then by the reading of the key. */
  readonly #in: (readonly Part[] | undefined)[][] = [[], [], []];
  /** By way, then by the reading of one who takes part. */
  readonly #open: (Uint8Array | undefined)[][] = [[], [], []];
  /** By move and role, then by key. */
  readonly #alike: readonly Map<number, (Alike | undefined)[]>[];
  readonly #state: Int32Array;

  constructor(space: Space, moves: readonly Move[]) {
    this.#space = space;
    this.moves = moves;
    this.signatures = moves.map((m) => Signatures.ofMove(space, m));
    this.#alike = moves.flatMap(() => [new Map(), new Map()]);
    this.#state = new Int32Array(space.labels.ir.instances.length);
    const first = space.labels.fixed;
    this.ways = [
      { sides: 1, role: first, besides: [first + 1] },
      { sides: 2, role: first, besides: [first + 1, first + 2] },
      { sides: 2, role: first + 1, besides: [first, first + 2] },
    ];
  }

  /** The parts under a reading of a key that it does not exclude. */
  in(way: number, key: number, shared: Reading): readonly Part[] {
    const known = this.#in[way]![shared.id];
    if (known) return known;
    const { sides, role } = this.ways[way]!;
    const state = this.#state.fill(-1);
    this.#space.load(shared.tuple, this.#space.shared, state);
    const found = this.moves.flatMap((m, move) => (m.sides === sides && m.guard(state) !== 0 ? [{ move, role, key, shared, roles: [], alike: this.alike(move, role, key) }] : []));
    while (this.#in[way]!.length < shared.id) this.#in[way]!.push(undefined);
    return (this.#in[way]![shared.id] = found);
  }

  /** By move: whether its condition may hold for one in a role, whatever else there is. */
  open(way: number, own: Reading): Uint8Array {
    const known = this.#open[way]![own.id];
    if (known) return known;
    const { sides, role } = this.ways[way]!;
    const state = this.#state.fill(-1);
    this.#space.load(own.tuple, this.#space.own[role]!, state);
    const found = Uint8Array.from(this.moves, (m) => Number(m.sides === sides && m.guard(state) !== 0));
    while (this.#open[way]!.length < own.id) this.#open[way]!.push(undefined);
    return (this.#open[way]![own.id] = found);
  }

  /** Members of a key in one role of a move. */
  alike(move: number, role: number, key: number): (Alike | undefined)[] {
    const by = this.#alike[2 * move + role - this.#space.labels.fixed]!;
    let found = by.get(key);
    if (!found) by.set(key, (found = []));
    return found;
  }

  /** Those in a part of whom the move tells `told`. `state` holds the shared part, and what one of them has. */
  role(part: Part, told: number, state: Int32Array): Role {
    return (part.roles[told] ??= { possible: this.moves[part.move]!.guard(state) !== 0, outcomes: [], texts: new Set(), looked: false });
  }

  /** Others find it as a partner. */
  offer({ alike }: Part, told: number, own: Reading, triple: number): void {
    const members = (alike[told] ??= { triples: [], owns: [], from: 0 });
    if (members.triples.at(-1) !== triple) members.from = members.triples.length;
    else if (members.owns.includes(own, members.from)) return;
    members.triples.push(triple);
    members.owns.push(own);
  }
}
